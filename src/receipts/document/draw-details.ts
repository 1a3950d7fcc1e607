/** The identifiers of a payment on its receipt, as a list of names and values. */
import { formatInstant } from '../../core/calendar-date.ts';
import type { Language } from '../../core/texts.ts';
import { maskEmail } from '../../messages/index.ts';
import { addPage } from './draw-frame.ts';
import { methodText } from './method-text.ts';
import {
  contentWidth,
  drawText,
  group,
  hasRoom,
  heightOf,
  ink,
  page,
  paragraph,
  tagged,
} from './pdf-sheet.ts';
import type { Sheet, TextStyle } from './pdf-sheet.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { receiptTexts } from './receipt.texts.ts';

const labelWidth = 170;
const label: TextStyle = { font: 'regular', size: 10, colour: ink.quiet };
const value: TextStyle = { font: 'regular', size: 10 };
const rowGap = 3;

/** Draws from `sheet.y`; begins a page where a line does not fit. */
export function drawDetails(sheet: Sheet, document: ReceiptDocument, language: Language): void {
  const t = receiptTexts(language);
  if (!hasRoom(sheet, 80)) addPage(sheet, document);
  const style = { font: 'strong', size: 14 } as const;
  paragraph(sheet, { parent: sheet.root, tag: 'H2', style, gap: 6 }, t('details'));
  const list = group(sheet, sheet.root, 'L');
  const valueWidth = contentWidth - labelWidth;
  for (const [name, words] of details(document, language)) {
    const height = Math.max(
      heightOf(sheet, label, labelWidth - 12, name),
      heightOf(sheet, value, valueWidth, words),
    );
    if (!hasRoom(sheet, height)) addPage(sheet, document);
    const { y } = sheet;
    const row = group(sheet, list, 'LI');
    const left = { x: page.left, y, width: labelWidth - 12 };
    tagged(sheet, row, 'Lbl', () => drawText(sheet, label, left, name));
    const right = { x: page.left + labelWidth, y, width: valueWidth };
    tagged(sheet, row, 'LBody', () => drawText(sheet, value, right, words));
    row.end();
    sheet.y += height + rowGap;
  }
  list.end();
  sheet.y += 14;
}

function details(document: ReceiptDocument, language: Language): readonly [string, string][] {
  const t = receiptTexts(language);
  const { payment, payer, organisation, timeZone } = document;
  const instant = (at: Date): string =>
    t('time_zone', { date: formatInstant(at, language, timeZone), zone: timeZone });
  return [
    [t('paid_to'), organisation.legalName],
    [t('method'), methodText(document, language)],
    ...(payer.email ? [[t('payer_email'), maskEmail(payer.email)] as [string, string]] : []),
    [t('paid_at'), instant(document.paidAt)],
    [t('payment_id'), payment.id],
    [t('attempt_id'), payment.attemptId],
    [t('provider_reference', { provider: payment.providerName }), payment.providerReference],
  ];
}
