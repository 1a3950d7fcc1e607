/**
 * The door of the invoice formats: bytes of electronic invoices in, documents out; owns no table.
 */
export { contentDigest, contentFields, differences } from './content-digest.ts';
export type { ContentField } from './content-digest.ts';
export type {
  Collectable,
  Customer,
  Instalment,
  InvoiceDocument,
  InvoiceLine,
  ReadError,
  ReadFile,
  ReadOutcome,
  Supplier,
  VatRow,
  Warning,
} from './document.ts';
export { defaultLimits } from './limits.ts';
export type { Limits } from './limits.ts';
export { openInvoiceFiles, readInvoiceFiles, readOpened } from './read-invoice-files.ts';
export type { InvoiceSource, OpenedFile } from './read-invoice-files.ts';
export { isReadingCode, readingTexts } from './reading.texts.ts';
export type { ReadingCode, RejectionCode, WarningCode } from './reading.texts.ts';
