/**
 * Reads zip archives entry by entry from a stream, in the order of their local headers (APPNOTE
 * 6.3.10).
 */
import { crc32 } from 'node:zlib';
import { damaged, numberAt, readHeader, takeAll } from './archive-header.ts';
import type { Header } from './archive-header.ts';
import type { ByteQueue } from './byte-queue.ts';
import { inflate, tooLarge } from './inflate-entry.ts';
import type { Limits } from './limits.ts';
import { Rejection } from './rejection.ts';

export type ArchiveEntry = { readonly name: string; readonly content: Uint8Array };

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endRecord = 0x06054b50;
const descriptorMark = 0x08074b50;

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
    if (total > 16 * limits.ratioFrom && total > queue.taken * limits.ratio) {
      throw new Rejection('archive_ratio', { values: { entry: header.name, limit: limits.ratio } });
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

/**
 * The descriptor has sizes of four bytes, or of eight in a Zip64 archive: the sizes themselves
 * tell.
 */
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
