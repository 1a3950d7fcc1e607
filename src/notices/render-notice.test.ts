/** What a printed notice promises: all that is needed to pay, readable by people, programs and telephones. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readQr } from '../../test/support/read-qr.ts';
import { money, zero } from '../core/money.ts';
import { languages } from '../core/texts.ts';
import { flatten, readPdf, textOf, type ReadElement } from '../documents/read-pdf.ts';
import { renderNoticePdf } from './index.ts';
import { sampleInstalments, sampleNotice } from './sample-notice.ts';

async function render(...given: Parameters<typeof renderNoticePdf>) {
  const bytes = await renderNoticePdf(...given);
  const pdf = readPdf(bytes);
  const elements = flatten(pdf.root);
  return { bytes, pdf, elements, words: elements.map((element) => element.text).join('\n') };
}

const tags = (elements: readonly ReadElement[], tag: string) =>
  elements.filter((element) => element.tag === tag);

test('a notice says who asks whom for what, how much until when, and how to pay', async () => {
  const { words } = await render(sampleNotice(), 'it');
  for (const expected of [
    'Avviso di pagamento',
    'Avviso n. RF18 5390 0754 7034',
    'Comune di Esempio',
    'IT01234567890',
    'Chiara Bianchi',
    'BNCCHR80A41A944X',
    'Tassa sui rifiuti 2026',
    '153,43 €',
    'Entro il 30 novembre 2026',
    '30 giugno 2027',
    'Fino al 15 novembre 2026; dal giorno dopo 162,45 €',
    'Dal 11 dicembre 2026, 2,5 % all’anno',
    'Quota variabile, tre persone',
    'Sconto compostaggio',
    '-18,05 €',
    'Riduzione per pagamento anticipato',
    'https://pagamenti.comune.example/esempio/notices',
    'tributi@comune.example · 051 555 0100',
  ]) {
    assert(words.includes(expected), `${expected} in:\n${words}`);
  }
  assert(!words.includes('TEST'));
});

for (const language of languages) {
  test(`a notice in ${language} is tagged, names its language and fits on a page`, async () => {
    const { pdf, elements } = await render(sampleNotice(), language);
    assert.equal(pdf.catalog['Lang'], language);
    assert.match(textOf(pdf.info['Title']), /RF18 5390 0754 7034 – Comune di Esempio$/);
    assert.match(pdf.metadata, /<pdfuaid:part>1<\/pdfuaid:part>/);
    assert.equal(pdf.pageCount, 1);
    assert.equal(tags(elements, 'H1').length, 1);
    assert.equal(tags(elements, 'H2').length, 3);
    assert.equal(tags(elements, 'TR').length, 6);
    for (const header of tags(elements, 'TH')) {
      assert.match(JSON.stringify(header.attributes['A']), /Column/);
    }
    for (const element of elements) {
      const isGroup = element.children.length > 0 || element.tag === 'Figure';
      assert(isGroup || element.text !== '', `${element.tag} has words`);
    }
    assert.equal(pdf.untagged, '');
    assert(pdf.fonts.every((font) => font.isEmbedded));
  });
}

test('the code opens the due, and says so to whoever cannot see it', async () => {
  const notice = sampleNotice();
  const { elements } = await render(notice, 'en');
  const [figure, ...others] = tags(elements, 'Figure');
  assert(figure);
  assert.equal(others.length, 0);
  assert(textOf(figure.attributes['Alt']).includes(notice.url));
  assert.equal(readQr(figure.marks), notice.url);
});

test('a due without a notice number is opened by its own address, which can be followed', async () => {
  const url = 'https://pagamenti.comune.example/esempio/dues/0123456789abcdefghjkmnpqrstvwxyz';
  const notice = sampleNotice({ number: null, url, instalments: [], lines: [] });
  const { elements, words } = await render(notice, 'es');
  assert.equal(tags(elements, 'Link').length, 1);
  assert(words.includes(url));
  assert.doesNotMatch(words, /Aviso n\.º/);
});

test('what was paid in part is taken off, and a paid notice asks for nothing', async () => {
  const part = { settled: money(5000n, 'EUR'), outstanding: money(10_343n, 'EUR') };
  const { words } = await render(sampleNotice(part), 'en');
  assert.match(words, /Paid already\n-€50\.00/);
  assert.match(words, /Still to be paid\n€103\.43/);
  const paid = { settled: money(15_343n, 'EUR'), outstanding: zero('EUR') };
  const { words: over, elements } = await render(sampleNotice(paid), 'en');
  assert.match(over, /There is nothing left to pay/);
  assert.equal(tags(elements, 'Figure').length, 0);
});

test('a test notice says so in its text and on its foot', async () => {
  const { words, pdf } = await render(sampleNotice({ mode: 'test' }), 'en');
  assert.match(words, /TEST – not a real request/);
  assert.match(pdf.artifacts, /TEST/);
});

test('the notice of a whole shows its instalments, each with the number of its own notice', async () => {
  const { words } = await render(sampleNotice({ instalments: sampleInstalments }), 'it');
  for (const expected of ['RF71 2348 2313 5', '31 gennaio 2027', '90,25 € (pagata)']) {
    assert(words.includes(expected), expected);
  }
});

test('many lines and instalments go on over pages, headers read once', async () => {
  const lines = Array.from({ length: 60 }, (_, index) => ({
    text: `Voce ${index + 1}`,
    minor: '100',
  }));
  const instalment = { number: 'RF71 2348 2313 5', amount: money(500n, 'EUR'), dueOn: null, isPaid: true }; // prettier-ignore
  const instalments = Array.from({ length: 12 }, () => instalment);
  const amount = money(6000n, 'EUR');
  const { pdf, elements, words } = await render(
    sampleNotice({ lines, instalments, amount, outstanding: amount }),
    'it',
  );
  assert(pdf.pageCount > 1);
  assert.equal(tags(elements, 'TR').length, 75);
  assert.equal(words.match(/Voce\n/g)?.length, 1);
  assert(words.includes('Voce 60'));
});

test('names of every kind neither break the page nor go missing', async () => {
  const names = [
    'X'.repeat(5000),
    'שלום עולם',
    '👩‍👩‍👧‍👦 famiglia',
    '\u0000\u202Eevil',
    '(\\) <</K>> {{7*7}}',
    '',
  ];
  for (const name of names) {
    const lines = [
      { text: name, minor: '1' },
      { text: name, minor: '2' },
    ];
    const notice = sampleNotice({ reason: name || 'x', debtor: { name: name || 'x', taxId: name }, lines }); // prettier-ignore
    const { bytes } = await render(notice, 'it');
    assert(!Buffer.from(bytes).toString('latin1').includes('NaN'));
  }
});

test('the same notice always gives the same bytes', async () => {
  const [one, other] = await Promise.all([
    renderNoticePdf(sampleNotice(), 'it'),
    renderNoticePdf(sampleNotice(), 'it'),
  ]);
  assert.deepEqual(one, other);
  assert(one.length < 35_000, `${one.length} bytes`);
});
