/** Identifiers: sortable ones with a prefix that says what they name, and tokens nobody can guess. */
import { randomFillSync } from 'node:crypto';
import type { Clock } from './clock.ts';

export type Prefix =
  | 'org' | 'acc' | 'inv' | 'fil' | 'due' | 'pay' | 'att' | 'hld' | 'ent' | 'rcp' | 'msg' | 'sus' | 'ref' | 'aud' | 'dsp' | 'wrk' // prettier-ignore
  | 'stf' | 'apr' | 'viw' | 'exp' | 'sch' | 'tck' | 'tcm' | 'tca' | 'dch' | 'opn' | 'cas' | 'sre' | 'upl'
  | 'pln' | 'crt' | 'cti' | 'dis' | 'dsu'; // prettier-ignore

export type Ids = {
  /** `due_01k9…`: 10 characters of time, 16 of randomness, in Crockford's base 32; later ids sort later. */
  readonly next: (prefix: Prefix) => string;
  /** 32 characters (160 bits) for addresses that only their owner may know. */
  readonly token: () => string;
  /** Bytes nobody can guess, for codes of other shapes. */
  readonly bytes: (size: number) => Uint8Array;
};

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Filled ahead: asking the machine costs the same for many bytes as for a few. */
let store = { bytes: new Uint8Array(0), used: 0 };

/** Bytes nobody can guess; each is given once. */
export function unguessable(size: number): Uint8Array {
  if (store.used + size > store.bytes.length) {
    store = { bytes: randomFillSync(new Uint8Array(Math.max(size, 4096))), used: 0 };
  }
  store.used += size;
  return store.bytes.subarray(store.used - size, store.used);
}

export function createIds(clock: Clock, random: (size: number) => Uint8Array = unguessable): Ids {
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
  let [held, bits] = [0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet.charAt((held >> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  return text;
}
