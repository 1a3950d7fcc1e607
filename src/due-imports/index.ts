/** The door of loading dues; it owns no table: files of dues, read, judged row by row, and loaded once. */
export { encodings, type DuesSource, type Encoding, type Reading } from './source.ts';
export { fileErrorWords, type FileErrorReason } from './file-error-words.ts';
export { isFileErrorCode } from './file-errors.texts.ts';
export { columnNamed, faultColumn } from './columns.ts';
export { rowErrorWords, type RowError } from './row-error.ts';
export type { ImportedDues } from './imported-dues.ts';
export { importDues, importDuesWithin, type ImportDuesOptions } from './import-dues.ts';
export { ImportStopped } from './load-units.ts';
