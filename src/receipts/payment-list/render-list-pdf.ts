/** The list on paper: a tagged PDF whose table goes on over as many pages as it takes. */
import { buffer } from 'node:stream/consumers';
import { formatDate, formatInstant } from '../../core/calendar-date.ts';
import { format } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import { plainLine } from '../../messages/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import {
  contentWidth,
  decoration,
  drawText,
  group,
  hasRoom,
  heightOf,
  ink,
  openSheet,
  page,
  paragraph,
  tagged,
  type Element,
  type Sheet,
  type TextStyle,
} from '../../documents/index.ts';
import type { ListedPayment, PaymentList, Period } from './payment-list.ts';
import { paymentListTexts } from './payment-list.texts.ts';

export type ListHeading = {
  readonly organisation: Organisation;
  readonly period: Period;
  readonly language: Language;
  readonly madeAt: Date;
};

const padding = 5;
const columns = [
  { x: page.left, width: 92, align: 'left' },
  { x: page.left + 100, width: 72, align: 'left' },
  { x: page.left + 180, width: contentWidth - 180 - 92, align: 'left' },
  { x: page.width - page.right - 84, width: 84, align: 'right' },
] as const;

const quiet: TextStyle = { font: 'regular', size: 9, colour: ink.quiet };
const head: TextStyle = { font: 'strong', size: 9, colour: ink.quiet };
const body: TextStyle = { font: 'regular', size: 9.5 };
const strong: TextStyle = { font: 'strong', size: 10.5 };

export async function renderListPdf(list: PaymentList, heading: ListHeading): Promise<Uint8Array> {
  const { organisation, language, madeAt } = heading;
  const t = paymentListTexts(language);
  const name = plainLine(organisation.settings.name);
  const sheet = await openSheet({
    language,
    title: `${t('title')} – ${name}`,
    author: name,
    createdAt: madeAt,
  });
  const bytes = buffer(sheet.pdf);
  beginPage(sheet, heading);
  drawHeading(sheet, heading);
  drawTable(sheet, list, heading);
  drawFeet(sheet, heading);
  sheet.root.end();
  sheet.pdf.end();
  return new Uint8Array(await bytes);
}

function beginPage(sheet: Sheet, { organisation }: ListHeading): void {
  sheet.pdf.addPage();
  decoration(sheet, () => {
    sheet.pdf.rect(0, 0, page.width, 10).fill(organisation.settings.colour);
  });
  sheet.y = page.top;
}

function drawHeading(sheet: Sheet, { organisation, period, language, madeAt }: ListHeading): void {
  const t = paymentListTexts(language);
  const { settings } = organisation;
  const write = (tag: string, style: TextStyle, words: string, gap = 0): void =>
    paragraph(sheet, { parent: sheet.root, tag, style, gap }, words);
  write('P', { font: 'strong', size: 15 }, settings.name, 14);
  write('H1', { font: 'strong', size: 22 }, t('title'));
  const [from, to] = [formatDate(period.from, language), formatDate(period.to, language)];
  write('P', { font: 'strong', size: 11, colour: ink.quiet }, t('period', { from, to }));
  const date = formatInstant(madeAt, language, settings.time_zone);
  write('P', quiet, t('made', { date }), 10);
  if (organisation.mode === 'test') {
    write('P', { font: 'strong', size: 11, colour: ink.warning }, t('test'), 10);
  }
}

function drawTable(sheet: Sheet, list: PaymentList, heading: ListHeading): void {
  const { language } = heading;
  const t = paymentListTexts(language);
  const titles = [t('paid_on'), t('receipt'), t('reason'), t('amount')];
  const table = group(sheet, sheet.root, 'Table');
  const top = group(sheet, table, 'THead');
  drawRow(sheet, top, { cells: titles, style: head, tag: 'TH' });
  top.end();
  const rows = group(sheet, table, 'TBody');
  const begin = (): void => {
    beginPage(sheet, heading);
    // Heard once already: on further pages the names of the columns are only seen.
    decoration(sheet, () => drawCells(sheet, titles, head), true);
    sheet.y += rowHeight(sheet, titles, head);
  };
  for (const payment of list.payments) {
    const cells = cellsOf(payment, language);
    if (!hasRoom(sheet, rowHeight(sheet, cells, body))) begin();
    drawRow(sheet, rows, { cells, style: body, tag: 'TD' });
  }
  for (const total of list.totals) {
    const cells = [t('total'), '', '', format(total, language)];
    if (!hasRoom(sheet, rowHeight(sheet, cells, strong))) begin();
    drawRow(sheet, rows, { cells, style: strong, tag: 'TD' });
  }
  rows.end();
  table.end();
}

function cellsOf(payment: ListedPayment, language: Language): string[] {
  const t = paymentListTexts(language);
  const { invoiceNumber, reason } = payment;
  const isSaid = invoiceNumber === null || reason.includes(invoiceNumber);
  const what = isSaid ? reason : `${t('invoice_number', { number: invoiceNumber })}, ${reason}`;
  return [
    formatDate(payment.paidOn, language),
    payment.receiptNumber,
    what,
    format(payment.amount, language),
  ];
}

type Row = { readonly cells: readonly string[]; readonly style: TextStyle; readonly tag: string };

function drawRow(sheet: Sheet, parent: Element, { cells, style, tag }: Row): void {
  const row = group(sheet, parent, 'TR');
  const height = rowHeight(sheet, cells, style);
  cells.forEach((words, index) => {
    const draw = (): void => drawCell(sheet, index, words, style);
    tagged(sheet, row, tag, draw, tag === 'TH' ? { scope: 'Column' } : {});
  });
  row.end();
  sheet.y += height;
  const { y } = sheet;
  decoration(sheet, () => {
    sheet.pdf.moveTo(page.left, y).lineTo(page.width - page.right, y);
    sheet.pdf.lineWidth(0.5).stroke(ink.line);
  });
}

function drawCells(sheet: Sheet, cells: readonly string[], style: TextStyle): void {
  cells.forEach((words, index) => drawCell(sheet, index, words, style));
}

function drawCell(sheet: Sheet, index: number, words: string, style: TextStyle): void {
  const { x, width, align } = columns[index] ?? columns[0];
  drawText(sheet, { ...style, align }, { x, y: sheet.y + padding, width }, words);
}

function rowHeight(sheet: Sheet, cells: readonly string[], style: TextStyle): number {
  const heights = cells.map((words, index) =>
    heightOf(sheet, style, (columns[index] ?? columns[0]).width, words),
  );
  return Math.max(...heights) + 2 * padding;
}

/** Last of all, because each names how many pages there are. */
function drawFeet(sheet: Sheet, { organisation, language }: ListHeading): void {
  const t = paymentListTexts(language);
  const { count } = sheet.pdf.bufferedPageRange();
  const y = page.height - 36;
  for (let index = 0; index < count; index += 1) {
    sheet.pdf.switchToPage(index);
    const words = t('page', { page: index + 1, pages: count });
    const left = `${t('title')} · ${organisation.settings.name}`;
    const draw = (): void => {
      const style = { ...quiet, size: 8, isOneLine: true };
      drawText(sheet, style, { x: page.left, y, width: contentWidth - 90 }, left);
      const place = { x: page.width - page.right - 90, y, width: 90 };
      drawText(sheet, { ...style, align: 'right' }, place, words);
    };
    decoration(sheet, draw, true);
  }
}
