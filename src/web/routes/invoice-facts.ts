/** What an invoice's page shows of the invoice: the customer masked, whoever holds the link. */
import { zero } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import { readingTexts, type Invoice, type InvoiceDocument } from '../../invoices/index.ts';
import { vatNatureFamily, vatNatureTexts } from '../pages/vat-nature.texts.ts';
import type { DocumentKind, Instalment, InvoiceFacts } from '../pages/invoice.ts';

const kinds: ReadonlyMap<string, DocumentKind> = new Map([
  ['TD02', 'advance'],
  ['TD03', 'advance'],
  ['TD04', 'credit_note'],
  ['TD05', 'debit_note'],
  ['TD08', 'credit_note'],
  ['TD09', 'debit_note'],
  ['TD16', 'self_invoice'],
  ['TD17', 'self_invoice'],
  ['TD18', 'self_invoice'],
  ['TD19', 'self_invoice'],
  ['TD20', 'self_invoice'],
  ['TD27', 'self_invoice'],
]);

export function invoiceFacts(
  invoice: Invoice,
  instalments: readonly Instalment[],
  language: Language,
): InvoiceFacts {
  const nature = vatNatureTexts(language);
  const { document } = invoice;
  return {
    kind: kinds.get(document.documentType) ?? 'invoice',
    number: document.number,
    issuedOn: document.issuedOn,
    supplierName: document.supplier.name,
    supplierTaxId: document.supplier.taxIds[0] ?? '',
    customerMasked: maskName(document.customer.name),
    lines: document.lines.map((line) => ({
      description: line.description,
      quantity: line.quantity && decimal(line.quantity, language),
      amount: line.amount,
    })),
    vat: document.vat.map((line) => ({
      rate: line.nature
        ? nature(vatNatureFamily(line.nature))
        : `${decimal(line.rate, language)} %`,
      taxable: line.taxable,
      tax: line.tax,
    })),
    total: document.total,
    splitPaymentVat: document.splitPayment ? document.splitPaymentVat : null,
    withholding:
      document.withholding.minor > zero(document.total.currency).minor
        ? document.withholding
        : null,
    payable: document.payable,
    instalments,
    warnings: payerWarnings(document, language),
  };
}

/** What the reader of the file noticed and a payer should know; the rest is for staff. */
const forPayers: ReadonlySet<string> = new Set([
  'advance_payment',
  'instalments_differ_from_payable',
  'instalments_repeat_whole',
  'total_differs_from_summary',
]);

function payerWarnings(document: InvoiceDocument, language: Language): string[] {
  const say = readingTexts(language);
  return document.warnings
    .filter((warning) => forPayers.has(warning.code))
    .map((warning) => say(warning.code, warning.values));
}

/** `Maria Rossi` → `M**** R****`: enough for the customer to know the name, too little for others. */
export function maskName(name: string): string {
  return name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `${Array.from(word)[0] ?? ''}****`)
    .slice(0, 4)
    .join(' ');
}

/** `2.50` → `2,5`, where a comma is written: a quantity or a rate as the invoice states it. */
function decimal(text: string, language: Language): string {
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return language === 'en' ? short : short.replace('.', ',');
}
