/** The invoices' door; it owns import_files and invoices: electronic invoices, read, kept and found again. */
export { findUnappliedCreditNotes } from './apply-credit-note.ts';
export { findInvoice, type LookUp } from './find-invoice.ts';
export { readingTexts, type InvoiceDocument } from './formats/index.ts';
export { importInvoices, type ImportedFile, type ImportOptions } from './import-invoices.ts';
export type { Invoice } from './invoice.ts';
export { findPayableInvoice } from './find-payable-invoice.ts';
export { findInvoices, findInvoicesByTokens, findInvoicesOfCustomer } from './store.ts';
