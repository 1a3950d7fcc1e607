/** Reads zip archives entry by entry from a stream, in the order of their local headers (APPNOTE 6.3.10). */
import { strict as assert } from 'node:assert';
import { crc32, inflateRawSync } from 'node:zlib';
import type { ByteQueue } from './byte-queue.ts';
import type { Limits } from './limits.ts';
import { Rejection } from './rejection.ts';

export type ArchiveEntry = { readonly name: string; readonly content: Uint8Array };

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endRecord = 0x06054b50;
const descriptorMark = 0x08074b50;
const headerLength = 30;
/** Sizes of this value stand in the extra field instead (Zip64). */
const elsewhere = 0xffffffff;

type Header = {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
};

/**
 * Yields every file of an archive, one in memory at a time; folders are left out.
 *
 * The central directory is only compared by count: whoever reads local headers in order cannot be
 * made to unpack the same bytes twice.
 * @throws Rejection `archive_…`, possibly after entries were given
 */
export async function* readArchive(queue: ByteQueue, limits: Limits): AsyncGenerator<ArchiveEntry> {
  let entries = 0;
  let total = 0;
  for (;;) {
    const mark = numberAt(await queue.peek(4), 0, 4);
    if (mark === centralHeader || mark === endRecord) break;
    if (mark !== localHeader) throw damaged('no header where one is expected');
    const header = await readHeader(queue);
    entries += 1;
    if (entries > limits.archiveEntries) {
      throw new Rejection('archive_too_many_entries', { values: { limit: limits.archiveEntries } });
    }
    const content = await readContent(queue, header, limits);
    total += content.length;
    if (total > limits.archiveBytes) {
      throw new Rejection('archive_too_large', { values: { limit: limits.archiveBytes } });
    }
    if (header.name.endsWith('/') && content.length === 0) continue;
    if (isArchive(content))
      throw new Rejection('archive_nested', { values: { entry: header.name } });
    yield { name: header.name, content };
  }
  await compareWithDirectory(queue, entries);
}

export function isArchive(start: Uint8Array): boolean {
  const mark = start.length < 4 ? 0 : numberAt(start, 0, 4);
  return mark === localHeader || mark === endRecord;
}

async function readHeader(queue: ByteQueue): Promise<Header> {
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

/** Names without the mark of UTF-8 are in whatever their maker used; those that read as UTF-8 mostly are. */
function nameOf(bytes: Uint8Array, isUtf8: boolean): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  return isUtf8 || !text.includes('\ufffd') ? text : new TextDecoder('windows-1252').decode(bytes);
}

function zip64(extra: Uint8Array): { readonly unpacked: number; readonly packed: number } | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + numberAt(extra, at + 2, 2)) {
    if (numberAt(extra, at, 2) !== 1 || at + 20 > extra.length) continue;
    return { unpacked: numberAt(extra, at + 4, 6), packed: numberAt(extra, at + 12, 6) };
  }
  return null;
}

async function readContent(queue: ByteQueue, header: Header, limits: Limits): Promise<Uint8Array> {
  const values = { entry: header.name };
  const sizeComesAfter = (header.flags & 0x8) !== 0;
  if ((header.flags & 0x41) !== 0) throw new Rejection('archive_encrypted', { values });
  if (header.method !== 8 && (header.method !== 0 || sizeComesAfter)) {
    throw new Rejection('archive_method_unknown', { values });
  }
  if (Math.max(header.packedBytes, header.unpackedBytes) > limits.fileBytes && !sizeComesAfter) {
    throw tooLarge(limits);
  }
  if (sizeComesAfter) return readUnsized(queue, header, limits);
  const packed = await takeAll(queue, header.packedBytes);
  const content = header.method === 0 ? packed : inflate(packed, header.name, limits).content;
  if (content.length !== header.unpackedBytes)
    throw damaged(`${header.name} has another size than stated`);
  checkSum(content, header.checksum, header.name);
  return content;
}

/** The data say themselves where they end; more is taken from the stream until they do. */
async function readUnsized(queue: ByteQueue, header: Header, limits: Limits): Promise<Uint8Array> {
  let available = -1;
  for (let size = 64 * 1024; ; size *= 4) {
    const packed = await queue.peek(Math.min(size, limits.fileBytes));
    if (packed.length === available) throw damaged(`${header.name} is cut off`);
    available = packed.length;
    const { content, used } = inflate(packed, header.name, limits, true);
    if (used === null) continue;
    await queue.take(used);
    const marked = numberAt(await queue.peek(4), 0, 4) === descriptorMark;
    if (marked) await takeAll(queue, 4);
    checkSum(content, numberAt(await takeAll(queue, 4), 0, 4), header.name);
    await takeSizes(queue, used, content.length, header.name);
    return content;
  }
}

/** The descriptor has sizes of four bytes, or of eight in a Zip64 archive: the sizes themselves tell. */
async function takeSizes(
  queue: ByteQueue,
  packed: number,
  unpacked: number,
  name: string,
): Promise<void> {
  for (const width of [4, 8]) {
    const sizes = await queue.peek(2 * width);
    if (sizes.length < 2 * width) continue;
    if (numberAt(sizes, 0, width) !== packed || numberAt(sizes, width, width) !== unpacked)
      continue;
    await queue.take(2 * width);
    return;
  }
  throw damaged(`${name} has another size than stated`);
}

/** @returns `used` null when `mayBeCut` and the data do not end within `packed` */
function inflate(
  packed: Uint8Array,
  name: string,
  limits: Limits,
  mayBeCut = false,
): { readonly content: Uint8Array; readonly used: number | null } {
  try {
    const { buffer, used } = inflateCounting(packed, limits.fileBytes);
    if (buffer.length > limits.ratioFrom && buffer.length > used * limits.ratio) {
      throw new Rejection('archive_ratio', { values: { entry: name, limit: limits.ratio } });
    }
    return { content: buffer, used };
  } catch (error) {
    if (error instanceof Rejection) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limits, error);
    if (code === 'Z_BUF_ERROR' && mayBeCut) return { content: packed, used: null };
    throw damaged(`${name} cannot be unpacked`, error);
  }
}

/** With `info` the engine comes along, which the published types do not say; it knows where the data ended. */
function inflateCounting(packed: Uint8Array, most: number): { buffer: Uint8Array; used: number } {
  const result: unknown = inflateRawSync(packed, { maxOutputLength: most, info: true });
  assert(typeof result === 'object' && result !== null && 'buffer' in result && 'engine' in result);
  const { buffer, engine } = result;
  assert(buffer instanceof Uint8Array && typeof engine === 'object' && engine !== null);
  assert('bytesWritten' in engine && typeof engine.bytesWritten === 'number');
  return { buffer, used: engine.bytesWritten };
}

function checkSum(content: Uint8Array, stated: number, name: string): void {
  if (crc32(content) !== stated) throw damaged(`${name} has another checksum than stated`);
}

/** Reads to the end: an archive cut off inside its directory is damaged too. */
async function compareWithDirectory(queue: ByteQueue, entries: number): Promise<void> {
  let listed = 0;
  for (;;) {
    const mark = numberAt(await queue.peek(4), 0, 4);
    if (mark !== centralHeader) {
      if (mark !== endRecord && !isWideEnd(mark)) throw damaged('its directory is cut off');
      break;
    }
    const fixed = await takeAll(queue, 46);
    await takeAll(queue, numberAt(fixed, 28, 2) + numberAt(fixed, 30, 2) + numberAt(fixed, 32, 2));
    listed += 1;
  }
  if (listed !== entries) throw damaged('its directory lists other files');
}

function isWideEnd(mark: number): boolean {
  return mark === 0x06064b50;
}

async function takeAll(queue: ByteQueue, size: number): Promise<Uint8Array> {
  const bytes = await queue.take(size);
  if (bytes.length < size) throw damaged('it is cut off');
  return bytes;
}

/** A number of up to six bytes, the least significant first; the rest of eight is not a size we accept. */
function numberAt(bytes: Uint8Array, at: number, width: number): number {
  if (bytes.length < at + width) throw damaged('it is cut off');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).readUIntLE(
    at,
    Math.min(width, 6),
  );
}

function tooLarge(limits: Limits, cause?: unknown): Rejection {
  return new Rejection('file_too_large', { values: { limit: limits.fileBytes }, cause });
}

function damaged(reason: string, cause?: unknown): Rejection {
  return new Rejection('archive_malformed', { values: { reason }, cause });
}
