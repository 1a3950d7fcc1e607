/** Makes electronic invoices for tests, as bytes that a supplier's program would send. */
import { fromDecimal, money, toDecimal } from '../../core/money.ts';
import type { Money } from '../../core/money.ts';

export type TestParty = {
  /** With its country: `IT01234567890`. */
  readonly vatNumber?: string;
  readonly taxCode?: string;
  readonly name?: string;
};

/** Amounts are decimals with two places; `rate` is a percentage such as `22.00`. */
export type TestLine = {
  readonly description?: string;
  readonly amount: string;
  readonly rate?: string;
  readonly nature?: string;
};

export type TestInstalment = {
  readonly amount?: string;
  readonly dueOn?: string;
  readonly meansOfPayment?: string;
  readonly more?: string;
};

/** Everything has a default; `more…` is markup put in as it is. */
export type TestInvoice = {
  readonly number?: string;
  readonly issuedOn?: string;
  readonly documentType?: string;
  readonly currency?: string;
  readonly lines?: readonly TestLine[];
  readonly splitPayment?: boolean;
  readonly withholding?: string;
  readonly total?: string;
  readonly rounding?: string;
  readonly terms?: string;
  readonly instalments?: readonly TestInstalment[];
  readonly refersTo?: readonly { readonly number: string; readonly issuedOn?: string }[];
};

export type TestFile = {
  readonly format?: 'FPR12' | 'FPA12';
  readonly encoding?: string;
  readonly supplier?: TestParty;
  readonly customer?: TestParty;
};

const ordinary = 'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2';
const simplified = 'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.0';
const someSupplier: TestParty = { vatNumber: 'IT01234567890', name: 'Acquedotto Alpino S.p.A.' };
const someCustomer: TestParty = { taxCode: 'RSSMRA80A01H501U', name: 'Maria Rossi' };
const seat =
  '<Sede><Indirizzo>Via Roma 1</Indirizzo><CAP>38122</CAP><Comune>Trento</Comune>' +
  '<Provincia>TN</Provincia><Nazione>IT</Nazione></Sede>';

/** One file with one body per invoice, in the ordinary format and, by default, in UTF-8. */
export function testInvoice(
  invoices: TestInvoice | readonly TestInvoice[],
  file: TestFile = {},
): Uint8Array {
  return Buffer.from(testInvoiceText(invoices, file));
}

export function testInvoiceText(
  invoices: TestInvoice | readonly TestInvoice[],
  file: TestFile = {},
): string {
  const { format = 'FPR12', encoding = 'UTF-8' } = file;
  const bodies = Array.isArray(invoices) ? invoices : [invoices];
  return [
    `<?xml version="1.0" encoding="${encoding}"?>`,
    `<p:FatturaElettronica xmlns:p="${ordinary}" versione="${format}">`,
    '<FatturaElettronicaHeader>',
    transmission(format),
    supplierMarkup(file.supplier ?? someSupplier),
    `<CessionarioCommittente><DatiAnagrafici>${partyMarkup(file.customer ?? someCustomer)}</DatiAnagrafici>${seat}</CessionarioCommittente>`,
    '</FatturaElettronicaHeader>',
    ...bodies.map((invoice: TestInvoice) => bodyMarkup(invoice)),
    '</p:FatturaElettronica>',
    '',
  ].join('\n');
}

/** A file in the simplified format: amounts include VAT and there are no payment terms. */
export function testSimplifiedInvoice(invoice: TestInvoice = {}, file: TestFile = {}): Uint8Array {
  const { vatNumber = 'IT01234567890', name = 'Bar Centrale' } = file.supplier ?? {};
  const customer = file.customer ?? someCustomer;
  const [original] = invoice.refersTo ?? [];
  const lines = invoice.lines ?? [{ amount: '12.20', rate: '22.00' }];
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<p:FatturaElettronicaSemplificata xmlns:p="${simplified}" versione="FSM10"><FatturaElettronicaHeader>`,
    transmission('FSM10'),
    `<CedentePrestatore>${vatMarkup(vatNumber)}${element('Denominazione', name)}${seat}<RegimeFiscale>RF01</RegimeFiscale></CedentePrestatore>`,
    `<CessionarioCommittente><IdentificativiFiscali>${vatMarkup(customer.vatNumber)}${element('CodiceFiscale', customer.taxCode)}</IdentificativiFiscali>`,
    `<AltriDatiIdentificativi>${element('Denominazione', customer.name ?? 'Cliente')}${seat}</AltriDatiIdentificativi></CessionarioCommittente>`,
    '</FatturaElettronicaHeader><FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento>',
    identityMarkup({ documentType: 'TD07', ...invoice }),
    '</DatiGeneraliDocumento>',
    original
      ? `<DatiFatturaRettificata>${element('NumeroFR', original.number)}${element('DataFR', original.issuedOn)}<ElementiRettificati>Tutto</ElementiRettificati></DatiFatturaRettificata>`
      : '',
    '</DatiGenerali>',
    ...lines.map(
      ({ description = 'Consumazione', amount, rate }) =>
        `<DatiBeniServizi>${element('Descrizione', description)}${element('Importo', amount)}<DatiIVA>${element('Aliquota', rate)}</DatiIVA></DatiBeniServizi>`,
    ),
    '</FatturaElettronicaBody></p:FatturaElettronicaSemplificata>',
  ];
  return Buffer.from(text.join('\n'));
}

function transmission(format: string): string {
  const recipient = format === 'FPA12' ? 'UFABCD' : '0000000';
  return (
    '<DatiTrasmissione><IdTrasmittente><IdPaese>IT</IdPaese><IdCodice>01234567890</IdCodice></IdTrasmittente>' +
    `<ProgressivoInvio>00001</ProgressivoInvio><FormatoTrasmissione>${format}</FormatoTrasmissione>` +
    `<CodiceDestinatario>${recipient}</CodiceDestinatario></DatiTrasmissione>`
  );
}

function supplierMarkup(party: TestParty): string {
  const data = `${partyMarkup(party)}<RegimeFiscale>RF01</RegimeFiscale>`;
  return `<CedentePrestatore><DatiAnagrafici>${data}</DatiAnagrafici>${seat}</CedentePrestatore>`;
}

function partyMarkup({ vatNumber, taxCode, name = 'Senza Nome' }: TestParty): string {
  const named = `<Anagrafica>${element('Denominazione', name)}</Anagrafica>`;
  return `${vatMarkup(vatNumber)}${element('CodiceFiscale', taxCode)}${named}`;
}

function vatMarkup(vatNumber: string | undefined): string {
  if (vatNumber === undefined) return '';
  const parts = `${element('IdPaese', vatNumber.slice(0, 2))}${element('IdCodice', vatNumber.slice(2))}`;
  return `<IdFiscaleIVA>${parts}</IdFiscaleIVA>`;
}

function identityMarkup(invoice: TestInvoice): string {
  const {
    documentType = 'TD01',
    currency = 'EUR',
    issuedOn = '2026-03-02',
    number = '1/2026',
  } = invoice;
  return [
    element('TipoDocumento', documentType),
    element('Divisa', currency),
    element('Data', issuedOn),
    element('Numero', number),
  ].join('\n');
}

function bodyMarkup(invoice: TestInvoice): string {
  const lines = invoice.lines ?? [{ amount: '100.00' }];
  const withholding = invoice.withholding
    ? `<DatiRitenuta><TipoRitenuta>RT01</TipoRitenuta>${element('ImportoRitenuta', invoice.withholding)}<AliquotaRitenuta>20.00</AliquotaRitenuta><CausalePagamento>A</CausalePagamento></DatiRitenuta>`
    : '';
  const references = (invoice.refersTo ?? []).map(
    ({ number, issuedOn }) =>
      `<DatiFattureCollegate>${element('IdDocumento', number)}${element('Data', issuedOn)}</DatiFattureCollegate>`,
  );
  return [
    '<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento>',
    identityMarkup(invoice),
    `${withholding}${element('ImportoTotaleDocumento', invoice.total)}${element('Arrotondamento', invoice.rounding)}`,
    `</DatiGeneraliDocumento>${references.join('')}</DatiGenerali>`,
    `<DatiBeniServizi>${lines.map(lineMarkup).join('\n')}${summaryMarkup(lines, invoice)}</DatiBeniServizi>`,
    paymentMarkup(invoice),
    '</FatturaElettronicaBody>',
  ].join('\n');
}

function lineMarkup(
  { description = 'Fornitura', amount, rate = '22.00', nature }: TestLine,
  index: number,
): string {
  return (
    `<DettaglioLinee><NumeroLinea>${index + 1}</NumeroLinea>${element('Descrizione', description)}` +
    `<Quantita>1.00</Quantita>${element('PrezzoUnitario', amount)}${element('PrezzoTotale', amount)}` +
    `${element('AliquotaIVA', rate)}${element('Natura', nature)}</DettaglioLinee>`
  );
}

function summaryMarkup(
  lines: readonly TestLine[],
  { currency = 'EUR', splitPayment }: TestInvoice,
): string {
  const rows = Map.groupBy(lines, ({ rate = '22.00', nature = '' }) => `${rate} ${nature}`);
  return [...rows]
    .map(([key, group]) => {
      const [rate = '', nature = ''] = key.split(' ');
      const minor = group.reduce(
        (total, { amount }) => total + amountOf(amount, currency).minor,
        0n,
      );
      const tax = (minor * BigInt(rate.replace('.', '')) + 5000n) / 10_000n;
      return (
        `<DatiRiepilogo>${element('AliquotaIVA', rate)}${element('Natura', nature || undefined)}` +
        `${element('ImponibileImporto', toDecimal(money(minor, currency)))}${element('Imposta', toDecimal(money(tax, currency)))}` +
        `<EsigibilitaIVA>${splitPayment ? 'S' : 'I'}</EsigibilitaIVA></DatiRiepilogo>`
      );
    })
    .join('');
}

function paymentMarkup({ instalments = [], terms }: TestInvoice): string {
  if (instalments.length === 0) return '';
  const details = instalments.map(
    ({ amount, dueOn, meansOfPayment = 'MP05', more = '' }) =>
      `<DettaglioPagamento>${element('ModalitaPagamento', meansOfPayment)}${element('DataScadenzaPagamento', dueOn)}${element('ImportoPagamento', amount)}${more}</DettaglioPagamento>`,
  );
  const condition = terms ?? (instalments.length > 1 ? 'TP01' : 'TP02');
  return `<DatiPagamento>${element('CondizioniPagamento', condition)}${details.join('\n')}</DatiPagamento>`;
}

function amountOf(text: string, currency: string): Money {
  const amount = fromDecimal(text, currency);
  if (amount === null) throw new Error(`not an amount: ${text}`);
  return amount;
}

function element(name: string, text: string | undefined): string {
  if (text === undefined) return '';
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<${name}>${escaped}</${name}>`;
}
