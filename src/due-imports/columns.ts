/** The columns of a file of dues, and what files call them in English, Italian and Spanish. */

/** Columns that a file may have, by their names in it; the first of each is the one of the guide. */
const names = {
  id: ['id', 'key', 'identificativo', 'chiave', 'codice', 'identificador', 'clave'],
  service: ['service', 'servizio', 'servicio'],
  charge_type: ['charge_type', 'tipo_pagamento', 'tipo_di_pagamento', 'tipo_de_pago', 'tipo_pago'],
  debtor_name: ['debtor_name', 'debtor', 'name', 'debitore', 'nome_debitore', 'nominativo', 'intestatario', 'deudor', 'nombre_deudor', 'nombre'],
  debtor_tax_code: ['debtor_tax_code', 'debtor_tax_id', 'tax_code', 'tax_id', 'vat_number', 'codice_fiscale', 'codice_fiscale_debitore', 'partita_iva', 'nif', 'nif_deudor'],
  debtor_email: ['debtor_email', 'email', 'e_mail', 'mail', 'posta_elettronica', 'email_debitore', 'correo', 'correo_electronico', 'correo_deudor'],
  reason: ['reason', 'description', 'causale', 'descrizione', 'oggetto', 'concepto', 'descripcion'],
  amount: ['amount', 'importo', 'importe', 'cantidad'],
  currency: ['currency', 'valuta', 'divisa', 'moneda'],
  due_on: ['due_on', 'due_date', 'scadenza', 'data_scadenza', 'vencimiento', 'fecha_vencimiento', 'fecha_de_vencimiento'],
  valid_from: ['valid_from', 'valido_dal', 'pagabile_dal', 'valido_desde', 'pagable_desde'],
  valid_until: ['valid_until', 'valido_al', 'valido_fino_al', 'pagabile_fino_al', 'valido_hasta', 'pagable_hasta'],
  part_payment: ['part_payment', 'pagamento_parziale', 'acconto', 'pago_parcial'],
  least_part: ['least_part', 'importo_minimo', 'acconto_minimo', 'importe_minimo'],
  plan: ['plan', 'piano', 'piano_rateale', 'plan_de_pagos'],
  plan_part: ['plan_part', 'parte_piano', 'parte_del_piano', 'rata', 'parte_plan', 'parte_del_plan', 'plazo'],
  lines: ['lines', 'voci', 'conceptos', 'lineas'],
  pagopa_notice_number: ['pagopa_notice_number', 'notice_number', 'numero_avviso', 'codice_avviso', 'numero_de_aviso', 'numero_aviso'],
  creditor_tax_code: ['creditor_tax_code', 'creditor_tax_id', 'codice_fiscale_ente', 'nif_acreedor'],
  taxonomy: ['taxonomy', 'tassonomia', 'taxonomia'],
  beneficiaries: ['beneficiaries', 'beneficiari', 'beneficiarios'],
} as const; // prettier-ignore

export type NamedColumn = keyof typeof names;
/** What a line item is for, and how much: `line1_text`, `line1_amount`, `line2_text`… */
export type LineColumn = `line${number}_text` | `line${number}_amount`;
export type Column = NamedColumn | LineColumn;

/** Written beside failed rows; when they come back mended it is left out. */
export const faultColumn = 'saldo_error';

/** Without these, besides one of service and charge type, there is no due. */
export const mandatory: readonly NamedColumn[] = ['id', 'debtor_name', 'reason', 'amount'];

export const namedColumns: readonly NamedColumn[] = Object.keys(names).filter(isNamedColumn);

function isNamedColumn(name: string): name is NamedColumn {
  return Object.hasOwn(names, name);
}

const byName = new Map<string, Column>(
  namedColumns.flatMap((column) => names[column].map((name) => [name, column] as const)),
);

/** @returns null for a name that is none of ours */
export function columnNamed(name: string): Column | null {
  const bare = bareName(name);
  const line =
    /^(?:line|voce|concepto|linea)_?([1-9]\d?)_(text|testo|texto|amount|importo|importe)$/;
  const [, number, what = ''] = line.exec(bare) ?? [];
  if (number === undefined) return byName.get(bare) ?? null;
  return `line${Number(number)}_${what.startsWith('t') ? 'text' : 'amount'}`;
}

/** `Codice fiscale (debitore)` and `CODICE_FISCALE_DEBITORE` are one name. */
export function bareName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}
