import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { defaultLimits, readInvoiceFiles } from './index.ts';
import type { ReadFile } from './index.ts';
import { readInvoice } from './read-invoice.ts';
import { Rejection } from './rejection.ts';
import { signedEnvelope } from './test-envelope.ts';
import { testInvoice, testInvoiceText } from './test-invoice.ts';

/**
 * No file may hold the reader up for longer; counted as work done, since others use the machine
 * too.
 */
const longestMs = 2000;

async function refusal(bytes: Uint8Array): Promise<string> {
  async function* open(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  }
  const started = process.cpuUsage();
  const files: ReadFile[] = await Array.fromAsync(readInvoiceFiles({ name: 'file', open }));
  const { user, system } = process.cpuUsage(started);
  const took = (user + system) / 1000;
  assert(took < longestMs, `took ${Math.round(took)} ms`);
  assert.equal(files.length, 1);
  const [file] = files;
  if (file?.outcome.status !== 'rejected') return 'read';
  const { code, line } = file.outcome.error;
  return line === undefined ? code : `${code} at ${line}`;
}

const invoice = testInvoiceText({});
const inside = (part: string): Uint8Array =>
  Buffer.from(invoice.replace('<DatiRitenuta', part).replace('Fornitura', part));

test('document types are refused before an entity can grow', async () => {
  const entities = Array.from(
    { length: 9 },
    (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
  );
  const bomb = `<!DOCTYPE bomb [<!ENTITY e0 "ha">${entities.join('')}]>`;
  const outside = '<!DOCTYPE a SYSTEM "file:///etc/passwd">';
  for (const declaration of [bomb, outside]) {
    assert.equal(
      await refusal(Buffer.from(invoice.replace('\n', `\n${declaration}\n`))),
      'doctype_refused at 2',
    );
    const wide = Buffer.from(`\ufeff${invoice.replace('\n', `\n${declaration}\n`)}`, 'utf16le');
    assert.equal(await refusal(wide), 'doctype_refused at 2');
  }
});

test('entities nobody declared are refused', async () => {
  assert.match(await refusal(inside('&bomb;')), /^malformed at \d+$/);
});

test('elements nested without end or without measure are refused', async () => {
  assert.match(await refusal(inside('<a>'.repeat(10_000))), /^too_deep at \d+$/);
  assert.match(
    await refusal(inside(`${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`)),
    /^too_deep at \d+$/,
  );
  for (const piece of ['<a/>', '<!---->', '<?a?>', '<![CDATA[]]>']) {
    assert.match(await refusal(inside(piece.repeat(1_000_000))), /^too_many_elements at \d+$/);
  }
});

test('huge texts, attributes and comments cost time in proportion', async () => {
  assert.equal(await refusal(inside('A@.'.repeat(5_000_000))), 'read');
  assert.equal(await refusal(inside('<![CDATA[x]]>'.repeat(100_000))), 'read');
  assert.equal(await refusal(inside('<!---->'.repeat(100_000))), 'read');
  const attributes = Array.from({ length: 100_000 }, (_, index) => ` a${index}="1"`).join('');
  assert.equal(
    await refusal(Buffer.from(invoice.replace('<DatiGenerali>', `<DatiGenerali${attributes}>`))),
    'read',
  );
  assert.equal(await refusal(inside('<DettaglioLinee/>'.repeat(140_000))), 'read');
});

test('very many amounts, instalments and warnings cost time in proportion', async () => {
  const row =
    '<DatiRiepilogo><ImponibileImporto>99999999999.00</ImponibileImporto><Imposta>0.00</Imposta></DatiRiepilogo>';
  assert.equal(
    await refusal(Buffer.from(invoice.replace('<DatiRiepilogo>', `${row.repeat(45_000)}$&`))),
    'read',
  );
  const details = Array.from(
    { length: 45_000 },
    (_, index) =>
      `<DettaglioPagamento><DataScadenzaPagamento>${index}</DataScadenzaPagamento><ImportoPagamento>-${index}.00</ImportoPagamento></DettaglioPagamento>`,
  ).join('');
  const text = testInvoiceText({ instalments: [{ amount: '1.00' }] });
  assert.equal(
    await refusal(Buffer.from(text.replace('</DatiPagamento>', `${details}$&`))),
    'read',
  );
});

test('files cut off anywhere are refused', async () => {
  const bytes = testInvoice({});
  for (let length = 0; length < bytes.length - 1; length += 97) {
    assert.notEqual(await refusal(bytes.subarray(0, length)), 'read', `${length} bytes`);
  }
  const signed = await signedEnvelope(bytes);
  for (let length = 1; length < signed.length; length += 97) {
    assert.match(await refusal(signed.subarray(0, length)), /^signature_/, `${length} bytes`);
  }
});

test('an envelope changed in any byte never gives another invoice', async () => {
  const signed = await signedEnvelope(testInvoice({}));
  const { documents } = readInvoice(signed, defaultLimits);
  let refused = 0;
  for (let at = 1; at < signed.length; at += 29) {
    const changed = Buffer.from(signed);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    try {
      assert.deepEqual(readInvoice(changed, defaultLimits).documents, documents, `byte ${at}`);
    } catch (error) {
      assert(error instanceof Rejection && error.code.startsWith('signature_'), `byte ${at}`);
      refused += 1;
    }
  }
  assert(refused > signed.length / 29 / 2, `${refused} were refused`);
});

test('what is no invoice at all is refused as such', async () => {
  assert.equal(await refusal(Buffer.from([])), 'file_empty');
  assert.equal(await refusal(Buffer.from('{"not": "xml"}')), 'not_an_invoice at 1');
  assert.equal(await refusal(Buffer.from('%PDF-1.7\n')), 'not_an_invoice at 1');
  assert.equal(await refusal(Buffer.from('<html><body/></html>')), 'not_an_invoice at 1');
  assert.equal(
    await refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe])),
    'encoding_invalid at 1',
  );
  assert.equal(await refusal(Buffer.alloc(1_000_000)), 'not_an_invoice at 1');
  // A declaration without anything behind it: libxml2 names no line where there is none.
  const alone = '<?xml version="1.0" encoding=<?"UTF-8"?>';
  assert.equal(await refusal(Buffer.from(alone)), 'malformed at 1');
  assert.equal(await refusal(Buffer.alloc(20 * 1024 * 1024, 0x30)), 'signature_malformed');
  assert.equal(await refusal(Buffer.from('3080'.repeat(1_000_000), 'hex')), 'signature_malformed');
});

test('a file that is larger than allowed is refused unread', async () => {
  assert.equal(await refusal(Buffer.alloc(20 * 1024 * 1024 + 1, 0x20)), 'file_too_large');
});

test('bytes in another encoding than declared are refused with their line', async () => {
  const text = testInvoiceText({}, { customer: { name: 'Perù' } });
  const line = text.slice(0, text.indexOf('Perù')).split('\n').length;
  assert.equal(await refusal(Buffer.from(text, 'latin1')), `encoding_invalid at ${line}`);
  const unknown = text.replace('UTF-8', 'klingon-8');
  assert.equal(await refusal(Buffer.from(unknown)), 'encoding_unknown at 1');
});

/** One entry, with whatever sizes and flags it is to claim. */
function zip(
  content: Uint8Array,
  claim: { readonly flags?: number; readonly name?: string } = {},
): Buffer {
  const packed = deflateRawSync(content);
  const name = Buffer.from(claim.name ?? 'a.xml');
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(claim.flags ?? 0, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, name, packed]);
  const central = Buffer.concat([
    Buffer.from('PK\u0001\u0002\u0014\u0000'),
    fields,
    Buffer.alloc(14),
    name,
  ]);
  return Buffer.concat([local, central, Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)]);
}

test('archives that would fill the machine are refused', async () => {
  assert.equal(await refusal(zip(Buffer.alloc(19 * 1024 * 1024, 0x20))), 'archive_ratio');
  assert.equal(await refusal(zip(Buffer.alloc(200 * 1024 * 1024, 0x20))), 'file_too_large');
  assert.equal(
    await refusal(zip(Buffer.alloc(200 * 1024 * 1024, 0x20), { flags: 8 })),
    'file_too_large',
  );
  assert.equal(await refusal(zip(zip(testInvoice({})))), 'archive_nested');
  assert.equal(await refusal(zip(testInvoice({}), { flags: 1 })), 'archive_encrypted');
  assert.equal(await refusal(zip(testInvoice({}), { name: '__MACOSX/._a.xml' })), 'archive_empty');
});

test('archives that are cut off or changed are refused whole', async () => {
  const bytes = zip(testInvoice({}));
  assert.equal(await refusal(bytes), 'read');
  for (let length = 4; length < bytes.length - 22; length += 31) {
    assert.equal(await refusal(bytes.subarray(0, length)), 'archive_malformed', `${length} bytes`);
  }
  const changed = Buffer.from(bytes);
  changed[100] = (changed[100] ?? 0) ^ 1;
  assert.equal(await refusal(changed), 'archive_malformed');
});

test('no change of any bytes makes the reader fail in a way that it does not name', (context) => {
  const seed = process.pid;
  context.diagnostic(`seed ${seed}`);
  let state = seed;
  const random = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const original = testInvoice([
    {
      splitPayment: true,
      withholding: '1.00',
      instalments: [{ amount: '9.00', dueOn: '2026-05-01' }],
    },
    { documentType: 'TD04', refersTo: [{ number: '1' }] },
  ]);
  const marks = Buffer.from('<>&"\'/!?- .0Z');
  let read = 0;
  for (let round = 0; round < 500; round += 1) {
    const changed = Buffer.from(original);
    for (let times = random(4); times >= 0; times -= 1) {
      const at = random(changed.length);
      if (random(2) === 0) changed[at] = marks[random(marks.length)] ?? 0;
      else changed.copyWithin(at, random(changed.length), random(changed.length));
    }
    try {
      for (const { instalments } of readInvoice(changed, defaultLimits).documents) {
        assert(
          instalments.every(({ amount }) => amount.minor > 0n),
          `seed ${seed}, round ${round}`,
        );
        read += 1;
      }
    } catch (error) {
      assert(error instanceof Rejection, `seed ${seed}, round ${round}: ${String(error)}`);
    }
  }
  assert(read > 0, 'some were read');
});
