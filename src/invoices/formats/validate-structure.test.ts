import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { parseXml, readElement } from './element.ts';
import { defaultLimits } from './limits.ts';
import { scanMarkup } from './scan-markup.ts';
import { testInvoiceText, testSimplifiedInvoice } from './test-invoice.ts';
import { validateStructure } from './validate-structure.ts';
import type { Departure, Format } from './validate-structure.ts';

const samples = new URL('../../../../shared/standards/f-fatturapa/', import.meta.url);
const skip = existsSync(samples) ? false : 'the official schemas are not on this machine';

function verdict(text: string, format: Format): Departure | null {
  const document = parseXml(scanMarkup(text, defaultLimits));
  try {
    return validateStructure(readElement(document.root), format);
  } finally {
    document.dispose();
  }
}

test('invoices made for tests fit their formats', () => {
  const everything = {
    splitPayment: true,
    withholding: '20.00',
    total: '122.00',
    rounding: '0.00',
    instalments: [{ amount: '50.00', dueOn: '2026-05-01' }, { amount: '30.00' }],
    refersTo: [{ number: '7', issuedOn: '2026-01-01' }],
  };
  assert.equal(verdict(testInvoiceText([everything, {}], { format: 'FPA12' }), 'FPA12'), null);
  assert.equal(verdict(testInvoiceText({}), 'FPR12'), null);
  const simplified = testSimplifiedInvoice({ refersTo: [{ number: '7', issuedOn: '2026-01-01' }] });
  assert.equal(verdict(Buffer.from(simplified).toString(), 'FSM10'), null);
});

test('the first departure is named with its line', () => {
  const text = testInvoiceText({ number: 'n'.repeat(21) });
  const line = text.split('\n').findIndex((part) => part.includes('<Numero>')) + 1;
  const reason = `Numero has a wrong value: "${'n'.repeat(21)}"`;
  assert.deepEqual(verdict(text, 'FPR12'), { reason, line });
  const swapped = testInvoiceText({}).replace(/(<Divisa>.*\n)(<Data>.*\n)/, '$2$1');
  assert.equal(verdict(swapped, 'FPR12')?.reason, 'Divisa is expected here, not Data');
});

test('a processing instruction hides nothing of what follows it', () => {
  const text = testInvoiceText({}).replace('<Divisa>', '<?note here?><!-- and here --><Divisa>');
  assert.equal(verdict(text, 'FPR12'), null);
  assert.notEqual(verdict(text.replace('<Numero>', '<Numero a="1">'), 'FPR12'), null);
});

const values = [
  '', '  ', ' X ', 'TD01', 'TD28', 'TD29', '2014-12-18', '2014-02-30', '2014-12-18Z', ' 2014-12-18', '2014-12-18+02:00',
  '2014-12-18+14:01', '1969-12-31', '0000-01-01', '12345-01-01', '10.00', '10.0', '10', ' 10.00 ', '-10.00', '+10.00',
  '10.00\n', '100.01', '0', '1', '10000', '00001', '+5', '.5', '5.', '1e3', '12.345678', '99999999999.00',
  '999999999999.00', '€', 'è', '\u{1F600}', 'a\tb', 'a\nb', 'x'.repeat(61), 'x'.repeat(300), 'x'.repeat(1001), 'IT', 'it',
  'A@b.c', 'a@b', 'aaaa@b.it', '"a"@b.it', 'S', 'SI', '2014-12-18T10:00:00', '2014-12-18T24:00:00',
  '2014-12-18T25:00:00', '2014-12-18T10:00:00.5+01:00', 'AAAA', 'QQ==', 'QR==', 'QUI=', 'Q U I = ', '&amp;', '12345',
  'MP05', 'N2.1',
]; // prettier-ignore

type Random = (below: number) => number;

/** A linear congruential generator: the same seed makes the same changes. */
function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function pick<Value>(list: readonly Value[], random: Random): Value {
  const found = list[random(list.length)];
  assert(found !== undefined);
  return found;
}

/** Changes one element: its text, its presence, its place, its neighbours or its markup. */
function mutate(text: string, random: Random): string {
  const leaves = [...text.matchAll(/<(\w+)>([^<>]*)<\/\1>/g)];
  const blocks = [...text.matchAll(/<(\w+)>(?=\s*<)/g)].flatMap(({ index, 1: name = '' }) => {
    const end = text.indexOf(`</${name}>`, index);
    return end < 0 ? [] : [{ index, whole: text.slice(index, end + name.length + 3) }];
  });
  const leaf = pick(leaves, random);
  const other = pick(leaves, random);
  const [whole, name = '', value = ''] = leaf;
  const changes = [
    `<${name}>${pick(values, random)}</${name}>`,
    `<${name}>${pick(values, random)}</${name}>`,
    `<${name}>${other[2] ?? ''}</${name}>`,
    '',
    whole + whole,
    other[0],
    `<X>1</X>${whole}`,
    `<${name} a="1">${value}</${name}>`,
    `text${whole}`,
    `<${name}><Y/>${value}</${name}>`,
    `<!-- c -->${whole}<?p i?>`,
  ];
  if (blocks.length === 0 || random(4) > 0) {
    return (
      text.slice(0, leaf.index) + pick(changes, random) + text.slice(leaf.index + whole.length)
    );
  }
  const block = pick(blocks, random);
  const put = pick(
    ['', block.whole + block.whole, pick(blocks, random).whole, `${whole}${block.whole}`],
    random,
  );
  return text.slice(0, block.index) + put + text.slice(block.index + block.whole.length);
}

function officialVerdict(text: string, schema: XsdValidator): boolean {
  const document = XmlDocument.fromString(text);
  try {
    schema.validate(document);
    return true;
  } catch (error) {
    if (error instanceof XmlValidateError) return false;
    throw new Error('the official schema could not be applied', { cause: error });
  } finally {
    document.dispose();
  }
}

function officialSchema(name: string): XsdValidator {
  const path = fileURLToPath(new URL(`xsd/${name}`, samples));
  const document = XmlDocument.fromBuffer(readFileSync(path), { url: path });
  try {
    return XsdValidator.fromDoc(document);
  } finally {
    document.dispose();
  }
}

test('changed samples fit or depart exactly as the official schemas say', { skip }, (context) => {
  const seed = process.pid;
  context.diagnostic(`seed ${seed}`);
  const random = randomFrom(seed);
  xmlRegisterFsInputProviders();
  const schemas = {
    FPR12: officialSchema('Schema_VFPR12_v1.2.3.xsd'),
    FPA12: officialSchema('Schema_VFPA12_v1.2.3.xsd'),
    FSM10: officialSchema('Schema_VFSM10.xsd'),
  };
  const texts = readdirSync(new URL('xml/', samples))
    .filter((name) => !name.startsWith('hostile'))
    .map((name) => readFileSync(new URL(`xml/${name}`, samples), 'utf8'))
    .map((text) => text.replace(/^\ufeff/, '').replace(/<ds:Signature[^]*<\/ds:Signature>/, ''));
  let departed = 0;
  for (let round = 0; round < 600; round += 1) {
    const text = pick(texts, random);
    const versions = ['FPA12', 'FSM10'] as const;
    const format = versions.find((version) => text.includes(`versione="${version}"`)) ?? 'FPR12';
    const mutated = mutate(text, random);
    const ours = verdict(mutated, format);
    const fits = officialVerdict(mutated, schemas[format]);
    assert.equal(ours === null, fits, `seed ${seed}, round ${round}: ${ours?.reason ?? 'fits'}`);
    if (!fits) departed += 1;
  }
  assert(departed > 100 && departed < 550, `${departed} of 600 departed`);
  for (const schema of Object.values(schemas)) schema.dispose();
});
