/** The payload of mails about a payment that did not go its way, and the lines they share. */
import { z } from 'zod';
import { format, fromDecimal } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import type { Block } from '../message-content.ts';
import { mode } from './payment-detail.ts';
import { paymentDetailTexts } from './payment-detail.texts.ts';

/** `amount` is a decimal with a dot. */
export const paymentTrouble = z
  .object({
    organisationName: z.string(),
    mode,
    paymentId: z.string(),
    attemptId: z.string(),
    amount: z.string(),
    currency: z.string(),
    /** Whom the reader may ask; null leaves that sentence out. */
    contactEmail: z.string().nullable().default(null),
  })
  .transform(({ amount, currency, ...rest }, context) => {
    const sum = fromDecimal(amount, currency);
    if (sum) return { ...rest, amount: sum };
    context.addIssue('the amount is not a decimal of its currency');
    return z.NEVER;
  });

export type PaymentTrouble = z.output<typeof paymentTrouble>;

export function troubleFacts(trouble: PaymentTrouble, language: Language): Block {
  const t = paymentDetailTexts(language);
  return {
    kind: 'facts',
    facts: [
      [t('amount'), format(trouble.amount, language)],
      [t('paid_to'), trouble.organisationName],
      [t('payment_id'), trouble.paymentId],
      [t('attempt_id'), trouble.attemptId],
    ],
  };
}
