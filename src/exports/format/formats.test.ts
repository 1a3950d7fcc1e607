/** Files as programs and spreadsheets read them back: nothing is lost, rounded, or taken for a formula. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unzipSync, strFromU8 } from 'fflate';
import type { Language } from '../../core/texts.ts';
import { knownDate } from '../../core/calendar-date.ts';
import { findList, parseSelection } from '../../reports/index.ts';
import type { FormatName, Rows } from './format.ts';
import { formats } from './formats.ts';

const columns = 'payment_id,created_at,state,payer_names,total,paid_on';
const list = findList('payments');
assert(list);
const parsed = parseSelection(list, { columns }, { today: knownDate('2026-03-05') });
assert(parsed.kind === 'selection');
const { selection } = parsed;

const nasty = [
  '=1+1',
  '+39 06',
  '-5',
  '@SUM(A1)',
  '\tx',
  'a;b,"c"\nd',
  '＝1',
  '<b>&',
  'Niccolò',
  '',
];

const rows: Rows = nasty.map((name, index) => [
  `pay_${index}`,
  '2026-03-29 00:59:59.123456+00',
  'paid',
  name,
  '123456789012345',
  '2026-03-28',
  'EUR',
]);

function written(format: FormatName, language: Language = 'it'): Uint8Array {
  const madeAt = new Date('2026-03-29T10:00:00Z');
  const writer = formats[format].createWriter({
    selection,
    language,
    timeZone: 'Europe/Rome',
    madeAt,
  });
  return Buffer.concat([
    writer.begin(),
    writer.rows(rows.slice(0, 4)),
    writer.rows(rows.slice(4)),
    writer.end(),
  ]);
}

/** A reader of RFC 4180 that is not the writer's own. */
function readCsv(text: string, delimiter: string): string[][] {
  const lines: string[][] = [[]];
  const cell = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"${delimiter}\\r\\n]*))(${delimiter}|\\r\\n|$)`,
    'y',
  );
  while (cell.lastIndex < text.length) {
    const [, quoted, plain = '', end] = cell.exec(text) ?? [];
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}

test('CSV of Italian readers has semicolons and decimal commas, and nothing that is a formula', () => {
  const text = Buffer.from(written('csv')).toString();
  assert.equal(text.charCodeAt(0), 0xfe_ff);
  const [head, ...lines] = readCsv(text.slice(1), ';');
  assert.equal(head?.length, 7);
  assert.equal(lines.length, nasty.length);
  for (const [index, line] of lines.entries()) {
    const name = nasty[index] ?? '';
    assert.equal(line[0], `pay_${index}`);
    assert.equal(line[1], '2026-03-29 01:59:59', 'before the clocks change');
    assert.equal(line[3], /^[=+\-@\t＝]/.test(name) ? `'${name}` : name);
    assert.equal(line[4], '1234567890123,45');
    assert.equal(line[6], 'EUR');
  }
});

test('CSV of English readers has commas and decimal points', () => {
  const text = Buffer.from(written('csv', 'en')).toString();
  const [, first] = readCsv(text.slice(1), ',');
  assert.equal(first?.[4], '1234567890123.45');
});

test('JSON is one document with exact amounts and instants in UTC', () => {
  const document = JSON.parse(Buffer.from(written('json')).toString());
  assert.equal(document.list, 'payments');
  assert.equal(document.rows.length, nasty.length);
  assert.deepEqual(document.rows[5], {
    payment_id: 'pay_5',
    created_at: '2026-03-29T00:59:59.123Z',
    state: 'paid',
    payer_names: 'a;b,"c"\nd',
    total: '1234567890123.45',
    paid_on: '2026-03-28',
    currency: 'EUR',
  });
});

test('a spreadsheet holds texts as texts, amounts as numbers and days as days', () => {
  const parts = unzipSync(written('xlsx'));
  assert.deepEqual(Object.keys(parts).toSorted(), [
    '[Content_Types].xml', '_rels/.rels', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml',
  ]); // prettier-ignore
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  const lines = [...sheet.matchAll(/<row>(.*?)<\/row>/gs)].map(([, cells = '']) => cells);
  assert.equal(lines.length, nasty.length + 1);
  assert(!sheet.includes('<f>'), 'no formula');
  assert.match(lines[1] ?? '', /<t xml:space="preserve">=1\+1<\/t>/);
  assert.match(lines[8] ?? '', /&lt;b&gt;&amp;/);
  assert.match(lines[1] ?? '', /<c s="1"><v>1234567890123\.45<\/v><\/c>/);
  // 28 March 2026 is day 46109 of spreadsheets.
  assert.match(lines[1] ?? '', /<c s="2"><v>46109<\/v><\/c>/);
});
