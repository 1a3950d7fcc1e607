/** Passwords of staff: what is accepted (ASVS 5.0, 6.2) and how one is kept (11.4.2). */
import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

import type { Ids } from '../core/id.ts';
import { isCommonPassword } from './common-passwords.ts';

const hash = promisify(argon2);

/** PCI DSS 8.3.6 asks for twelve; longer than any of both helps nobody but who wants to keep us busy. */
export const shortestPassword = 12;
export const longestPassword = 128;

/** OWASP's recommendation for argon2id: memory in KiB, passes, lanes. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

export type PasswordFault =
  'too_short' | 'too_long' | 'contains_name' | 'too_simple' | 'too_common';

/**
 * What speaks against a password; nothing is asked of its characters.
 *
 * @param known words that belong to the person or the organisation: whoever guesses begins with them
 */
export function faultOfPassword(password: string, known: readonly string[]): PasswordFault | null {
  const characters = Array.from(password);
  if (characters.length < shortestPassword) return 'too_short';
  if (characters.length > longestPassword) return 'too_long';
  const plain = plainLetters(password);
  const words = known.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)).map(plainLetters);
  // A word of the person may be part of a password, but not most of it.
  const rest = words
    .filter((word) => word.length >= 4)
    .reduce((left, word) => left.replaceAll(word, ''), plain);
  if (rest.length < shortestPassword / 2 && rest.length < plain.length) return 'contains_name';
  if (isCommonPassword(plain)) return 'too_common';
  return isSimple(characters) ? 'too_simple' : null;
}

function plainLetters(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Few different characters, or one step after another: `aaaaaaaaaaaa`, `123456789012`, `abababababab`. */
function isSimple(characters: readonly string[]): boolean {
  if (new Set(characters).size < 5) return true;
  const steps = characters
    .slice(1)
    .map(
      (character, index) =>
        (character.codePointAt(0) ?? 0) - (characters[index]?.codePointAt(0) ?? 0),
    );
  return steps.filter((step) => Math.abs(step) <= 1).length > steps.length * 0.7;
}

/** `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`: the PHC string format, so that costs can be raised later. */
export async function keepPassword(
  { bytes }: Pick<Ids, 'bytes'>,
  password: string,
): Promise<string> {
  const salt = bytes(16);
  const key = await derive(password, salt, cost);
  const parameters = `m=${cost.memory},t=${cost.passes},p=${cost.parallelism}`;
  return `$argon2id$v=19$${parameters}$${bare(salt)}$${bare(key)}`;
}

/** Takes as long when nobody has a password to compare with. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  if (kept === null) {
    await derive(password, new Uint8Array(16), cost);
    return false;
  }
  const { salt, key, ...costs } = read(kept);
  return timingSafeEqual(await derive(password, salt, costs), key);
}

type Costs = { readonly memory: number; readonly passes: number; readonly parallelism: number };

function derive(password: string, salt: Uint8Array, costs: Costs): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC'));
  return hash('argon2id', { ...costs, tagLength: cost.tagLength, message, nonce: salt });
}

function read(kept: string): Costs & { readonly salt: Buffer; readonly key: Buffer } {
  const [, memory, passes, parallelism, salt = '', key = ''] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(kept) ?? [];
  if (key === '') throw new Error('a kept password is not one of ours');
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  };
}

function bare(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
