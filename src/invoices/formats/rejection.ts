/** Why a file is not read: thrown inside this folder, handed out as the outcome of that file. */
import type { RejectionCode } from './reading.texts.ts';

type Details = {
  readonly values?: Readonly<Record<string, string | number>>;
  readonly line?: number | undefined;
  readonly cause?: unknown;
};

/** `values` fill the places of the text that `code` names. */
export class Rejection extends Error {
  readonly code: RejectionCode;
  readonly values: Readonly<Record<string, string | number>>;
  readonly line: number | undefined;

  constructor(code: RejectionCode, details: Details = {}) {
    super(code, { cause: details.cause });
    this.name = 'Rejection';
    this.code = code;
    this.values = details.values ?? {};
    this.line = details.line;
  }
}
