/**
 * Reads invoices from files and archives, one after the other, in memory that does not grow with
 * their number.
 */
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ByteQueue } from './byte-queue.ts';
import { errorOf } from './document.ts';
import type { ReadError, ReadFile, ReadOutcome } from './document.ts';
import { defaultLimits } from './limits.ts';
import type { Limits } from './limits.ts';
import { isArchive, readArchive } from './read-archive.ts';
import { Rejection } from './rejection.ts';

/**
 * `open` gives the bytes from the beginning each time: an archive is looked through before it is
 * read.
 */
export type InvoiceSource = {
  readonly name: string;
  readonly open: () => AsyncIterable<Uint8Array>;
};

/** What operating systems put into archives of their own accord. */
const litter = /^__MACOSX\/|(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$/;

/** A file as it came, not read yet; or why it cannot be. */
export type OpenedFile = {
  /** Of a file in an archive `archive.zip/entry.xml`. */
  readonly name: string;
  readonly sha256: string;
} & ({ readonly content: Uint8Array } | { readonly refusal: ReadError });

/**
 * Yields one outcome for a file, or one for each file in an archive, named `archive.zip/entry.xml`.
 *
 * Nothing of a rejected file is given. An archive that is damaged or too large anywhere is rejected
 * as one, before anything in it is read.
 * @throws what `open` throws: a file that cannot be read at all is not an outcome
 */
export async function* readInvoiceFiles(
  source: InvoiceSource,
  limits: Limits = defaultLimits,
): AsyncGenerator<ReadFile> {
  for await (const file of openInvoiceFiles(source, limits)) yield await readOpened(file, limits);
}

/** The same files before anything in them is read; one that is too large is cut off after the limit. */
export async function* openInvoiceFiles(
  source: InvoiceSource,
  limits: Limits = defaultLimits,
): AsyncGenerator<OpenedFile> {
  const hash = createHash('sha256');
  const queue = new ByteQueue(hashed(source.open(), hash));
  const { name } = source;
  try {
    if (isArchive(await queue.peek(4))) {
      const error = await refusalOfArchive(queue, limits);
      await queue.drain();
      if (error) yield { name, sha256: hash.digest('hex'), refusal: refusalOf(error) };
      else yield* openEntries(source, limits);
      return;
    }
    const content = await queue.take(limits.fileBytes + 1);
    await queue.drain();
    yield { name, sha256: hash.digest('hex'), content };
  } finally {
    await queue.close();
  }
}

export async function readOpened(
  file: OpenedFile,
  limits: Limits = defaultLimits,
): Promise<ReadFile> {
  const { name, sha256 } = file;
  if ('refusal' in file)
    return { name, sha256, outcome: { status: 'rejected', error: file.refusal } };
  return { name, sha256, outcome: await outcomeOf(file.content, limits) };
}

async function* hashed(source: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
  }
}

async function refusalOfArchive(queue: ByteQueue, limits: Limits): Promise<Rejection | null> {
  try {
    let found = 0;
    for await (const { name } of readArchive(queue, limits)) {
      if (!litter.test(name)) found += 1;
      await nextTurn();
    }
    return found > 0 ? null : new Rejection('archive_empty');
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw new Error('the archive could not be looked through', { cause: error });
  }
}

async function* openEntries(source: InvoiceSource, limits: Limits): AsyncGenerator<OpenedFile> {
  const queue = new ByteQueue(source.open());
  try {
    for await (const { name, content } of readArchive(queue, limits)) {
      if (litter.test(name)) continue;
      await nextTurn();
      const sha256 = createHash('sha256').update(content).digest('hex');
      yield { name: `${source.name}/${name}`, sha256, content };
    }
  } finally {
    await queue.close();
  }
}

async function outcomeOf(bytes: Uint8Array, limits: Limits): Promise<ReadOutcome> {
  // Loaded with the first file: a portal that imports nothing need not wait for it.
  const { readInvoice } = await import('./read-invoice.ts');
  try {
    return { status: 'read', ...readInvoice(bytes, limits) };
  } catch (error) {
    if (error instanceof Rejection) return { status: 'rejected', error: refusalOf(error) };
    throw new Error('an invoice could not be read', { cause: error });
  }
}

function refusalOf({ code, values, line }: Rejection): ReadError {
  return errorOf(code, values, line);
}
