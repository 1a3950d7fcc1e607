/** The notice to the people of one service: what of a payment is theirs, line by line, with what was filled in. */
import { z } from 'zod';
import { format, money, type Money } from '../../core/money.ts';
import { localised, inLanguage } from '../../core/localised.ts';
import { texts } from '../../core/texts.ts';
import type { Language } from '../../core/texts.ts';
import { formatInstant } from '../../core/calendar-date.ts';
import type { Block } from '../message-content.ts';
import type { MailDraft } from './frame.ts';
import { itemFacts, numberText, paymentDetail } from './payment-detail.ts';
import { paymentDetailTexts } from './payment-detail.texts.ts';

export const noticeForServicePayload = z.object({
  receipt: paymentDetail,
  service: z.object({ id: z.string(), name: localised(120) }),
  /** What payers filled in, by the place of the line among those of the service. */
  answers: z.array(z.array(z.object({ label: localised(200), value: localised(5000) }))),
});

/** The subject begins alike for every payment of a service, so that a rule can file the mails. */
const noticeTexts = texts({
  en: {
    subject: '[{slug} {service}] Payment received {payment}: {amount}',
    opening: '{amount} for {name} has been paid to {organisation}.',
    only: 'This notice has the lines of this service only; others may be on the same receipt.',
    amount: 'Amount for this service',
  },
  it: {
    subject: '[{slug} {service}] Pagamento ricevuto {payment}: {amount}',
    opening: 'Per {name} sono stati pagati {amount} a favore di {organisation}.',
    only: 'Questo avviso riporta solo le voci di questo servizio; la stessa ricevuta può averne altre.',
    amount: 'Importo per questo servizio',
  },
  es: {
    subject: '[{slug} {service}] Pago recibido {payment}: {amount}',
    opening: 'Se han pagado {amount} a {organisation} por {name}.',
    only: 'Este aviso recoge solo los conceptos de este servicio; el mismo justificante puede tener otros.',
    amount: 'Importe de este servicio',
  },
});

export function writeNoticeForService(
  { receipt, service, answers }: z.output<typeof noticeForServicePayload>,
  language: Language,
): MailDraft {
  const t = noticeTexts(language);
  const detail = paymentDetailTexts(language);
  const own = receipt.items.filter((item) => item.service === service.id);
  const amount = format(sum(own.map((item) => item.amount)), language);
  const date = formatInstant(receipt.paidAt, language, receipt.timeZone);
  const values = {
    slug: receipt.organisation.slug,
    service: service.id,
    name: inLanguage(service.name, language),
    payment: receipt.payment.id,
    amount,
    organisation: receipt.organisation.name,
  };
  return {
    note: null,
    mode: receipt.mode,
    subject: t('subject', values),
    questionsTo: null,
    blocks: [
      { kind: 'paragraph', words: t('opening', values) },
      {
        kind: 'facts',
        facts: [
          [t('amount'), amount],
          [detail('paid_at'), detail('time_zone', { date, zone: receipt.timeZone })],
          [detail('receipt_number'), numberText(receipt)],
          [detail('payment_id'), receipt.payment.id],
        ],
      },
      { kind: 'heading', words: detail('what_was_paid') },
      ...own.map((item, index): Block => ({
        kind: 'facts',
        facts: [...itemFacts(item, language), ...filledIn(answers[index] ?? [], language)],
      })),
      { kind: 'paragraph', words: t('only') },
    ],
  };
}

function filledIn(
  answers: z.output<typeof noticeForServicePayload>['answers'][number],
  language: Language,
): [string, string][] {
  return answers.map(({ label, value }) => [
    inLanguage(label, language),
    inLanguage(value, language),
  ]);
}

function sum(amounts: readonly Money[]): Money {
  const minor = amounts.reduce((total, amount) => total + amount.minor, 0n);
  return money(minor, amounts[0]?.currency ?? 'EUR');
}
