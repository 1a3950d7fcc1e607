/** The detail of a payment as the payloads of mails hold it, and as lines of a mail. */
import { z } from 'zod';
import { calendarDate, formatDate, formatInstant } from '../../core/calendar-date.ts';
import type { CalendarDate } from '../../core/calendar-date.ts';
import { inLanguage, localised } from '../../core/localised.ts';
import { format, money } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import { cardName } from '../card-name.ts';
import type { Block } from '../message-content.ts';
import { paymentDetailTexts } from './payment-detail.texts.ts';

/** Minor units as a string, as JSON can hold them all. */
const amount = z
  .object({ minor: z.string().regex(/^-?\d{1,19}$/), currency: z.string() })
  .transform(({ minor, currency }) => money(BigInt(minor), currency));

const instant = z.iso.datetime().transform((text) => new Date(text));

const day = z.custom<CalendarDate>(
  (value) => typeof value === 'string' && calendarDate(value) !== null,
  'a day as YYYY-MM-DD',
);

export const mode = z.enum(['test', 'live']);

const organisation = z.object({
  slug: z.string(),
  name: z.string(),
  email: z.string().nullable(),
});

const instrument = z.object({ brand: z.string(), lastFour: z.string() }).nullable();

/** A stored receipt document fits as it is. */
export const paymentDetail = z.object({
  organisation,
  mode,
  year: z.int(),
  number: z.int().positive(),
  issuedAt: instant,
  paidAt: instant,
  timeZone: z.string(),
  payment: z.object({
    id: z.string(),
    amount,
    method: z.enum(['card', 'counter']).default('card'),
    instrument,
    providerName: z.string(),
    providerReference: z.string(),
    attemptId: z.string(),
  }),
  payer: z.object({ email: z.string().nullable() }),
  items: z
    .array(
      z.object({
        reason: z.string(),
        /** Which the line is of; receipts of before there were services lack it. */
        service: z.string().optional(),
        serviceName: localised(120).nullable().optional(),
        invoiceNumber: z.string().nullable(),
        issuedOn: day.nullable(),
        dueOn: day.nullable(),
        customerName: z.string(),
        amount,
        remaining: amount,
      }),
    )
    .min(1),
  verification: z.object({ code: z.string(), url: z.url({ protocol: /^https?$/ }) }),
});

export type PaymentDetail = z.output<typeof paymentDetail>;

export function numberText(detail: Pick<PaymentDetail, 'year' | 'number'>): string {
  return `${detail.year}/${String(detail.number).padStart(6, '0')}`;
}

/** `Visa card ending in 4242`, or just `Card`. */
function methodText(
  { method, instrument: card }: PaymentDetail['payment'],
  language: Language,
): string {
  const t = paymentDetailTexts(language);
  if (method === 'counter') return t('counter');
  if (!card) return t('card');
  return t('card_ending', { brand: cardName(card.brand), digits: card.lastFour });
}

/** Every line that a mail about a payment shows: the payment, what it paid, how to verify it. */
export function detailBlocks(
  detail: PaymentDetail,
  language: Language,
  payerEmail: string | null,
): Block[] {
  const t = paymentDetailTexts(language);
  const { payment, timeZone } = detail;
  const date = formatInstant(detail.paidAt, language, timeZone);
  const payer: [string, string][] = payerEmail ? [[t('payer_email'), payerEmail]] : [];
  return [
    { kind: 'heading', words: t('payment') },
    {
      kind: 'facts',
      facts: [
        [t('amount'), format(payment.amount, language)],
        [t('paid_to'), detail.organisation.name],
        [t('paid_at'), t('time_zone', { date, zone: timeZone })],
        [t('method'), methodText(payment, language)],
        ...payer,
        [t('receipt_number'), numberText(detail)],
        [t('payment_id'), payment.id],
        [t('attempt_id'), payment.attemptId],
        [t('provider_reference', { provider: payment.providerName }), payment.providerReference],
        [t('verification_code'), detail.verification.code.replaceAll(/(.{4})(?=.)/g, '$1 ')],
      ],
    },
    { kind: 'heading', words: t('what_was_paid') },
    ...detail.items.map((item): Block => ({ kind: 'facts', facts: itemFacts(item, language) })),
  ];
}

/** What is told of one line. */
export function itemFacts(
  item: PaymentDetail['items'][number],
  language: Language,
): [string, string][] {
  const t = paymentDetailTexts(language);
  const facts: [string, string | null][] = [
    [t('reason'), item.reason],
    [t('service'), item.serviceName ? inLanguage(item.serviceName, language) : null],
    [t('invoice_number'), item.invoiceNumber],
    [t('issued_on'), item.issuedOn && formatDate(item.issuedOn, language)],
    [t('due_on'), item.dueOn && formatDate(item.dueOn, language)],
    [t('customer_name'), item.customerName],
    [t('paid'), format(item.amount, language)],
    [t('remaining'), format(item.remaining, language)],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value]] : []));
}
