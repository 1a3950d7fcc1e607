/** A payer's bank takes money back: told to the organisation, with the day until which it may answer. */
import { z } from 'zod';
import { format } from '../../core/money.ts';
import { locales, texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import type { MailDraft } from './frame.ts';
import { paymentTrouble, troubleFacts } from './payment-trouble.ts';

export const disputePayload = z.intersection(
  paymentTrouble,
  z.object({
    disputeId: z.string(),
    reason: z.string(),
    answerBy: z.iso.datetime().nullable(),
    timeZone: z.string(),
  }),
);

const disputeTexts = texts({
  en: {
    subject: 'Payment of {amount} disputed: {payment}',
    opened: 'The payer’s bank is taking back a payment of {amount}. Reason given: {reason}.',
    until:
      'If the payment was right, send your evidence from the administration pages by {day}. After that the bank decides without it.',
    no_answer: 'The provider takes no evidence about it.',
    effect:
      'Nothing of this money can be refunded meanwhile. If the dispute is lost, what it had settled is owed again.',
  },
  it: {
    subject: 'Pagamento di {amount} contestato: {payment}',
    opened:
      'La banca di chi ha pagato sta riprendendo un pagamento di {amount}. Motivo indicato: {reason}.',
    until:
      'Se il pagamento era corretto, invii le prove dalle pagine di amministrazione entro {day}. Dopo quella data la banca decide senza.',
    no_answer: 'Il gestore non accetta prove al riguardo.',
    effect:
      'Nel frattempo questa somma non può essere rimborsata. Se la contestazione è persa, ciò che aveva saldato torna da pagare.',
  },
  es: {
    subject: 'Pago de {amount} impugnado: {payment}',
    opened:
      'El banco de quien pagó está recuperando un pago de {amount}. Motivo indicado: {reason}.',
    until:
      'Si el pago era correcto, envíe sus pruebas desde las páginas de administración antes del {day}. Después, el banco decide sin ellas.',
    no_answer: 'El proveedor no admite pruebas al respecto.',
    effect:
      'Mientras tanto, este dinero no puede devolverse. Si la impugnación se pierde, lo que había saldado vuelve a estar pendiente.',
  },
});

export function writeDispute(
  payload: z.output<typeof disputePayload>,
  language: Language,
): MailDraft {
  const t = disputeTexts(language);
  const amount = format(payload.amount, language);
  const until = payload.answerBy && dayOf(new Date(payload.answerBy), payload.timeZone, language);
  const paragraphs = [
    t('opened', { amount, reason: payload.reason }),
    until ? t('until', { day: until }) : t('no_answer'),
    t('effect'),
  ];
  return {
    note: null,
    mode: payload.mode,
    subject: t('subject', { amount, payment: payload.paymentId }),
    questionsTo: null,
    blocks: [
      ...paragraphs.map((words) => ({ kind: 'paragraph', words }) as const),
      troubleFacts(payload, language),
    ],
  };
}

function dayOf(at: Date, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  }).format(at);
}
