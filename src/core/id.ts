/** Identifiers: sortable ones with a prefix that says what they name, and tokens nobody can guess. */
import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

export type Prefix =
  | 'org' | 'acc' | 'inv' | 'fil' | 'due' | 'pay' | 'att' | 'hld' | 'ent' | 'rcp' | 'msg' | 'sus' | 'ref' | 'aud' | 'dsp'; // prettier-ignore

export type Ids = {
  /** `due_01k9…`: 10 characters of time, 16 of randomness, in Crockford's base 32; later ids sort later. */
  readonly next: (prefix: Prefix) => string;
  /** 32 characters (160 bits) for addresses that only their owner may know. */
  readonly token: () => string;
  /** Bytes nobody can guess, for codes of other shapes. */
  readonly bytes: (size: number) => Uint8Array;
};

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

export function createIds(clock: Clock, random: (size: number) => Uint8Array = randomBytes): Ids {
  return {
    next: (prefix) => `${prefix}_${time(clock.now().getTime())}${base32(random(10))}`,
    token: () => base32(random(20)),
    bytes: random,
  };
}

function time(ms: number): string {
  let rest = ms;
  let text = '';
  for (let index = 0; index < 10; index += 1) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** Five bytes make eight characters; `bytes` must be a multiple of five. */
function base32(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 5) {
    let group = 0n;
    for (const byte of bytes.subarray(start, start + 5)) group = (group << 8n) | BigInt(byte);
    for (let shift = 35n; shift >= 0n; shift -= 5n)
      text += alphabet.charAt(Number((group >> shift) & 31n));
  }
  return text;
}
