/** Identifiers and secrets of the sandbox; a page's address cannot be guessed because its session's id cannot. */
import { randomBytes } from 'node:crypto';

export type Prefix = 'acc' | 'ses' | 'rfd' | 'dsp' | 'evt' | 'flt' | 'sbx_test' | 'whsec';

/** `ses_` and 32 hexadecimal digits (128 bits). */
export type NextId = (prefix: Prefix) => string;

export function createIds(random: (size: number) => Buffer = randomBytes): NextId {
  return (prefix) => `${prefix}_${random(16).toString('hex')}`;
}
