import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate';
import { readInvoiceFiles } from './index.ts';
import type { ReadFile } from './index.ts';
import { defaultLimits } from './limits.ts';
import { signedEnvelope } from './test-envelope.ts';
import { testInvoice } from './test-invoice.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function readAll(bytes: Uint8Array, limits = defaultLimits, size = 1000): Promise<ReadFile[]> {
  const source = { name: 'march.zip', open: () => pieces(bytes, size) };
  return Array.fromAsync(readInvoiceFiles(source, limits));
}

const outcomes = (files: readonly ReadFile[]): string[] =>
  files.map(({ name, outcome }) =>
    outcome.status === 'read'
      ? `${name}: ${outcome.documents.map(({ number }) => number).join(' ')}`
      : `${name}: ${outcome.error.code}`,
  );

test('whatever the name of an entry, it can be kept and said', async () => {
  const long = `${'a/'.repeat(3000)}b.xml`;
  const [odd] = await readAll(zipSync({ 'a\0b.xml': testInvoice({}) }));
  assert.equal(odd?.name, 'march.zip/a\ufffdb.xml');
  const [nested] = await readAll(zipSync({ [long]: zipSync({ 'a.xml': testInvoice({}) }) }));
  assert(nested?.outcome.status === 'rejected');
  assert.equal(nested.outcome.error.code, 'archive_nested');
  assert(nested.outcome.error.message.length < 500);
});

test('each file of an archive has its own outcome, name and digest', async () => {
  const first = testInvoice({ number: '1' });
  const bytes = zipSync({
    'a.xml': first,
    'sent/': new Uint8Array(),
    'sent/è.XML.p7m': await signedEnvelope(testInvoice([{ number: '2' }, { number: '3' }])),
    'sent/metadata.xml': Buffer.from('<FileMetadati/>'),
    '__MACOSX/._a.xml': Buffer.from('x'),
    'stored.xml': [testInvoice({ number: '4' }), { level: 0 }],
  });
  const files = await readAll(bytes);
  assert.deepEqual(outcomes(files), [
    'march.zip/a.xml: 1',
    'march.zip/sent/è.XML.p7m: 2 3',
    'march.zip/sent/metadata.xml: not_an_invoice',
    'march.zip/stored.xml: 4',
  ]);
  assert.equal(files[0]?.sha256, createHash('sha256').update(first).digest('hex'));
});

/** An archive written as a stream: sizes and checksums come after the data. */
function streamed(
  entries: readonly { readonly name: string; readonly content: Uint8Array }[],
): Uint8Array {
  const parts: Uint8Array[] = [];
  const archive = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part);
  });
  for (const { name, content } of entries) {
    const file = new ZipDeflate(name);
    archive.add(file);
    file.push(content, true);
  }
  archive.end();
  return Buffer.concat(parts);
}

test('archives written as streams are read, whatever pieces they come in', async () => {
  const large = testInvoice(Array.from({ length: 400 }, (_, index) => ({ number: `L${index}` })));
  const bytes = streamed([
    { name: '1.xml', content: testInvoice({ number: '1' }) },
    { name: 'large.xml', content: large },
    { name: '2.xml', content: testInvoice({ number: '2' }) },
  ]);
  for (const size of [1, 7, 4096, bytes.length]) {
    const files = await readAll(bytes, defaultLimits, size);
    assert.equal(files.length, 3);
    assert.deepEqual(outcomes([files[0], files[2]].filter((file) => file !== undefined)), [
      'march.zip/1.xml: 1',
      'march.zip/2.xml: 2',
    ]);
    const outcome = files[1]?.outcome;
    assert(outcome?.status === 'read' && outcome.documents.length === 400);
  }
});

test('stored data without a size cannot be told apart from what follows, and are refused', async () => {
  const parts: Uint8Array[] = [];
  const archive = new Zip((_, part) => parts.push(part));
  const file = new ZipPassThrough('1.xml');
  archive.add(file);
  file.push(testInvoice({}), true);
  archive.end();
  assert.deepEqual(outcomes(await readAll(Buffer.concat(parts))), [
    'march.zip: archive_method_unknown',
  ]);
});

test('an archive beyond a limit gives nothing, not even what came before', async () => {
  const entries = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`${index}.xml`, testInvoice({ number: `${index}` })]),
  );
  const bytes = zipSync(entries);
  const refused = async (limits: Partial<typeof defaultLimits>): Promise<string[]> =>
    outcomes(await readAll(bytes, { ...defaultLimits, ...limits }));
  assert.deepEqual(await refused({ archiveEntries: 19 }), ['march.zip: archive_too_many_entries']);
  assert.deepEqual(await refused({ archiveBytes: 20_000 }), ['march.zip: archive_too_large']);
  assert.deepEqual(await refused({ fileBytes: 500 }), ['march.zip: file_too_large']);
  assert.equal((await refused({})).length, 20);
});

test('many small entries that grow out of all proportion are refused early', async () => {
  const entries = Array.from({ length: 200 }, (_, index) => [
    `${index}.xml`,
    Buffer.alloc(1_000_000, 0x20),
  ]);
  const bytes = zipSync(Object.fromEntries(entries), { level: 9 });
  assert.deepEqual(outcomes(await readAll(bytes)), ['march.zip: archive_ratio']);
});

test('an invoice with as many lines as the format allows is read from an archive', async () => {
  const lines = Array.from({ length: 9999 }, () => ({ amount: '1.00' }));
  const [file] = await readAll(zipSync({ 'long.xml': testInvoice({ lines }) }, { level: 9 }));
  assert(file?.outcome.status === 'read');
  assert.equal(file.outcome.documents[0]?.lines.length, 9999);
});

test('an archive whose directory lists other files is refused', async () => {
  const bytes = Buffer.from(
    zipSync({ 'a.xml': testInvoice({}), 'b.xml': testInvoice({ number: '2' }) }),
  );
  const second = bytes.lastIndexOf('PK\u0001\u0002');
  const end = bytes.lastIndexOf('PK\u0005\u0006');
  const shorter = Buffer.concat([bytes.subarray(0, second), bytes.subarray(end)]);
  assert.deepEqual(outcomes(await readAll(shorter)), ['march.zip: archive_malformed']);
});

test('memory does not grow with the number of invoices', async () => {
  const some = zipSync(
    Object.fromEntries(
      Array.from({ length: 1500 }, (_, index) => [
        `${index}.xml`,
        testInvoice({ number: `${index}` }),
      ]),
    ),
  );
  let count = 0;
  let atFirst = 0;
  let largest = 0;
  const source = { name: 'many.zip', open: () => pieces(some, 65_536) };
  for await (const { outcome } of readInvoiceFiles(source)) {
    assert.equal(outcome.status, 'read');
    count += 1;
    const { rss } = process.memoryUsage();
    if (count === 300) atFirst = rss;
    largest = Math.max(largest, rss);
  }
  assert.equal(count, 1500);
  const grown = largest - atFirst;
  assert(grown < 100 * 1024 * 1024, `grew by ${grown} bytes`);
});
