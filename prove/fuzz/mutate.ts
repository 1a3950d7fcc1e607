/** Changes bytes as accidents and attackers do: flips, cuts, doublings, splices, foreign words. */
import type { Random } from './random.ts';

/** @param words what is put in besides raw bytes: marks and numbers that a reader looks for */
export type Breeding = {
  readonly words: readonly string[];
  /** Another input to take pieces from. */
  readonly other: Uint8Array;
};

/** Between one and `most` changes of a copy; never more than 1 MB longer than it was. */
export function mutate(random: Random, bytes: Uint8Array, breeding: Breeding, most = 4): Buffer {
  let changed: Buffer = Buffer.from(bytes);
  for (let times = 1 + random.below(most); times > 0; times -= 1) {
    changed = random.pick(changes)(random, changed, breeding);
  }
  return changed;
}

type Change = (random: Random, bytes: Buffer, breeding: Breeding) => Buffer;

const changes: readonly Change[] = [
  flipBit,
  setByte,
  cut,
  cutOff,
  double,
  move,
  insertWord,
  insertWord,
  overwriteNumber,
  splice,
  changeLength,
];

function place(random: Random, bytes: Buffer): number {
  return random.below(bytes.length + 1);
}

function piece(random: Random, bytes: Uint8Array): Uint8Array {
  const start = random.below(bytes.length);
  const longest = random.once(4) ? 2000 : 60;
  return bytes.subarray(start, start + 1 + random.below(longest));
}

function insert(bytes: Buffer, at: number, more: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
}

function flipBit(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length);
  if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes;
}

function setByte(random: Random, bytes: Buffer): Buffer {
  const values = [0, 0x20, 0x26, 0x3c, 0x3e, 0x7f, 0x80, 0xc0, 0xff, random.below(256)];
  if (bytes.length > 0) bytes[random.below(bytes.length)] = random.pick(values);
  return bytes;
}

function cut(random: Random, bytes: Buffer): Buffer {
  const at = place(random, bytes);
  const end = at + 1 + random.below(random.once(3) ? bytes.length : 40);
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
}

function cutOff(random: Random, bytes: Buffer): Buffer {
  return bytes.subarray(0, place(random, bytes));
}

function double(random: Random, bytes: Buffer): Buffer {
  const found = piece(random, bytes);
  const most = Math.floor(200_000 / Math.max(found.length, 1));
  const times = random.once(10) ? random.below(most) : 1 + random.below(3);
  const at = place(random, bytes);
  return insert(bytes, at, Buffer.concat(Array.from({ length: times }, () => found)));
}

function move(random: Random, bytes: Buffer): Buffer {
  bytes.copyWithin(place(random, bytes), place(random, bytes), place(random, bytes));
  return bytes;
}

function insertWord(random: Random, bytes: Buffer, { words }: Breeding): Buffer {
  return insert(bytes, place(random, bytes), Buffer.from(random.pick(words)));
}

const edges = ['0', '-0', '-1', '1e9', '00000', '99999999999.99', '9223372036854775807', '0.001'];

/** Some number in the text becomes one at an edge. */
function overwriteNumber(random: Random, bytes: Buffer): Buffer {
  const from = place(random, bytes);
  const found = /\d+(?:\.\d+)?/.exec(bytes.toString('latin1', from, from + 4000));
  if (!found) return bytes;
  const start = from + found.index;
  const end = start + found[0].length;
  const number = Buffer.from(random.pick(edges));
  return Buffer.concat([bytes.subarray(0, start), number, bytes.subarray(end)]);
}

function splice(random: Random, bytes: Buffer, { other }: Breeding): Buffer {
  if (other.length === 0) return bytes;
  if (random.once(3)) return insert(bytes, place(random, bytes), piece(random, other));
  const tail = other.subarray(random.below(other.length));
  return Buffer.concat([bytes.subarray(0, place(random, bytes)), tail]);
}

/** Two or four bytes become a length at an edge, as they stand in archives and envelopes. */
function changeLength(random: Random, bytes: Buffer): Buffer {
  const width = random.pick([1, 2, 4]);
  const value = random.pick([
    0,
    1,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0x8000,
    0xffff,
    0x7fffffff,
    2 ** 32 - 1,
  ]);
  const at = random.below(bytes.length - width);
  if (bytes.length > width) bytes.writeUIntLE(value % 256 ** width, at, width);
  return bytes;
}
