/** Reads the amounts, days and codes of an invoice: exactly as written, or not at all. */
import { calendarDate } from '../../core/calendar-date.ts';
import type { CalendarDate } from '../../core/calendar-date.ts';
import { minorDigits } from '../../core/currencies.ts';
import { add, fromDecimal, money, zero } from '../../core/money.ts';
import type { Money } from '../../core/money.ts';
import type { Warn } from './document.ts';
import { child, textOf } from './element.ts';
import type { Element } from './element.ts';
import { Rejection } from './rejection.ts';

/**
 * The formats allow eleven digits before the point; with this bound no sum over a file can
 * overflow.
 */
const largestMinor = 10n ** 13n;

/**
 * Reads the amount in `parent/name`. Blanks inside the number are passed over with a warning.
 *
 * @returns null when the element is absent or empty
 * @throws Rejection `invalid_amount`
 */
export function amountIn(
  parent: Element | undefined,
  name: string,
  currency: string,
  warn: Warn,
): Money | null {
  const text = textOf(parent, name);
  if (text === null) return null;
  const bare = text.replaceAll(/\s/g, '');
  if (bare !== text) warn('blanks_in_value', { element: name, value: text.slice(0, 40) });
  const amount = fromDecimal(bare, currency);
  if (amount && amount.minor < largestMinor && amount.minor > -largestMinor) return amount;
  throw new Rejection('invalid_amount', {
    values: { element: name, value: text.slice(0, 40) },
    line: child(parent, name)?.line,
  });
}

/** @throws Rejection `missing_amounts` when absent, `invalid_amount` when unreadable */
export function requiredAmountIn(
  parent: Element,
  name: string,
  currency: string,
  warn: Warn,
): Money {
  const amount = amountIn(parent, name, currency, warn);
  if (amount === null) throw new Rejection('missing_amounts', { line: parent.line });
  return amount;
}

/** Of any number of amounts, a hundred thousand too. */
export function sum(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce((total, amount) => add(total, amount), zero(currency));
}

/**
 * Reads an amount with more decimals than its currency has, rounded half away from zero.
 *
 * Only for amounts that are shown and never asked for.
 * @returns null when it is no amount
 */
export function roundedAmount(text: string | null, currency: string): Money | null {
  const match = /^([+-]?)(\d{1,13})(?:\.(\d{1,12}))?$/.exec(text ?? '');
  if (!match) return null;
  const [, sign = '', whole = '', decimals = ''] = match;
  const digits = minorDigits(currency);
  const size = BigInt(whole + decimals.slice(0, digits).padEnd(digits, '0'));
  const rounded = decimals.charAt(digits) >= '5' ? size + 1n : size;
  return money(sign === '-' ? -rounded : rounded, currency);
}

/** No identifier or code of the formats has more than 28; the database finds invoices by them. */
const longestCode = 100;

/**
 * The text of `parent/name` where it is a code or an identifier; null when absent or empty.
 *
 * @throws Rejection `value_too_long`
 */
export function codeIn(parent: Element | undefined, name: string): string | null {
  const text = textOf(parent, name);
  if (text === null || text.length <= longestCode) return text;
  throw new Rejection('value_too_long', {
    values: { element: name, limit: longestCode },
    line: child(parent, name)?.line,
  });
}

/** A day with blanks around it or with a time zone after it (which xs:date allows) is that day. */
export function dayIn(text: string | null): CalendarDate | null {
  return calendarDate((text ?? '').trim().replace(/(?:Z|[+-]\d{2}:\d{2})$/, ''));
}

export function addDays(day: CalendarDate, days: number): CalendarDate | null {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return calendarDate(date.toISOString().slice(0, 10));
}
