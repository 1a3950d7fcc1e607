/** The head of a receipt: who collected, which receipt it is, how much was paid and when. */
import { formatInstant } from '../../core/calendar-date.ts';
import { format } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import {
  contentWidth,
  decoration,
  drawText,
  group,
  heightOf,
  ink,
  page,
  paragraph,
  tagged,
} from './pdf-sheet.ts';
import type { Sheet, TextStyle } from './pdf-sheet.ts';
import { methodText } from './method-text.ts';
import { receiptNumber } from './receipt-document.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { receiptTexts } from './receipt.texts.ts';

const small: TextStyle = { font: 'regular', size: 9, colour: ink.quiet };

/** Draws from `sheet.y` on the first page and leaves `sheet.y` below. */
export function drawHeading(sheet: Sheet, document: ReceiptDocument, language: Language): void {
  drawOrganisation(sheet, document, language);
  const t = receiptTexts(language);
  paragraph(
    sheet,
    { parent: sheet.root, tag: 'H1', style: { font: 'strong', size: 24 } },
    t('title'),
  );
  const issued = formatInstant(document.issuedAt, language, document.timeZone);
  const number = t('number_issued', { number: receiptNumber(document), date: issued });
  const style = { font: 'strong', size: 11, colour: ink.quiet } as const;
  paragraph(sheet, { parent: sheet.root, tag: 'P', style, gap: 14 }, number);
  if (document.mode === 'test') drawWarning(sheet, t('test'));
  drawAmount(sheet, document, language);
}

function drawOrganisation(sheet: Sheet, document: ReceiptDocument, language: Language): void {
  const { name, legalName, taxIds, address, email } = document.organisation;
  const t = receiptTexts(language);
  const parent = group(sheet, sheet.root, 'Sect');
  paragraph(sheet, { parent, tag: 'P', style: { font: 'strong', size: 15 } }, name);
  const lines = [
    [
      legalName === name ? null : legalName,
      taxIds.length > 0 && t('tax_ids', { ids: taxIds.join(', ') }),
    ],
    [address, email],
  ];
  for (const parts of lines) {
    const line = parts.filter((part) => part).join(' · ');
    if (line) paragraph(sheet, { parent, tag: 'P', style: small }, line);
  }
  parent.end();
  sheet.y += 16;
}

function drawWarning(sheet: Sheet, words: string): void {
  const style = { font: 'strong', size: 12, colour: ink.warning } as const;
  const width = contentWidth - 32;
  const height = heightOf(sheet, style, width, words) + 16;
  const { y } = sheet;
  decoration(sheet, () => {
    sheet.pdf.roundedRect(page.left, y, contentWidth, height, 4).fill(ink.warningPanel);
  });
  const place = { x: page.left + 16, y: y + 8, width };
  tagged(sheet, sheet.root, 'P', () => drawText(sheet, style, place, words));
  sheet.y += height + 12;
}

function drawAmount(sheet: Sheet, document: ReceiptDocument, language: Language): void {
  const t = receiptTexts(language);
  const date = formatInstant(document.paidAt, language, document.timeZone);
  const when = `${t('paid_on', { date })} · ${methodText(document, language)}`;
  const rows: readonly [TextStyle, string][] = [
    [{ font: 'regular', size: 11, colour: ink.quiet }, t('amount_paid')],
    [{ font: 'strong', size: 34 }, format(document.payment.amount, language)],
    [{ font: 'regular', size: 11 }, when],
  ];
  const width = contentWidth - 40;
  const height = rows.reduce(
    (sum, [style, words]) => sum + heightOf(sheet, style, width, words),
    22,
  );
  const top = sheet.y;
  decoration(sheet, () => {
    sheet.pdf.rect(page.left, top, contentWidth, height).fill(ink.panel);
    sheet.pdf.rect(page.left, top, 4, height).fill(document.organisation.colour);
  });
  sheet.y += 11;
  for (const [style, words] of rows) {
    const place = { x: page.left + 24, y: sheet.y, width };
    tagged(sheet, sheet.root, 'P', () => drawText(sheet, style, place, words));
    sheet.y += heightOf(sheet, style, width, words);
  }
  sheet.y = top + height + 18;
}
