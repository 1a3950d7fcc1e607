/** Cards: how a number is checked and what each test card does. Whatever is not in the table is declined. */
import type { Brand } from './session.ts';

export type DeclineReason =
  | 'card_declined'
  | 'insufficient_funds'
  | 'expired_card'
  | 'incorrect_code'
  | 'processing_error'
  | 'authentication_refused';

export type CardBehaviour =
  | { readonly kind: 'succeed' }
  | { readonly kind: 'decline'; readonly reason: DeclineReason }
  | { readonly kind: 'authenticate' }
  | { readonly kind: 'stay_silent'; readonly outcome: 'succeed' | 'fail' }
  | { readonly kind: 'succeed_then_dispute' };

const behaviours: Readonly<Record<string, CardBehaviour>> = {
  '4242424242424242': { kind: 'succeed' },
  '5555555555554444': { kind: 'succeed' },
  '378282246310005': { kind: 'succeed' },
  '4000000000000341': { kind: 'succeed' },
  '4000000000003220': { kind: 'succeed' },
  '4000002500003155': { kind: 'authenticate' },
  '4000000000000002': { kind: 'decline', reason: 'card_declined' },
  '4000000000009995': { kind: 'decline', reason: 'insufficient_funds' },
  '4000000000000069': { kind: 'decline', reason: 'expired_card' },
  '4000000000000127': { kind: 'decline', reason: 'incorrect_code' },
  '4000000000000119': { kind: 'decline', reason: 'processing_error' },
  '4000000000000259': { kind: 'succeed_then_dispute' },
  '4000000000001976': { kind: 'stay_silent', outcome: 'succeed' },
  '4000000000001984': { kind: 'stay_silent', outcome: 'fail' },
};

export function behaviourOf(number: string): CardBehaviour {
  return behaviours[number] ?? { kind: 'decline', reason: 'card_declined' };
}

/** Digits only, whatever was typed between them. */
export function bareNumber(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[\s.-]/g, '');
}

/** Thirteen to nineteen digits whose check digit is right (ISO/IEC 7812-1, annex B). */
export function isCardNumber(number: string): boolean {
  if (!/^\d{13,19}$/.test(number)) return false;
  const sum = number
    .split('')
    .toReversed()
    .reduce((total, character, index) => {
      const digit = Number(character);
      if (index % 2 === 0) return total + digit;
      return total + (digit > 4 ? digit * 2 - 9 : digit * 2);
    }, 0);
  return sum % 10 === 0;
}

/** By issuer ranges; null for a brand that the sandbox has no name for. */
export function brandOf(number: string): Brand | null {
  const four = Number(number.slice(0, 4));
  if (number.startsWith('4')) return 'visa';
  if (/^5[1-5]/.test(number) || (four >= 2221 && four <= 2720)) return 'mastercard';
  if (/^3[47]/.test(number)) return 'amex';
  if (/^(?:50|5[6-8]|6[0-9])/.test(number)) return 'maestro';
  return null;
}

/** Last month in which the card is valid. */
export type Expiry = { readonly year: number; readonly month: number };

/** Reads `12/30`, `12 / 2030`, `1230`, `12-30`. */
export function expiryFromTyped(typed: string): Expiry | null {
  const bare = typed.normalize('NFKC').replaceAll(/\s/g, '');
  const match = /^(\d{1,2})[/.-](\d{2}|\d{4})$/.exec(bare) ?? /^(\d{2})(\d{2}|\d{4})$/.exec(bare);
  const month = Number(match?.[1]);
  const year = match?.[2] ?? '';
  if (!match || month < 1 || month > 12) return null;
  return { month, year: Number(year.length === 2 ? `20${year}` : year) };
}

export function isPast(expiry: Expiry, now: number): boolean {
  return Date.UTC(expiry.year, expiry.month, 1) <= now;
}
