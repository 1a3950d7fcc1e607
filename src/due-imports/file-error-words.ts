/** Says why a file of dues was rejected, in the reader's language. */
import type { Language } from '../core/texts.ts';
import { fileErrorTexts, isFileErrorCode } from './file-errors.texts.ts';
import type { ErrorValues } from './file-rejected.ts';

export type FileErrorReason = { readonly code: string; readonly values: ErrorValues };

/** @param reason one that the importer gave; of another version of the portal only the word is said */
export function fileErrorWords(language: Language, { code, values }: FileErrorReason): string {
  return isFileErrorCode(code) ? fileErrorTexts(language)(code, values) : code;
}
