/** The notice to the organisation that a payment was received: the same detail as the payer has. */
import { z } from 'zod';
import { format } from '../../core/money.ts';
import { texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from './frame.ts';
import { detailBlocks, numberText, paymentDetail } from './payment-detail.ts';

export const noticeForOrganisationPayload = z.object({
  receipt: paymentDetail,
  /** The payment in the administration pages, once there are any. */
  paymentUrl: z.url({ protocol: /^https?$/ }).nullable(),
});

/** The subject begins alike for every payment of an organisation, so that a rule can file the mails. */
const noticeTexts = texts({
  en: {
    subject: '[{slug}] Payment received {payment}: {amount}, receipt {number}',
    opening: 'A payment of {amount} to {organisation} has been confirmed.',
    open: 'Open the payment',
  },
  it: {
    subject: '[{slug}] Pagamento ricevuto {payment}: {amount}, ricevuta {number}',
    opening: 'È stato confermato un pagamento di {amount} a favore di {organisation}.',
    open: 'Apri il pagamento',
  },
  es: {
    subject: '[{slug}] Pago recibido {payment}: {amount}, recibo {number}',
    opening: 'Se ha confirmado un pago de {amount} a {organisation}.',
    open: 'Abrir el pago',
  },
});

export function writeNoticeForOrganisation(
  { receipt, paymentUrl }: z.output<typeof noticeForOrganisationPayload>,
  language: Language,
): MailDraft {
  const t = noticeTexts(language);
  const values = {
    slug: receipt.organisation.slug,
    payment: receipt.payment.id,
    amount: format(receipt.payment.amount, language),
    number: numberText(receipt),
    organisation: receipt.organisation.name,
  };
  return {
    note: null,
    mode: receipt.mode,
    subject: t('subject', values),
    questionsTo: null,
    blocks: [
      { kind: 'paragraph', words: t('opening', values) },
      ...(paymentUrl ? [{ kind: 'link', words: t('open'), url: paymentUrl } as const] : []),
      ...detailBlocks(receipt, language, receipt.payer.email),
    ],
  };
}
