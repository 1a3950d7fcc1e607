/** Identifiers: sortable ones with a prefix that says what they name, and tokens nobody can guess. */
import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

export type Prefix =
  | 'org' | 'acc' | 'inv' | 'fil' | 'due' | 'pay' | 'att' | 'hld' | 'ent' | 'rcp' | 'msg' | 'sus' | 'ref' | 'aud' | 'dsp' | 'wrk'; // prettier-ignore

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
  let last: { ms: number; tail: Uint8Array } = { ms: -1, tail: new Uint8Array(10) };
  /** Within one millisecond the random part counts up, so that later ids of a process sort later. */
  const tailAt = (ms: number): Uint8Array => {
    last = { ms, tail: ms === last.ms ? countUp(last.tail) : Uint8Array.from(random(10)) };
    return last.tail;
  };
  return {
    next: (prefix) => {
      const ms = clock.now().getTime();
      return `${prefix}_${time(ms)}${base32(tailAt(ms))}`;
    },
    token: () => base32(random(20)),
    bytes: random,
  };
}

/** One more, as a number of ten bytes; the largest is followed by zero. */
function countUp(bytes: Uint8Array): Uint8Array {
  const next = Uint8Array.from(bytes);
  for (let index = next.length - 1; index >= 0; index -= 1) {
    next[index] = ((next[index] ?? 0) + 1) % 256;
    if (next[index] !== 0) break;
  }
  return next;
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
