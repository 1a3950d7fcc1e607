/** Reads what stands before each file of a zip archive, and the numbers of that format. */
import type { ByteQueue } from './byte-queue.ts';
import { Rejection } from './rejection.ts';

const headerLength = 30;
/** Sizes of this value stand in the extra field instead (Zip64). */
const elsewhere = 0xffffffff;

export type Header = {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
};

export async function readHeader(queue: ByteQueue): Promise<Header> {
  const fixed = await takeAll(queue, headerLength);
  const rest = await takeAll(queue, numberAt(fixed, 26, 2) + numberAt(fixed, 28, 2));
  const flags = numberAt(fixed, 6, 2);
  const nameBytes = rest.subarray(0, numberAt(fixed, 26, 2));
  const name = nameOf(nameBytes, (flags & 0x800) !== 0);
  const packed = numberAt(fixed, 18, 4);
  const unpacked = numberAt(fixed, 22, 4);
  const wide =
    packed === elsewhere || unpacked === elsewhere ? zip64(rest.subarray(nameBytes.length)) : null;
  return {
    name,
    flags,
    method: numberAt(fixed, 8, 2),
    checksum: numberAt(fixed, 14, 4),
    packedBytes: packed === elsewhere && wide ? wide.packed : packed,
    unpackedBytes: unpacked === elsewhere && wide ? wide.unpacked : unpacked,
  };
}

/**
 * Names without the mark of UTF-8 are in whatever their maker used; those that read as UTF-8 mostly
 * are. NUL, which no text of the database can hold, becomes the sign for what cannot be read.
 */
function nameOf(bytes: Uint8Array, isUtf8: boolean): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  const name =
    isUtf8 || !text.includes('\ufffd') ? text : new TextDecoder('windows-1252').decode(bytes);
  return name.replaceAll('\0', '\ufffd');
}

function zip64(extra: Uint8Array): { readonly unpacked: number; readonly packed: number } | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + numberAt(extra, at + 2, 2)) {
    if (numberAt(extra, at, 2) !== 1 || at + 20 > extra.length) continue;
    return { unpacked: numberAt(extra, at + 4, 6), packed: numberAt(extra, at + 12, 6) };
  }
  return null;
}

/** @throws Rejection `archive_malformed` when the stream ends before */
export async function takeAll(queue: ByteQueue, size: number): Promise<Uint8Array> {
  const bytes = await queue.take(size);
  if (bytes.length < size) throw damaged('it is cut off');
  return bytes;
}

/**
 * A number of up to six bytes, the least significant first; the rest of eight is not a size we
 * accept.
 */
export function numberAt(bytes: Uint8Array, at: number, width: number): number {
  if (bytes.length < at + width) throw damaged('it is cut off');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).readUIntLE(
    at,
    Math.min(width, 6),
  );
}

export function damaged(reason: string, cause?: unknown): Rejection {
  return new Rejection('archive_malformed', { values: { reason }, cause });
}
