/** Codes by which anybody can check a receipt: hard to guess, easy to read aloud and to type. */
import { strict as assert } from 'node:assert';

/** 24 characters without blanks: 20 of randomness and 4 that catch slips of the pen. */
export type VerificationCode = string & { readonly verificationCode: unique symbol };

/** Crockford's base 32: no I, L, O or U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bodyLength = 20;
const checkLength = 4;

/**
 * The largest prime below 32⁴: one wrong character, or two of the random part swapped, always leave
 * another remainder.
 */
const modulus = 1_048_573n;

/** How many random bytes a code is made of; the last four bits are not used. */
export const verificationRandomBytes = 13;

/** @param random exactly `verificationRandomBytes` of unguessable bytes */
export function createVerificationCode(random: Uint8Array): VerificationCode {
  assert.equal(random.length, verificationRandomBytes, 'a verification code is 100 random bits');
  const bits = random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) >> 4n;
  const code = `${base32(bits, bodyLength)}${base32(bits % modulus, checkLength)}`;
  assert(isVerificationCode(code));
  return code;
}

/**
 * Reads a code as a person types it: any case, blanks or dashes anywhere, O for 0, I or L for 1.
 *
 * @returns null when it cannot be a code of ours: wrong length, or the check characters differ
 */
export function parseVerificationCode(typed: string): VerificationCode | null {
  const bare = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}.]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return isVerificationCode(bare) ? bare : null;
}

function isVerificationCode(bare: string): bare is VerificationCode {
  const values = Array.from(bare, (character) => alphabet.indexOf(character));
  if (values.length !== bodyLength + checkLength || values.includes(-1)) return false;
  const body = values.slice(0, bodyLength).reduce((sum, value) => sum * 32n + BigInt(value), 0n);
  return bare.slice(bodyLength) === base32(body % modulus, checkLength);
}

/** `7K2M 0QWE …`: in groups of four, as it is printed. */
export function formatVerificationCode(code: string): string {
  return code.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

function base32(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest >>= 5n) {
    text = alphabet.charAt(Number(rest & 31n)) + text;
  }
  return text;
}
