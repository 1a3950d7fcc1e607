/** The table of what was paid: one row per due, the header repeated on every page, a total. */
import { formatDate } from '../../core/calendar-date.ts';
import type { CalendarDate } from '../../core/calendar-date.ts';
import { inLanguage } from '../../core/localised.ts';
import { add, format } from '../../core/money.ts';
import type { Money } from '../../core/money.ts';
import type { Language, Translate } from '../../core/texts.ts';
import { addPage } from './draw-frame.ts';
import {
  contentWidth,
  decoration,
  drawText,
  group,
  hasRoom,
  heightOf,
  ink,
  page,
  paragraph,
  tagged,
  type Element,
  type Place,
  type Sheet,
  type TextStyle,
} from '../../documents/index.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { receiptTexts } from './receipt.texts.ts';

type Item = ReceiptDocument['items'][number];

const amountWidth = 92;
const gap = 12;
const columns: readonly { x: number; width: number; align: 'left' | 'right' }[] = [
  { x: page.left, width: contentWidth - 2 * (amountWidth + gap), align: 'left' },
  { x: page.width - page.right - 2 * amountWidth - gap, width: amountWidth, align: 'right' },
  { x: page.width - page.right - amountWidth, width: amountWidth, align: 'right' },
];
const reasonWidth = columns[0]?.width ?? 0;
const padding = 7;

const header: TextStyle = { font: 'strong', size: 9, colour: ink.quiet };
const body: TextStyle = { font: 'regular', size: 10.5 };
const strong: TextStyle = { font: 'strong', size: 10.5 };
const note: TextStyle = { font: 'regular', size: 9, colour: ink.quiet };

/** Draws from `sheet.y`, on as many pages as it takes. */
export function drawItems(sheet: Sheet, document: ReceiptDocument, language: Language): void {
  const t = receiptTexts(language);
  const titles = [t('reason'), t('paid'), t('remaining')];
  const style = { font: 'strong', size: 14 } as const;
  paragraph(sheet, { parent: sheet.root, tag: 'H2', style, gap: 2 }, t('what_was_paid'));
  const table = group(sheet, sheet.root, 'Table');
  const head = group(sheet, table, 'THead');
  drawCells(sheet, head, {
    texts: titles,
    style: header,
    tags: ['TH', 'TH', 'TH'],
    scope: 'Column',
  });
  head.end();
  const rows = group(sheet, table, 'TBody');
  for (const item of document.items) drawItem(sheet, rows, { item, document, language, titles });
  drawTotal(sheet, rows, { document, language, titles });
  rows.end();
  table.end();
  sheet.y += 16;
}

function drawItem(
  sheet: Sheet,
  rows: Element,
  {
    item,
    document,
    language,
    titles,
  }: { item: Item; document: ReceiptDocument; language: Language; titles: string[] },
): void {
  const lines: readonly [TextStyle, string][] = [
    [body, item.reason],
    ...notes(item, language).map((words): [TextStyle, string] => [note, words]),
  ];
  const heights = lines.map(([style, words]) => heightOf(sheet, style, reasonWidth, words));
  const height = heights.reduce((sum, next) => sum + next, 2 * padding);
  breakPage(sheet, { height, document, titles });
  const row = group(sheet, rows, 'TR');
  const top = sheet.y;
  const draw = (): void => {
    let y = top + padding;
    for (const [index, [style, words]] of lines.entries()) {
      drawText(sheet, style, { x: page.left, y, width: reasonWidth }, words);
      y += heights[index] ?? 0;
    }
  };
  tagged(sheet, row, 'TD', draw);
  drawAmounts(sheet, row, { amounts: [item.amount, item.remaining], language, style: body, top });
  row.end();
  sheet.y = top + height;
  drawRule(sheet);
}

/** What is known of the due beside its reason: service, number and day of the invoice, due date, name. */
function notes(item: Item, language: Language): string[] {
  const t = receiptTexts(language);
  const due = item.dueOn && t('due_on', { date: formatDate(item.dueOn, language) });
  const facts = [invoiceText(item.invoiceNumber, item.issuedOn, t, language), due];
  const line = facts.filter((fact) => fact).join(' · ');
  const name = item.customerName && t('in_the_name_of', { name: item.customerName });
  const service = item.serviceName ? inLanguage(item.serviceName, language) : '';
  return [service, line, name, ...madeOf(item, language)].filter((words) => words !== '');
}

/** A line that is alone says nothing that the amount does not. */
function madeOf({ lines = [] }: Item, language: Language): string[] {
  return lines.length < 2
    ? []
    : lines.map(({ text, amount }) => `${text}: ${format(amount, language)}`);
}

function invoiceText(
  number: string | null,
  issuedOn: CalendarDate | null,
  t: Translate<'invoice' | 'invoice_of' | 'issued_on'>,
  language: Language,
): string {
  const date = issuedOn ? formatDate(issuedOn, language) : '';
  if (number && date) return t('invoice_of', { number, date });
  if (number) return t('invoice', { number });
  return date && t('issued_on', { date });
}

function drawTotal(
  sheet: Sheet,
  rows: Element,
  {
    document,
    language,
    titles,
  }: { document: ReceiptDocument; language: Language; titles: string[] },
): void {
  const t = receiptTexts(language);
  const remaining = document.remainingOfInvoices ?? sumOfRemaining(document);
  const height = heightOf(sheet, strong, reasonWidth, t('total')) + 2 * padding;
  breakPage(sheet, { height, document, titles });
  const row = group(sheet, rows, 'TR');
  const top = sheet.y;
  const place = { x: page.left, y: top + padding, width: reasonWidth };
  tagged(sheet, row, 'TH', () => drawText(sheet, strong, place, t('total')), { scope: 'Row' });
  const amounts = remaining ? [document.payment.amount, remaining] : [document.payment.amount];
  drawAmounts(sheet, row, { amounts, language, style: strong, top });
  row.end();
  sheet.y = top + height;
}

/** Receipts of before the sum was kept have one due per invoice, so that adding is right. */
function sumOfRemaining({ items }: ReceiptDocument): Money | null {
  const [first, ...others] = items;
  return first ? add(first.remaining, ...others.map((item) => item.remaining)) : null;
}

function drawAmounts(
  sheet: Sheet,
  row: Element,
  {
    amounts,
    language,
    style,
    top,
  }: { amounts: Money[]; language: Language; style: TextStyle; top: number },
): void {
  for (const [index, amount] of amounts.entries()) {
    const place = placeOf(index + 1, top + padding);
    const draw = (): void =>
      drawText(sheet, { ...style, align: 'right' }, place, format(amount, language));
    tagged(sheet, row, 'TD', draw);
  }
}

function placeOf(column: number, y: number): Place {
  const { x, width } = columns[column] ?? { x: page.left, width: contentWidth };
  return { x, y, width };
}

/** Begins a page when the row does not fit; the header there is decoration, for it was read once. */
function breakPage(
  sheet: Sheet,
  { height, document, titles }: { height: number; document: ReceiptDocument; titles: string[] },
): void {
  if (hasRoom(sheet, height)) return;
  addPage(sheet, document);
  const top = sheet.y;
  decoration(
    sheet,
    () => {
      for (const [index, title] of titles.entries()) {
        const align = columns[index]?.align ?? 'left';
        drawText(sheet, { ...header, align }, placeOf(index, top + padding), title);
      }
    },
    true,
  );
  sheet.y = top + heightOf(sheet, header, amountWidth, titles[0] ?? '') + 2 * padding;
  drawRule(sheet);
}

function drawCells(
  sheet: Sheet,
  parent: Element,
  row: { texts: string[]; style: TextStyle; tags: string[]; scope: 'Column' },
): void {
  const element = group(sheet, parent, 'TR');
  const { y } = sheet;
  const heights = row.texts.map((words, index) => {
    const place = placeOf(index, y + padding);
    const style = { ...row.style, align: columns[index]?.align ?? 'left' };
    const draw = (): void => drawText(sheet, style, place, words);
    tagged(sheet, element, row.tags[index] ?? 'TD', draw, { scope: row.scope });
    return heightOf(sheet, style, place.width, words);
  });
  element.end();
  sheet.y = y + Math.max(...heights) + 2 * padding;
  drawRule(sheet);
}

function drawRule(sheet: Sheet): void {
  const { y } = sheet;
  decoration(sheet, () => {
    sheet.pdf.moveTo(page.left, y).lineTo(page.width - page.right, y);
    sheet.pdf.lineWidth(0.5).stroke(ink.line);
  });
}
