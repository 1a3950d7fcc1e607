/** How a receipt says what was paid with: never more of a card than its brand and last four digits. */
import type { Language } from '../../core/texts.ts';
import { cardName } from '../../messages/index.ts';
import type { ReceiptDocument } from './receipt-document.ts';
import { receiptTexts } from './receipt.texts.ts';

export function methodText(document: Pick<ReceiptDocument, 'payment'>, language: Language): string {
  const t = receiptTexts(language);
  const { instrument, method } = document.payment;
  if (method === 'counter') return t('counter');
  if (!instrument) return t('card');
  return t('card_ending', { brand: cardName(instrument.brand), digits: instrument.lastFour });
}
