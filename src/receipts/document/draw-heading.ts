/** The head of a receipt: who collected, which receipt it is, how much was paid and when. */
import { formatInstant } from '../../core/calendar-date.ts';
import { format } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import {
  drawAmount,
  drawOrganisation,
  drawWarning,
  ink,
  paragraph,
  type Sheet,
} from '../../documents/index.ts';
import { methodText } from './method-text.ts';
import { receiptNumber } from './receipt-document.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { receiptTexts } from './receipt.texts.ts';

/** Draws from `sheet.y` on the first page and leaves `sheet.y` below. */
export function drawHeading(sheet: Sheet, document: ReceiptDocument, language: Language): void {
  const t = receiptTexts(language);
  const { name, legalName, taxIds, address, email } = document.organisation;
  drawOrganisation(sheet, name, [
    [
      legalName === name ? null : legalName,
      taxIds.length > 0 && t('tax_ids', { ids: taxIds.join(', ') }),
    ],
    [address, email],
  ]);
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
  const date = formatInstant(document.paidAt, language, document.timeZone);
  drawAmount(sheet, {
    colour: document.organisation.colour,
    label: t('amount_paid'),
    amount: format(document.payment.amount, language),
    note: `${t('paid_on', { date })} · ${methodText(document, language)}`,
  });
}
