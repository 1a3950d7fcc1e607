/** Numbers and amounts as people type them, as definitions keep them: a dot before the decimals, no groups. */
import { fromDecimal, fromTyped, toDecimal, toTyped } from '../../../core/money.ts';
import type { Language } from '../../../core/texts.ts';
import { textOf, type PostedOffer } from '../posted-offer.ts';

/** With a dot; what is no number stays as it was typed, and is refused where it is judged. */
export function decimalOf(posted: PostedOffer, name: string): string | undefined {
  const text = textOf(posted, name).replace(/^(-?\d+),(\d+)$/, '$1.$2');
  return text === '' ? undefined : text;
}

/** A whole number; what is none stays a text, and is refused where it is judged. */
export function wholeOf(posted: PostedOffer, name: string): number | string | undefined {
  const text = textOf(posted, name);
  if (text === '') return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** As the reader writes it: with a comma, but in English. */
export function showDecimal(text: string, language: Language): string {
  return language === 'en' ? text : text.replace('.', ',');
}

/** An amount as a decimal; what is none stays as it was typed. */
export function amountOf(posted: PostedOffer, name: string, currency: string): string | undefined {
  const text = textOf(posted, name);
  if (text === '') return undefined;
  const amount = fromTyped(text, currency);
  return amount ? toDecimal(amount) : text;
}

export function showAmount(text: string | undefined, currency: string, language: Language): string {
  if (text === undefined) return '';
  const amount = fromDecimal(text, currency);
  return amount ? toTyped(amount, language) : text;
}
