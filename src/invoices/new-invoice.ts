/** Makes of a document that was read the invoice that is kept: its identity, and what payers find it by. */
import type { Context } from '../context.ts';
import { normaliseTaxId } from '../organisations/index.ts';
import { contentDigest, type InvoiceDocument } from './formats/index.ts';
import { numberKey } from './invoice.ts';
import type { NewInvoice } from './store.ts';

export function newInvoice(
  context: Pick<Context, 'ids'>,
  document: InvoiceDocument,
  fileId: string,
  importedAt: Date,
): NewInvoice {
  const { customer, supplier } = document;
  const vat = customer.vatNumber ? normaliseTaxId(customer.vatNumber) : null;
  const bare = vat?.replace(/^[A-Z]{2}(?=\d)/, '') ?? null;
  const taxCode = customer.taxCode ? normaliseTaxId(customer.taxCode) : null;
  return {
    id: context.ids.next('inv'),
    accessToken: context.ids.token(),
    fileId,
    supplierTaxId: normaliseTaxId(supplier.taxIds[0] ?? ''),
    year: Number(document.issuedOn.slice(0, 4)),
    number: document.number,
    numberKey: numberKey(document.number),
    documentType: document.documentType,
    isCreditNote: document.isCreditNote,
    issuedOn: document.issuedOn,
    total: document.total,
    payable: document.payable,
    customerName: customer.name,
    customerTaxIds: [...new Set([vat, bare, taxCode].filter((id) => id !== null))],
    refersTo: document.isCreditNote ? document.refersTo.map((one) => numberKey(one.number)) : [],
    document,
    contentDigest: contentDigest(document),
    importedAt,
  };
}
