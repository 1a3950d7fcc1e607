/** Makes of a document that was read the invoice that is kept: its identity, and what payers find it by. */
import type { Context } from '../context.ts';
import { normaliseTaxId } from '../organisations/index.ts';
import { contentDigest, type InvoiceDocument } from './formats/index.ts';
import { numberKey } from './invoice.ts';
import type { NewInvoice } from './store.ts';

/** What tells an invoice from every other: supplier, year, number and document type. */
export function identityOf({ supplier, issuedOn, number, documentType }: InvoiceDocument) {
  return {
    supplierTaxId: normaliseTaxId(supplier.taxIds[0] ?? ''),
    year: Number(issuedOn.slice(0, 4)),
    number,
    documentType,
  };
}

/** Every way in which the customer may be named: VAT number with and without its country, tax code. */
export function customerTaxIdsOf({ customer }: Pick<InvoiceDocument, 'customer'>): string[] {
  const vat = customer.vatNumber ? normaliseTaxId(customer.vatNumber) : null;
  const bare = vat?.replace(/^[A-Z]{2}(?=\d)/, '') ?? null;
  const taxCode = customer.taxCode ? normaliseTaxId(customer.taxCode) : null;
  return [...new Set([vat, bare, taxCode].filter((id) => id !== null))];
}

export function newInvoice(
  context: Pick<Context, 'ids'>,
  document: InvoiceDocument,
  fileId: string,
  importedAt: Date,
): NewInvoice {
  return {
    id: context.ids.next('inv'),
    accessToken: context.ids.token(),
    fileId,
    ...identityOf(document),
    numberKey: numberKey(document.number),
    isCreditNote: document.isCreditNote,
    issuedOn: document.issuedOn,
    total: document.total,
    payable: document.payable,
    customerName: document.customer.name,
    customerTaxIds: customerTaxIdsOf(document),
    refersTo: document.isCreditNote ? document.refersTo.map((one) => numberKey(one.number)) : [],
    document,
    contentDigest: contentDigest(document),
    importedAt,
  };
}
