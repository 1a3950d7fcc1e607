/** Money was given back: told to the payer, and to the organisation whose money it was. */
import { z } from 'zod';
import { format, fromDecimal } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import type { Block } from '../message-content.ts';
import type { MailDraft } from './frame.ts';
import { paymentTrouble, troubleFacts } from './payment-trouble.ts';
import { refundTexts } from './refund.texts.ts';

export const refundPayload = z.intersection(
  paymentTrouble,
  z.object({
    audience: z.enum(['payer', 'organisation']),
    refundId: z.string(),
    reason: z.string(),
    way: z.enum(['card', 'bank', 'till']),
    /** `about` is the due's reason, null for money that had settled nothing. */
    lines: z.array(
      z.object({
        about: z.string().nullable(),
        amount: z.string(),
        after: z.enum(['owed_again', 'settled_otherwise']).nullable(),
      }),
    ),
  }),
);

type Payload = z.output<typeof refundPayload>;

export function writeRefund(payload: Payload, language: Language): MailDraft {
  const t = refundTexts(language);
  const { audience, way } = payload;
  const values = {
    amount: format(payload.amount, language),
    organisation: payload.organisationName,
    payment: payload.paymentId,
  };
  const paragraphs = [
    t(`${audience}_received`, values),
    ...lineWords(payload, language),
    audience === 'payer' ? t(way) : t('organisation_next'),
  ];
  const facts: Block = {
    kind: 'facts',
    facts: [
      [t('reason'), payload.reason],
      [t('refund_id'), payload.refundId],
    ],
  };
  return {
    note: audience === 'payer' ? 'refund' : null,
    mode: payload.mode,
    subject: t(`${audience}_subject`, values),
    questionsTo: audience === 'payer' ? payload.contactEmail : null,
    blocks: [
      ...paragraphs.map((words) => ({ kind: 'paragraph', words }) as const),
      facts,
      troubleFacts(payload, language),
    ],
  };
}

function lineWords(payload: Payload, language: Language): string[] {
  const t = refundTexts(language);
  return payload.lines.map(({ about, amount, after }) => {
    const sum = fromDecimal(amount, payload.amount.currency);
    const values = { amount: sum ? format(sum, language) : amount, about: about ?? '' };
    return t(after ?? 'second_payment', values);
  });
}
