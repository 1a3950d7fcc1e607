import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { languages } from '../core/texts.ts';
import { mailExamples } from './examples/example-facts.ts';
import { isMessageName, writeMessage } from './write-message.ts';
import type { MessagePayloads } from './write-message.ts';

const item = {
  reason: 'TARI 2026, prima rata',
  invoiceNumber: '1234/A',
  issuedOn: '2026-02-05',
  dueOn: '2026-03-31',
  customerName: 'Chiara Bianchi & Figli <S.r.l.>',
  amount: { minor: '8705', currency: 'EUR' },
  remaining: { minor: '100', currency: 'EUR' },
};

/** As a receipt document is stored. */
const receipt = {
  organisation: { slug: 'demo', name: 'Comune di Esempio', email: 'tributi@comune.example' },
  mode: 'live',
  year: 2026,
  number: 123,
  issuedAt: '2026-03-05T13:30:05.000Z',
  paidAt: '2026-03-05T13:30:00.000Z',
  timeZone: 'Europe/Rome',
  payment: {
    id: 'pay_01k9zq4x7c',
    amount: { minor: '8705', currency: 'EUR' },
    method: 'card',
    instrument: { brand: 'amex', lastFour: '0005' },
    providerName: 'Sandbox',
    providerReference: 'ch_5f2a9c17e4',
    attemptId: 'att_01k9zq4x8d',
  },
  payer: { email: 'chiara@example.it' },
  items: [item],
  verification: {
    code: 'MYKTF9X7MYKTF9X7MYKTYBYB',
    url: 'https://pay.example/demo/verify?code=MYKT',
  },
};

const trouble = {
  organisationName: 'Comune di Esempio',
  mode: 'live',
  paymentId: 'pay_01k9zq4x7c',
  attemptId: 'att_01k9zq4x8d',
  amount: '87.05',
  currency: 'EUR',
};

const ticket = {
  organisationName: 'Comune di Esempio',
  mode: 'live',
  number: 'R-2026-000042',
  kind: 'Ricevuta non arrivata',
  words: 'Prima riga <b>\nSeconda riga & altro',
  isFirst: false,
  url: 'https://pay.example/demo/requests/tok',
};

const paymentList = {
  organisationName: 'Comune di Esempio',
  mode: 'live',
  from: '2026-01-01',
  to: '2026-12-31',
  count: 2,
  totals: ['174,10\u00a0€'],
  contactEmail: null,
};

const examplePayload = {
  example: 'receipt',
  facts: {
    organisation: receipt.organisation,
    mode: 'live',
    timeZone: 'Europe/Rome',
    homeUrl: 'https://pay.example/demo',
    at: '2026-03-05T13:30:00.000Z',
  },
};

const payloads: Record<keyof MessagePayloads, object> = {
  'receipt-for-payer': { receipt, receiptUrl: 'https://pay.example/demo/r/tok?a=1&b=2' },
  'notice-for-organisation': { receipt, paymentUrl: null },
  'notice-for-service': {
    receipt: { ...receipt, items: [{ ...item, service: 'mensa', serviceName: { it: 'Mensa' } }] },
    service: { id: 'mensa', name: { it: 'Mensa <scolastica>' } },
    answers: [[{ label: { it: 'Classe' }, value: { en: '3B & "C"' } }]],
  },
  'second-payment': { ...trouble, audience: 'payer', contactEmail: 'tributi@comune.example' },
  refund: {
    ...trouble,
    audience: 'payer',
    contactEmail: 'tributi@comune.example',
    refundId: 'ref_01k9zq4x9e',
    reason: 'classe <annullata>',
    way: 'card',
    lines: [
      { about: 'TARI 2026, prima rata', amount: '80.00', after: 'owed_again' },
      { about: null, amount: '7.05', after: null },
    ],
  },
  dispute: {
    ...trouble,
    disputeId: 'dsp_01k9zq4x9e',
    reason: 'fraudulent',
    answerBy: '2026-12-01T23:00:00.000Z',
    timeZone: 'Europe/Rome',
  },
  'second-payment-choice': { ...trouble, contactEmail: 'tributi@comune.example' },
  'payment-list': paymentList,
  'ticket-for-payer': { ...ticket, asks: true, contactEmail: null },
  'ticket-for-team': { ...ticket, team: 'Amministrazione', facts: [['Numero', '2026/1042 <b>']] },
  'mail-example': examplePayload,
  'export-ready': {
    mode: 'live',
    organisation: 'Comune di Esempio',
    list: 'Pagamenti',
    rowCount: 12_345,
    sums: [{ label: 'Totale', amount: '87,05 €' }],
    url: 'https://pay.example/demo/office/exports/exp_1',
  },
  'staff-change': {
    mode: 'live',
    organisation: 'Comune di Esempio',
    name: 'Ada Rossi',
    change: 'password',
    at: '2026-03-05T09:30:00.000Z',
    timeZone: 'Europe/Rome',
  },
  'staff-link': {
    mode: 'live',
    organisation: 'Comune di Esempio',
    name: 'Ada Rossi',
    purpose: 'invitation',
    url: 'https://pay.example/demo/office/links/tok',
  },
  unresolved: trouble,
  'upload-loaded': {
    mode: 'live',
    organisation: 'Comune di Esempio',
    files: { imported: 996, already_known: 3, rejected: 1 },
    sums: [{ label: 'Nuova', amount: '996 · 87.050,00 €' }],
    url: 'https://pay.example/demo/office/imports/upl_1',
  },
};

const names = Object.keys(payloads).filter(isMessageName);

/** The words of a page, without its markup. */
function wordsOf(html: string): string {
  const body = html.slice(html.indexOf('<body'));
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return body
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
}

for (const name of names) {
  for (const language of languages) {
    test(`${name} in ${language} says the same in its text and in its HTML`, () => {
      const { subject, text, html } = writeMessage(name, payloads[name], language);
      const words = wordsOf(html);
      for (const line of text
        .split('\n')
        .filter((one) => one !== '' && !one.startsWith('https://'))) {
        const plain = line.replace(/:$/, '').replace(/^\*{3} (.*) \*{3}$/, '$1');
        for (const part of plain.split(': ')) assert(words.includes(part), part);
      }
      for (const word of words.split('\n').filter((one) => one.trim() !== '')) {
        assert(text.includes(word.trim()), word);
      }
      for (const [, url = ''] of html.matchAll(/href="([^"]*)"/g)) {
        assert(text.includes(url.replaceAll('&amp;', '&')), url);
      }
      const about = /^(?:staff|export|ticket|payment-list|mail-example|upload)/.test(name)
        ? /\S/
        : /pay_01k9zq4x7c/;
      assert.match(text, about);
      assert.match(html, new RegExp(`<html lang="${language}">`));
      assert.doesNotMatch(subject + text, /[{}]|undefined|\bnull\b|NaN|Invalid/);
    });
  }

  test(`${name} loads nothing from elsewhere and sets no colours that a dark scheme would hide`, () => {
    const { html } = writeMessage(name, payloads[name], 'it');
    assert.doesNotMatch(html, /<(img|link|script|iframe|style|table)|url\(|@import|src=/i);
    assert.doesNotMatch(html, /[";]\s*(color|background[a-z-]*)\s*:/i);
    assert.match(html, /<meta name="color-scheme" content="light dark">/);
  });

  test(`${name} of a test organisation says so first, and in its subject`, () => {
    const { subject, text } = writeMessage(name, inTest(payloads[name]), 'en');
    assert.match(subject, /^\[TEST\] /);
    assert.match(text, /^\*\*\* TEST – not a real payment/);
  });
}

/** The payload as an organisation in test mode would give it. */
function inTest(payload: object): object {
  if ('receipt' in payload) return { ...payload, receipt: { ...receipt, mode: 'test' } };
  if ('example' in payload) return { ...payload, facts: { ...examplePayload.facts, mode: 'test' } };
  return { ...payload, mode: 'test' };
}

const notes = {
  receipt: { it: 'Dal 1º gennaio siamo in via Roma 1.\nA presto!', en: 'We have moved.' },
  refund: { it: 'La banca impiega fino a cinque giorni.' },
};

test('a note of the organisation stands in the mail that it is for, in its language, and in no other', () => {
  const receiptMail = payloads['receipt-for-payer'];
  const { text, html } = writeMessage('receipt-for-payer', receiptMail, 'it', notes);
  assert.match(text, /Dal 1º gennaio siamo in via Roma 1\.\n\nA presto!/);
  assert.match(html, /<p [^>]*>A presto!<\/p>/);
  assert.doesNotMatch(writeMessage('receipt-for-payer', receiptMail, 'es', notes).text, /Roma 1/);
  const toPayer = writeMessage('refund', payloads.refund, 'it', notes).text;
  assert.match(toPayer, /fino a cinque giorni/);
  const toTown = { ...payloads.refund, audience: 'organisation' };
  assert.doesNotMatch(writeMessage('refund', toTown, 'it', notes).text, /fino a cinque giorni/);
  const notice = writeMessage('notice-for-organisation', payloads['notice-for-organisation'], 'it', notes); // prettier-ignore
  assert.doesNotMatch(notice.text, /Roma 1/);
});

test('every example can be written in every language, and is marked when it is sent', () => {
  const { facts } = examplePayload;
  for (const example of mailExamples) {
    for (const language of languages) {
      const { subject, text } = writeMessage('mail-example', { example, facts }, language);
      assert.match(subject, /^\[(?:Esempio|Example|Ejemplo)\] /);
      assert.doesNotMatch(subject + text, /[{}]|undefined|\bnull\b|NaN|Invalid/);
    }
  }
});

test('the receipt and the notice hold the whole detail', () => {
  for (const name of ['receipt-for-payer', 'notice-for-organisation'] as const) {
    const { text } = writeMessage(name, payloads[name], 'it');
    for (const expected of [
      '87,05 €',
      'Comune di Esempio',
      '2026/000123',
      'pay_01k9zq4x7c',
      'att_01k9zq4x8d',
      'ch_5f2a9c17e4',
      'Carta American Express che termina con 0005',
      'TARI 2026, prima rata',
      '1234/A',
      '5 febbraio 2026',
      '31 marzo 2026',
      'Chiara Bianchi & Figli <S.r.l.>',
      '1,00 €',
      'chiara@example.it',
      '5 marzo 2026 alle ore 14:30 (Europe/Rome)',
      'MYKT F9X7 MYKT F9X7 MYKT YBYB',
    ]) {
      // prettier-ignore
      assert(text.includes(expected), `${name}: ${expected}`);
    }
  }
});

test('an organisation can file its notices by the beginning of their subjects', () => {
  const { subject } = writeMessage(
    'notice-for-organisation',
    payloads['notice-for-organisation'],
    'it',
  );
  assert.match(
    subject,
    /^\[demo\] Pagamento ricevuto pay_01k9zq4x7c: 87,05\s€, ricevuta 2026\/000123$/,
  );
});

test('the organisation is told of a second payment in its own words', () => {
  const payload = { ...trouble, audience: 'organisation' };
  const { subject, text } = writeMessage('second-payment', payload, 'en');
  assert.match(subject, /to be given back: pay_01k9zq4x7c/);
  assert.doesNotMatch(text, /your bank/);
});

test('what others typed is never markup, never an order, never a second line of a subject', () => {
  const evil = '<img src=x onerror=alert(1)>"\'&amp;\r\nBcc: a@b.it\u202E{amount}${1}{{7*7}}';
  const changed = {
    ...receipt,
    organisation: { ...receipt.organisation, name: evil },
    items: [{ ...item, reason: evil }],
  };
  const payload = { receipt: changed, receiptUrl: 'https://pay.example/"><script>' };
  const { subject, text, html } = writeMessage('receipt-for-payer', payload, 'en');
  assert.doesNotMatch(subject, /[\r\n\u202e]/);
  assert.doesNotMatch(html, /<img|<script|onerror=alert\(1\)>"/);
  assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt;/);
  assert.match(text, /\{amount\}\$\{1\}\{\{7\*7\}\}/);
  assert.doesNotMatch(text, /^Bcc/m);
});

test('a payload that is not complete, or links elsewhere than to the web, is a fault found before sending', () => {
  const wrong: [keyof MessagePayloads, unknown][] = [
    ['receipt-for-payer', {}],
    ['receipt-for-payer', { receipt, receiptUrl: 'javascript:alert(1)' }],
    [
      'receipt-for-payer',
      { receipt: { ...receipt, items: [] }, receiptUrl: 'https://pay.example/' },
    ],
    ['notice-for-organisation', { receipt }],
    ['second-payment', { ...trouble, amount: '87.055' }],
    ['unresolved', null],
  ];
  for (const [name, payload] of wrong) assert.throws(() => writeMessage(name, payload, 'it'));
  assert.equal(isMessageName('toString'), false);
});
