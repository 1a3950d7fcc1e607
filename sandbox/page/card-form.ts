/** The card form: what was typed, read into a card or into the errors of its fields. */
import { z } from 'zod';
import { bareNumber, expiryFromTyped, isCardNumber, isPast } from '../card.ts';
import type { TextKey } from './page.texts.ts';

/** In the order of the page, which is the order of its error summary. */
export const fieldNames = ['number', 'holder', 'expiry', 'code', 'email'] as const;
export type FieldName = (typeof fieldNames)[number];

const typed = z.string().max(200).catch('');

export const typedCard = z.object({
  holder: typed,
  number: typed,
  expiry: typed,
  code: typed,
  email: typed,
});

export type TypedCard = z.infer<typeof typedCard>;

export type FieldErrors = Partial<Record<FieldName, TextKey>>;

/** The number in digits, or what is wrong in each field. `now` in milliseconds decides what has expired. */
export function readCard(
  card: TypedCard,
  now: number,
): { number: string } | { errors: FieldErrors } {
  const number = bareNumber(card.number);
  const found: Record<FieldName, TextKey | null> = {
    holder: card.holder.trim() === '' ? 'holder_missing' : null,
    number: numberError(number),
    expiry: expiryError(card.expiry, now),
    code: /^\d{3,4}$/.test(card.code.trim()) ? null : 'code_wrong',
    email: emailError(card.email.trim()),
  };
  const errors: FieldErrors = {};
  for (const name of fieldNames) {
    const error = found[name];
    if (error) errors[name] = error;
  }
  return Object.keys(errors).length === 0 ? { number } : { errors };
}

function numberError(number: string): TextKey | null {
  if (number === '') return 'number_missing';
  return isCardNumber(number) ? null : 'number_wrong';
}

function expiryError(text: string, now: number): TextKey | null {
  const expiry = expiryFromTyped(text);
  if (!expiry) return 'expiry_wrong';
  return isPast(expiry, now) ? 'expiry_past' : null;
}

function emailError(text: string): TextKey | null {
  return text === '' || z.email().safeParse(text).success ? null : 'email_wrong';
}
