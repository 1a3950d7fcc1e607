/** What is wrong with one row of a file: where, and why. */
import type { Language } from '../core/texts.ts';
import type { ErrorValues } from './file-rejected.ts';
import { isRowErrorCode, rowErrorTexts, type RowErrorCode } from './row-errors.texts.ts';

export type RowError = {
  /** As a spreadsheet counts: the header is the first. In JSON lines, the line. */
  readonly row: number;
  /** As the file calls it; null where it is not one column that is wrong. */
  readonly column: string | null;
  readonly code: RowErrorCode;
  readonly values: ErrorValues;
};

/** One fault of a row, before it is known what the file calls the column. */
export type Fault = {
  readonly column: string | null;
  readonly code: RowErrorCode;
  readonly values?: ErrorValues;
};

/** @param error one that the importer gave; of another version of the portal only the word is said */
export function rowErrorWords(
  language: Language,
  { code, values }: Pick<RowError, 'values'> & { readonly code: string },
): string {
  return isRowErrorCode(code) ? rowErrorTexts(language)(code, values) : code;
}
