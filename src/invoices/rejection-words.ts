/** Says why a file was rejected, in the reader's language. */
import type { Language } from '../core/texts.ts';
import { contentFields, isReadingCode, readingTexts } from './formats/index.ts';
import { contentFieldTexts, importTexts, type ImportRejectionCode } from './import.texts.ts';

export type RejectionReason = {
  /** A stable word for programs. */
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
};

/** @param reason one that the importer gave; of another version of the portal only the word is said */
export function rejectionWords(language: Language, { code, values }: RejectionReason): string {
  if (isReadingCode(code)) return readingTexts(language)(code, values);
  if (!isImportRejection(code)) return code;
  const { changed } = values;
  if (typeof changed !== 'string') return importTexts(language)(code, values);
  return importTexts(language)(code, { ...values, changed: fieldNames(language, changed) });
}

/** What a reader of an invoice is warned of. */
export function readingWords(language: Language, { code, values }: RejectionReason): string {
  return isReadingCode(code) ? readingTexts(language)(code, values) : code;
}

const importRejections: readonly ImportRejectionCode[] = [
  'invoice_already_paid',
  'invoice_changed',
  'invoice_in_progress',
  'supplier_not_organisation',
];

function isImportRejection(code: string): code is ImportRejectionCode {
  return (importRejections as readonly string[]).includes(code);
}

/** `total, lines` in words. */
function fieldNames(language: Language, changed: string): string {
  const t = contentFieldTexts(language);
  const names = changed.split(', ');
  return contentFields
    .filter((field) => names.includes(field))
    .map((field) => t(field))
    .join(', ');
}
