/** The file can be read and must not be loaded; nothing of it was. */
import { importTexts, type ImportRejectionCode } from './import.texts.ts';

/** The message is English, for the command line; `rejectionWords` says the same to people. */
export class ImportRejected extends Error {
  /** A stable word for programs. */
  readonly code: ImportRejectionCode;
  readonly values: Readonly<Record<string, string>>;

  constructor(code: ImportRejectionCode, values: Readonly<Record<string, string>>) {
    super(importTexts('en')(code, values));
    this.name = 'ImportRejected';
    this.code = code;
    this.values = values;
  }
}
