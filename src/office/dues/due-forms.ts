/** What is typed on the pages of dues, read and named when it is wrong. */
import { z } from 'zod';
import { calendarDateFromTyped } from '../../core/calendar-date.ts';
import { fromTyped } from '../../core/money.ts';
import { parseEmailAddress } from '../../messages/index.ts';
import { readForm, type ReadForm } from '../../web/form.ts';
import { actingTexts } from '../acting/acting.texts.ts';
import { isSayable } from '../acting/deed.ts';
import type { OfficeView } from '../office-view.ts';
import { dueTexts } from './due.texts.ts';

const key = z.string().max(64).default('');
const reason = z
  .string({ error: 'reason_missing' })
  .max(200)
  .refine(isSayable, { error: 'reason_missing' });
const about = z
  .string({ error: 'about_missing' })
  .max(200)
  .refine(isSayable, { error: 'about_missing' });
const dueOn = z
  .string()
  .max(20)
  .default('')
  .transform((text, context) => {
    const date = text === '' ? null : calendarDateFromTyped(text);
    if (text !== '' && date === null) context.addIssue('due_on_wrong');
    return date;
  });
const email = z
  .string()
  .max(200)
  .default('')
  .transform((text, context) => {
    const address = text === '' ? null : parseEmailAddress(text);
    if (text !== '' && address === null) context.addIssue('email_wrong');
    return address;
  });

const amountIn = (currency: string) =>
  z
    .string({ error: 'amount_wrong' })
    .max(30)
    .transform((text, context) => {
      const amount = fromTyped(text, currency);
      if (amount !== null && amount.minor > 0n) return amount;
      context.addIssue('amount_wrong');
      return z.NEVER;
    });

const optional = z
  .string()
  .max(50)
  .default('')
  .transform((text) => text || null);

const currencyField = z.object({ currency: z.string() });

/**
 * @param currencies of the organisation; one of several has to be said
 * @param body what was posted: how an amount is read depends on its currency
 */
export const newDueForm = (currencies: readonly string[], body: unknown) => {
  const [usual = 'EUR', ...others] = currencies;
  const posted = currencyField.safeParse(body).data?.currency;
  const currency = others.length === 0 ? (posted ?? usual) : posted;
  const isKnown = currency !== undefined && currencies.includes(currency);
  return z.object({
    order_key: key,
    currency: z
      .string()
      .default('')
      .refine(() => isKnown, { error: 'currency_missing' }),
    service: z
      .string({ error: 'service_wrong' })
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'service_wrong' }),
    about,
    amount: amountIn(isKnown ? currency : usual),
    due_on: dueOn,
    debtor: z
      .string({ error: 'debtor_missing' })
      .max(200)
      .refine(isSayable, { error: 'debtor_missing' }),
    tax_id: optional,
    email,
    reason,
  });
};

export const changeDueForm = (currency: string) =>
  z.object({ order_key: key, about, amount: amountIn(currency), due_on: dueOn, reason });

export const withdrawForm = z.object({ order_key: key, reason });

export const counterForm = (currency: string) =>
  z.object({ order_key: key, amount: amountIn(currency), email, reason });

const problems = [
  'about_missing',
  'amount_wrong',
  'currency_missing',
  'debtor_missing',
  'due_on_wrong',
  'email_wrong',
  'service_wrong',
] as const;

/** @param schema one of the forms of this file */
export function readDueForm<Value>(
  view: OfficeView,
  body: unknown,
  schema: z.ZodType<Value>,
): ReadForm<Value> {
  return readForm(body, {
    schema,
    forgotten: ['confirmation_code', 'passkey'],
    message: (_, problem) => {
      const known = problems.find((one) => one === problem);
      return known ? dueTexts(view.language)(known) : actingTexts(view.language)('reason_missing');
    },
  });
}
