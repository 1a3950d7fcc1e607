/** What stands on every page of a receipt. */
import type { Language } from '../../core/texts.ts';
import { addPage as begin, drawFeet as draw, type Sheet } from '../../documents/index.ts';
import { receiptNumber } from './receipt-document.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { receiptTexts } from './receipt.texts.ts';

/** Begins a page; `sheet.y` is then below the bar. */
export function addPage(sheet: Sheet, document: ReceiptDocument): void {
  begin(sheet, document.organisation.colour);
}

export function drawFeet(sheet: Sheet, document: ReceiptDocument, language: Language): void {
  const t = receiptTexts(language);
  const warning = document.mode === 'test' ? ` · ${t('test_short')}` : '';
  const number = t('number', { number: receiptNumber(document) });
  draw(sheet, {
    foot: `${number} · ${document.organisation.name}${warning}`,
    pageOf: (page, pages) => t('page', { page, pages }),
  });
}
