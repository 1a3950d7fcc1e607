import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownDate } from '../../core/calendar-date.ts';
import { money } from '../../core/money.ts';
import { flatten, readPdf } from '../../documents/read-pdf.ts';
import { settingsSchema } from '../../organisations/settings.ts';
import type { ListedPayment } from './payment-list.ts';
import { renderListCsv } from './render-list-csv.ts';
import { renderListPdf, type ListHeading } from './render-list-pdf.ts';

const payment: ListedPayment = {
  paidOn: knownDate('2026-03-05'),
  receiptNumber: '2026/000001',
  invoiceNumber: '2026/1042',
  reason: 'Mensa scolastica',
  amount: money(123450n, 'EUR'),
  paymentId: 'pay_1',
};

const heading: ListHeading = {
  organisation: {
    id: 'org_1',
    slug: 'demo',
    mode: 'test',
    acceptsAnySupplier: false,
    settings: settingsSchema.parse({ name: 'Comune di Valdorata', tax_ids: ['IT01234567890'] }),
  },
  period: { from: knownDate('2026-01-01'), to: knownDate('2026-12-31') },
  language: 'es',
  madeAt: new Date('2026-11-22T10:00:00Z'),
};

function csv(changes: Partial<ListedPayment>, language: 'it' | 'en' = 'it'): string {
  const list = { payments: [{ ...payment, ...changes }], totals: [] };
  return Buffer.from(renderListCsv(list, language)).toString('utf8');
}

test('what a spreadsheet would take for a formula stays text', () => {
  for (const start of ['=', '+', '-', '@', '\t=', '＝']) {
    const text = csv({ reason: `${start}HYPERLINK("http://evil.example";"click")` });
    assert.doesNotMatch(text, /;"?[=+\-@＝\t]/, start);
  }
});

test('separators follow the language, and nothing in a text ends a field or a line', () => {
  assert.match(csv({}), /;1234,50;EUR;pay_1\r\n$/);
  assert.match(csv({}, 'en'), /,1234\.50,EUR,pay_1\r\n$/);
  const lines = csv({ reason: 'Uno;"due"\r\ntre' }).trimEnd().split('\r\n');
  assert.equal(lines.length, 2);
  assert.match(lines[1] ?? '', /;"Uno;""due"" tre";/);
});

test('a long list goes on over pages, each row once, and says that it is a test', async () => {
  const payments = Array.from({ length: 120 }, (_, index) => ({
    ...payment,
    receiptNumber: `2026/${String(index + 1).padStart(6, '0')}`,
  }));
  const list = { payments, totals: [money(123450n * 120n, 'EUR')] };
  const pdf = readPdf(await renderListPdf(list, heading));
  const text = flatten(pdf.root)
    .map((element) => element.text)
    .join(' ');
  assert.equal(pdf.untagged, '');
  assert(pdf.pageCount > 2, String(pdf.pageCount));
  assert.equal(text.match(/2026\/\d{6}/g)?.length, 120);
  assert.match(text, /148\.140,00/);
  assert.match(text, /PRUEBA/);
});
