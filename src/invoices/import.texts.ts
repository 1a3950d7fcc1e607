/** Why an invoice that can be read is not loaded, and the parts of an invoice by name. */
import { texts } from '../core/texts.ts';

const en = {
  invoice_already_paid: 'Invoice {number} is paid or credited, so it cannot be replaced',
  invoice_changed: 'Invoice {number} was loaded with other content ({changed})',
  invoice_in_progress: 'Invoice {number} is being paid just now; load it again later',
  supplier_not_organisation:
    'Invoice {number} is from {supplier} ({tax_ids}), not from {organisation}',
} as const;

export type ImportRejectionCode = keyof typeof en;

export const importTexts = texts<ImportRejectionCode>({
  en,
  it: {
    invoice_already_paid:
      'La fattura {number} risulta pagata o stornata: non può essere sostituita',
    invoice_changed: 'La fattura {number} era stata caricata con altri dati ({changed})',
    invoice_in_progress:
      'Qualcuno sta pagando la fattura {number} in questo momento: la carichi di nuovo più tardi',
    supplier_not_organisation:
      'La fattura {number} è di {supplier} ({tax_ids}), non di {organisation}',
  },
  es: {
    invoice_already_paid: 'La factura {number} está pagada o abonada: no se puede sustituir',
    invoice_changed: 'La factura {number} se había cargado con otros datos ({changed})',
    invoice_in_progress:
      'Alguien está pagando la factura {number} en este momento: cárguela de nuevo más tarde',
    supplier_not_organisation:
      'La factura {number} es de {supplier} ({tax_ids}), no de {organisation}',
  },
});

/** The parts of a document that `differences` names. */
export const contentFieldTexts = texts({
  en: {
    number: 'number',
    issuedOn: 'date',
    documentType: 'document type',
    currency: 'currency',
    supplier: 'supplier',
    customer: 'customer',
    total: 'total',
    splitPayment: 'split payment',
    splitPaymentVat: 'VAT of the split payment',
    withholding: 'withholding',
    payable: 'amount to pay',
    instalments: 'instalments',
    lines: 'lines',
    vat: 'VAT',
    refersTo: 'invoices it refers to',
  },
  it: {
    number: 'numero',
    issuedOn: 'data',
    documentType: 'tipo di documento',
    currency: 'valuta',
    supplier: 'fornitore',
    customer: 'cliente',
    total: 'totale',
    splitPayment: 'scissione dei pagamenti',
    splitPaymentVat: 'IVA della scissione dei pagamenti',
    withholding: 'ritenuta',
    payable: 'importo da pagare',
    instalments: 'rate',
    lines: 'righe',
    vat: 'IVA',
    refersTo: 'fatture a cui si riferisce',
  },
  es: {
    number: 'número',
    issuedOn: 'fecha',
    documentType: 'tipo de documento',
    currency: 'moneda',
    supplier: 'proveedor',
    customer: 'cliente',
    total: 'total',
    splitPayment: 'IVA a cargo del cliente público',
    splitPaymentVat: 'importe del IVA a cargo del cliente público',
    withholding: 'retención',
    payable: 'importe a pagar',
    instalments: 'plazos',
    lines: 'líneas',
    vat: 'IVA',
    refersTo: 'facturas a las que se refiere',
  },
});
