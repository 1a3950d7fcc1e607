/** The invoices' door; it owns import_files and invoices: electronic invoices, read, kept and found again. */
export { findUnappliedCreditNotes, fitsCreditNote } from './apply-credit-note.ts';
export { findInvoice, type LookUp } from './find-invoice.ts';
export {
  contentDigest,
  defaultLimits,
  openInvoiceFiles,
  readingTexts,
  readOpened,
  type InvoiceDocument,
  type InvoiceSource,
  type Limits,
  type OpenedFile,
  type ReadFile,
} from './formats/index.ts';
export { findPayableInvoice } from './find-payable-invoice.ts';
export {
  importFile,
  importInvoices,
  importWithin,
  type ImportedFile,
  type ImportOptions,
} from './import-invoices.ts';
export type { Invoice } from './invoice.ts';
export { customerTaxIdsOf, identityOf } from './new-invoice.ts';
export { readingWords, rejectionWords, type RejectionReason } from './rejection-words.ts';
export type { Effect } from './store-file.ts';
export {
  findInvoices,
  findInvoicesByTokens,
  findInvoicesOfCustomer,
  lockImports,
} from './store.ts';
