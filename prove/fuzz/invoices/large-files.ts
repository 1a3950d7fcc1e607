/** Files made to exhaust whoever reads them: large, deep, many, or small until they are unpacked. */
import { gzipSync, zipSync } from 'fflate';
import { testInvoiceText } from '../../../src/invoices/formats/test-invoice.ts';
import type { Disguised } from './disguise.ts';

const mega = 1024 * 1024;

/** Each is made when it is wanted. */
export const largeFiles: readonly (() => Disguised)[] = [
  () => xml('<DettaglioLinee>', (line) => '<DettaglioLinee/>'.repeat(140_000) + line),
  () => xml('<DatiRiepilogo>', () => '<a/>'.repeat(1_000_000)),
  () => xml('<DatiRiepilogo>', () => '<a>'.repeat(200_000)),
  () => xml('<Descrizione>', (tag) => tag + 'x'.repeat(15 * mega)),
  () => xml('<Descrizione>', (tag) => tag + '&#x26;'.repeat(2 * mega)),
  () => xml('<Numero>', (tag) => tag + ' '.repeat(15 * mega)),
  () => xml('<Divisa>', (tag) => tag + '9'.repeat(5 * mega)),
  () => xml('<ImponibileImporto>', (tag) => tag + '9'.repeat(5 * mega)),
  () => xml('<Data>', (tag) => tag + '2026-'.repeat(mega)),
  () => xml('<IdCodice>', (tag) => tag + 'A'.repeat(10 * mega)),
  () => xml('<DatiGenerali>', () => `<DatiGenerali ${'a="1" '.repeat(100_000)}>`),
  () => xml('<DatiGenerali>', (tag) => tag + `<?a ${'b'.repeat(20)}?>`.repeat(120_000)),
  () => xml('<DatiGenerali>', (tag) => tag + `<!--${'-b'.repeat(10)}-->`.repeat(120_000)),
  () => xml('<DatiGenerali>', (tag) => tag + '<x:a xmlns:x="u">'.repeat(63)),
  () => ({ name: 'a.xml', bytes: Buffer.alloc(20 * mega, '<') }),
  () => ({ name: 'a.xml', bytes: Buffer.alloc(20 * mega + 1, ' ') }),
  () => ({ name: 'a.p7m', bytes: Buffer.alloc(10 * mega, 'MIIA') }),
  () => ({ name: 'a.p7m', bytes: Buffer.from('3080'.repeat(2 * mega), 'hex') }),
  () => ({ name: 'a.zip', bytes: zipSync({ 'a.xml': new Uint8Array(21 * mega) }) }),
  () => ({
    name: 'a.zip',
    bytes: zipSync({ 'a.zip': zipSync({ 'b.xml': new Uint8Array(mega) }) }),
  }),
  () => ({ name: 'a.zip', bytes: zipSync(manyFiles(2000)) }),
  () => ({ name: 'a.gz', bytes: gzipSync(new Uint8Array(10 * mega)) }),
];

function xml(tag: string, instead: (tag: string) => string): Disguised {
  const text = testInvoiceText({ instalments: [{ amount: '122.00' }] });
  return { name: 'a.xml', bytes: Buffer.from(text.replace(tag, () => instead(tag))) };
}

function manyFiles(count: number): Record<string, Uint8Array> {
  const nothing = Buffer.from('<a/>');
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.xml`, nothing]));
}
