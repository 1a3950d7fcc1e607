/** The identifiers of a payment on its receipt, as a list of names and values. */
import { formatInstant } from '../../core/calendar-date.ts';
import type { Language } from '../../core/texts.ts';
import { maskEmail } from '../../messages/index.ts';
import { addPage } from './draw-frame.ts';
import { methodText } from './method-text.ts';
import { drawFacts, type Sheet } from '../../documents/index.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { receiptTexts } from './receipt.texts.ts';

/** Draws from `sheet.y`; begins a page where a line does not fit. */
export function drawDetails(sheet: Sheet, document: ReceiptDocument, language: Language): void {
  drawFacts(sheet, {
    title: receiptTexts(language)('details'),
    facts: details(document, language),
    newPage: () => addPage(sheet, document),
  });
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
