import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { XmlDocument } from 'libxml2-wasm';
import { readQr } from '../../../test/support/read-qr.ts';
import { money, zero } from '../../core/money.ts';
import { languages } from '../../core/texts.ts';
import { flatten, readPdf, textOf } from '../../documents/read-pdf.ts';
import type { ReadElement } from '../../documents/read-pdf.ts';
import { renderReceiptPdf } from './render-pdf.ts';
import { sampleItem, sampleReceipt } from './sample-receipt.ts';
import { formatVerificationCode } from './verification-code.ts';

async function render(...arguments_: Parameters<typeof renderReceiptPdf>) {
  const bytes = await renderReceiptPdf(...arguments_);
  const pdf = readPdf(bytes);
  const elements = flatten(pdf.root);
  return { bytes, pdf, elements, words: elements.map((element) => element.text).join('\n') };
}

function tags(elements: readonly ReadElement[], tag: string): ReadElement[] {
  return elements.filter((element) => element.tag === tag);
}

test('a receipt says what was paid, to whom, how, and by which identifiers', async () => {
  const receipt = sampleReceipt();
  const { words } = await render(receipt, 'it');
  for (const expected of [
    'Ricevuta di pagamento',
    'Ricevuta n. 2026/000123',
    'Comune di Esempio',
    'IT01234567890',
    '1.321,55 €',
    '1.234,50 €',
    '87,05 €',
    'Fattura 1234/A del 5 febbraio 2026',
    'Scadenza 31 marzo 2026',
    'Officine Meccaniche Bianchi & Figli S.r.l.',
    'TARI 2026, prima rata',
    'Carta Visa che termina con 4242',
    '5 marzo 2026 alle ore 14:30',
    receipt.payment.id,
    receipt.payment.attemptId,
    'ch_5f2a9c17e4',
    formatVerificationCode(receipt.verification.code),
    receipt.verification.url,
  ]) {
    // prettier-ignore
    assert(words.includes(expected), expected);
  }
  assert(words.includes('c***@e***.it'), 'the address of the payer is masked');
  assert(!words.includes('chiara.bianchi@'), 'the address of the payer is masked');
  assert(!words.includes('TEST'), 'a live receipt does not speak of tests');
});

for (const language of languages) {
  test(`a receipt in ${language} is tagged, names its language and shows its title`, async () => {
    const { pdf, elements } = await render(sampleReceipt(), language);
    assert.equal(pdf.catalog['Lang'], language);
    assert.match(textOf(pdf.info['Title']), /2026\/000123 – Comune di Esempio$/);
    assert.match(pdf.metadata, /<pdfuaid:part>1<\/pdfuaid:part>/);
    assert.equal(pdf.pageCount, 1, 'an ordinary receipt is one page');
    assert.equal(tags(elements, 'H1').length, 1);
    assert.equal(tags(elements, 'H2').length, 3);
    assert.equal(tags(elements, 'TR').length, 4);
    assert.equal(tags(elements, 'TH').length, 4);
    assert.equal(tags(elements, 'TD').length, 8);
    for (const header of tags(elements, 'TH'))
      assert.match(JSON.stringify(header.attributes['A']), /Column|Row/);
    for (const element of elements) {
      const isGroup = element.children.length > 0 || element.tag === 'Figure';
      assert(isGroup || element.text !== '', `${element.tag} has words`);
    }
  });
}

test('every font is embedded', async () => {
  const { pdf } = await render(sampleReceipt(), 'es');
  assert.equal(pdf.fonts.length, 2);
  for (const font of pdf.fonts) assert(font.isEmbedded, font.name);
});

test('every mark is tagged or decoration', async () => {
  const { pdf, words } = await render(sampleReceipt({ mode: 'test' }), 'it');
  assert.equal(pdf.untagged, '');
  assert.match(pdf.artifacts, /Pagina 1 di 1/);
  assert(!words.includes('Pagina 1'), 'page numbers are not read aloud');
});

test('a test receipt says so in its text and on the foot of every page', async () => {
  const { words, pdf } = await render(sampleReceipt({ mode: 'test' }), 'en');
  assert.match(words, /TEST – not a real payment/);
  assert.match(pdf.artifacts, /TEST – not a real payment/);
});

test('the QR code leads to the verification page', async () => {
  const receipt = sampleReceipt();
  const { elements } = await render(receipt, 'en');
  const [figure, ...others] = tags(elements, 'Figure');
  assert(figure);
  assert.equal(others.length, 0);
  assert(textOf(figure.attributes['Alt']).includes(receipt.verification.url));
  assert.equal(readQr(figure.marks), receipt.verification.url);
});

test('the metadata are sound XML, whatever the organisation is called', async () => {
  const organisation = {
    ...sampleReceipt().organisation,
    name: 'Rossi & Figli <S.r.l.> ]]>\uFFFF',
  };
  const { pdf } = await render(sampleReceipt({ organisation }), 'it');
  const metadata = XmlDocument.fromString(pdf.metadata);
  const title = metadata.get('//dc:title', { dc: 'http://purl.org/dc/elements/1.1/' });
  assert.match(
    title?.content ?? '',
    /Ricevuta di pagamento 2026\/000123 – Rossi & Figli <S\.r\.l\.> \]\]>/,
  );
  assert.match(textOf(pdf.info['Title']), /Rossi & Figli <S\.r\.l\.>/);
  metadata.dispose();
});

test('the same receipt always gives the same bytes', async () => {
  const [one, other] = await Promise.all([
    renderReceiptPdf(sampleReceipt(), 'it'),
    renderReceiptPdf(sampleReceipt(), 'it'),
  ]);
  assert.deepEqual(one, other);
});

test('fifty dues go on over pages, the header repeated but read once, within 60 KB', async () => {
  const items = Array.from({ length: 50 }, (_, index) =>
    sampleItem({ reason: `Rata ${index + 1}` }),
  );
  const { bytes, elements, words, pdf } = await render(sampleReceipt({ items }), 'it');
  assert(pdf.pageCount > 2);
  assert.equal(tags(elements, 'TR').length, 52);
  for (let index = 1; index <= 50; index += 1) assert.match(words, new RegExp(`Rata ${index} `));
  assert.equal(words.match(/Causale/g)?.length, 1);
  assert.equal(pdf.artifacts.match(/Causale/g)?.length, pdf.pageCount - 1);
  assert(words.includes('61.725,00 €'), 'the total is that of the payment');
  assert(bytes.length <= 60_000, `${bytes.length} bytes`);
});

test('an ordinary receipt is far below 60 KB', async () => {
  const { bytes } = await render(sampleReceipt(), 'it');
  assert(bytes.length <= 30_000, `${bytes.length} bytes`);
});

test('long and odd names and reasons neither break the page nor go missing for a reader', async () => {
  const names = [
    'X'.repeat(5000), 'parola '.repeat(900), '👩‍👩‍👧‍👦 famiglia 🏠', 'שלום עולם', 'مرحبا بالعالم', 'Ελλάδα Россия 中文',
    'e\u0301'.repeat(40), 'Z\u0335\u0336\u0337algo', '\u0000\u0007\u202Eevil\u2066', '', ' ', '\ud800', '(\\) <</K>> EMC {{7*7}} ${1}',
    'a\tb\r\nc', '￿', 'ﬁne ½ №', '¹²³₄',
  ]; // prettier-ignore
  const items = names.map((name) =>
    sampleItem({
      reason: name,
      customerName: name,
      invoiceNumber: name,
      remaining: money(1n, 'EUR'),
    }),
  );
  const organisation = {
    ...sampleReceipt().organisation,
    name: names[1] ?? '',
    legalName: names[0] ?? '',
    address: names[3] ?? '',
  };
  const { words, bytes, elements } = await render(sampleReceipt({ items, organisation }), 'es');
  const file = Buffer.from(bytes).toString('latin1');
  assert.equal(tags(elements, 'TR').length, names.length + 2);
  assert(words.includes('EMC {{7*7}} ${1}'), 'words are never orders');
  for (const whole of ['שלום עולם', 'مرحبا بالعالم', 'Ελλάδα Россия 中文', 'ﬁne ½ №']) {
    assert(words.includes(whole), `${whole} is read aloud as it was written`);
  }
  assert(!file.includes('NaN'));
});

test('currencies without decimals and with three are shown as they are', async () => {
  for (const [currency, minor, expected] of [
    ['JPY', 1234n, '1.234 JPY'],
    ['KWD', 1_234_567n, '1.234,567 KWD'],
  ] as const) {
    const items = [sampleItem({ amount: money(minor, currency), remaining: zero(currency) })];
    const { words } = await render(sampleReceipt({ items }), 'it');
    assert(words.replaceAll('\u00a0', ' ').includes(expected), expected);
  }
});
