/** The file as a whole cannot be loaded; nothing of it was. */
import { fileErrorTexts, type FileErrorCode } from './file-errors.texts.ts';

export type ErrorValues = Readonly<Record<string, string | number>>;

/** The message is English, for the command line; `fileErrorWords` says the same to people. */
export class DuesFileRejected extends Error {
  readonly code: FileErrorCode;
  readonly values: ErrorValues;

  constructor(code: FileErrorCode, values: ErrorValues = {}) {
    super(fileErrorTexts('en')(code, values));
    this.name = 'DuesFileRejected';
    this.code = code;
    this.values = values;
  }
}
