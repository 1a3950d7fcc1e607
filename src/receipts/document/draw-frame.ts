/** What stands on every page of a receipt: the organisation's colour above, number and page below. */
import type { Language } from '../../core/texts.ts';
import { contentWidth, decoration, drawText, ink, page } from './pdf-sheet.ts';
import type { Sheet } from './pdf-sheet.ts';
import { receiptNumber } from './receipt-document.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { receiptTexts } from './receipt.texts.ts';

const barHeight = 10;
const pageNumberWidth = 90;

/** Begins a page; `sheet.y` is then below the bar. */
export function addPage(sheet: Sheet, document: ReceiptDocument): void {
  sheet.pdf.addPage();
  decoration(sheet, () => {
    sheet.pdf.rect(0, 0, page.width, barHeight).fill(document.organisation.colour);
  });
  sheet.y = page.top;
}

/** Writes the feet of all pages, last of all because each names how many there are. */
export function drawFeet(sheet: Sheet, document: ReceiptDocument, language: Language): void {
  const t = receiptTexts(language);
  const { count } = sheet.pdf.bufferedPageRange();
  const warning = document.mode === 'test' ? ` · ${t('test_short')}` : '';
  const number = t('number', { number: receiptNumber(document) });
  const left = `${number} · ${document.organisation.name}${warning}`;
  const y = page.height - 36;
  const style = { font: 'regular', size: 8, colour: ink.quiet, isOneLine: true } as const;
  for (let index = 0; index < count; index += 1) {
    const right = t('page', { page: index + 1, pages: count });
    sheet.pdf.switchToPage(index);
    const draw = (): void => {
      sheet.pdf.moveTo(page.left, y - 8).lineTo(page.width - page.right, y - 8);
      sheet.pdf.lineWidth(0.5).stroke(ink.line);
      drawText(sheet, style, { x: page.left, y, width: contentWidth - pageNumberWidth }, left);
      const place = { x: page.width - page.right - pageNumberWidth, y, width: pageNumberWidth };
      drawText(sheet, { ...style, align: 'right' }, place, right);
    };
    decoration(sheet, draw, true);
  }
}
