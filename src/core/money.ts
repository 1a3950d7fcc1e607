/** Amounts of money: whole minor units in one currency, never a floating-point number. */
import { strict as assert } from 'node:assert';
import { minorDigits } from './currencies.ts';
import { onceEach } from './once-each.ts';
import { locales, type Language } from './texts.ts';

/** `minor` counts the smallest unit of `currency` (cents for EUR, whole yen for JPY). */
export type Money = { readonly minor: bigint; readonly currency: string };

/** PostgreSQL's `bigint`; no amount of ours may leave it. */
const largest = 2n ** 63n - 1n;

export function money(minor: bigint, currency: string): Money {
  minorDigits(currency);
  assert(minor <= largest && minor >= -largest, `amount out of range: ${minor}`);
  return { minor, currency };
}

export function zero(currency: string): Money {
  return money(0n, currency);
}

/** @throws AssertionError when the currencies differ: that is a fault of ours, never of the input. */
export function add(...amounts: readonly [Money, ...Money[]]): Money {
  const [first, ...rest] = amounts;
  return rest.reduce((sum, next) => {
    assert.equal(next.currency, sum.currency, 'amounts of two currencies cannot be added');
    return money(sum.minor + next.minor, sum.currency);
  }, first);
}

export function subtract(from: Money, amount: Money): Money {
  return add(from, money(-amount.minor, amount.currency));
}

export function equal(one: Money, other: Money): boolean {
  return one.minor === other.minor && one.currency === other.currency;
}

/**
 * Splits an amount in proportion to `weights`; leftover minor units go to the largest remainders,
 * of equal ones to the first.
 *
 * @param weights non-negative, at least one above zero
 * @returns parts in the order of `weights`; they sum to `amount`
 * @throws RangeError when every weight is zero
 */
export function allocate(amount: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('weights must be non-negative and not all zero');
  }
  const sign = amount.minor < 0n ? -1n : 1n;
  const size = amount.minor * sign;
  const shares = weights.map((weight, index) => ({
    index,
    whole: (size * weight) / total,
    remainder: (size * weight) % total,
  }));
  let left = size - shares.reduce((sum, share) => sum + share.whole, 0n);
  for (const share of shares.toSorted(byRemainder)) {
    if (left === 0n) break;
    share.whole += 1n;
    left -= 1n;
  }
  return shares.map((share) => money(share.whole * sign, amount.currency));
}

type Share = { readonly index: number; readonly remainder: bigint };

function byRemainder(one: Share, other: Share): number {
  if (one.remainder === other.remainder) return one.index - other.index;
  return one.remainder < other.remainder ? 1 : -1;
}

/** `1234.50` for 123450 minor units of EUR: a dot, no grouping, as many decimals as the currency has. */
export function toDecimal(amount: Money): string {
  const digits = minorDigits(amount.currency);
  const sign = amount.minor < 0n ? '-' : '';
  const size = String(amount.minor < 0n ? -amount.minor : amount.minor).padStart(digits + 1, '0');
  if (digits === 0) return sign + size;
  return `${sign}${size.slice(0, -digits)}.${size.slice(-digits)}`;
}

/**
 * Reads `1234.5`, `-0.01` or `12`: an optional sign, digits, a dot and decimals.
 *
 * Further decimals must be zeros: an amount is never rounded in silence.
 * @returns null when the text is not such an amount or does not fit 18 digits
 */
export function fromDecimal(text: string, currency: string): Money | null {
  const digits = minorDigits(currency);
  const match = /^([+-]?)(\d{1,18})(?:\.(\d{1,18}))?$/.exec(text);
  if (!match) return null;
  const [, sign = '', whole = '', decimals = ''] = match;
  if (/[1-9]/.test(decimals.slice(digits))) return null;
  const minor = BigInt(whole + decimals.slice(0, digits).padEnd(digits, '0'));
  if (minor > largest) return null;
  return money(sign === '-' ? -minor : minor, currency);
}

/**
 * Reads an amount as a person types it: `1.234,50`, `1,234.50`, `1 234,5`, `€ 12`, `12,5 EUR`.
 *
 * The last separator is the decimal one when it is followed by at most as many digits as the
 * currency has decimals; a single separator followed by three digits groups thousands.
 * @returns null when the text cannot be read as one amount
 */
export function fromTyped(text: string, currency: string): Money | null {
  const digits = minorDigits(currency);
  const bare = withoutBlanks(withoutCurrency(text.normalize('NFKC').trim(), currency));
  if (!/^[+-]?\d[\d.,]*$/.test(bare) || bare.length > 24) return null;
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  const decimals = last < 0 ? 0 : bare.length - last - 1;
  if (last < 0 || decimals > digits) return fromGrouped(bare, currency);
  const whole = bare.slice(0, last);
  if (whole.includes(bare.charAt(last))) return null;
  const groups = fromGrouped(whole, currency);
  return groups && fromDecimal(`${ungroup(whole)}.${bare.slice(last + 1) || '0'}`, currency);
}

/** As the readers of `language` would type it: `1234,50`; `fromTyped` reads it back. */
export function toTyped(amount: Money, language: Language): string {
  const comma = decimalSign(language);
  return toDecimal(amount).replace('.', comma);
}

const decimalSign = onceEach((language: Language) => {
  const parts = new Intl.NumberFormat(locales[language]).formatToParts(0.5);
  return parts.find((part) => part.type === 'decimal')?.value ?? '.';
});

/** Takes the currency's own code or sign off one end; another currency's stays, so it is not an amount. */
function withoutCurrency(text: string, currency: string): string {
  for (const name of [currency, signOf(currency)]) {
    const [start, end] = [text.slice(0, name.length), text.slice(-name.length)];
    if (start.toUpperCase() === name.toUpperCase()) return text.slice(name.length).trim();
    if (end.toUpperCase() === name.toUpperCase()) return text.slice(0, -name.length).trim();
  }
  return text;
}

const signOf = onceEach((currency: string) => {
  const shown = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const sign = shown.formatToParts(0).find((part) => part.type === 'currency')?.value;
  return (sign ?? currency).normalize('NFKC');
});

/** Blanks and apostrophes only group thousands: `1 234,50` is an amount, `12 50` is not. */
function withoutBlanks(text: string): string {
  const grouped = /^[+-]?\d{1,3}(?:[\s'’_]\d{3})+(?:[.,]\d*)?$/u.test(text);
  return grouped ? text.replaceAll(/[\s'’_]/gu, '') : text;
}

function ungroup(text: string): string {
  return text.replaceAll(/[.,]/g, '');
}

function fromGrouped(text: string, currency: string): Money | null {
  const plain = /^[+-]?\d+$/.test(text);
  const grouped = /^[+-]?\d{1,3}(?:\.\d{3})+$/.test(text) || /^[+-]?\d{1,3}(?:,\d{3})+$/.test(text);
  return plain || grouped ? fromDecimal(ungroup(text), currency) : null;
}

/** The amount as the readers of `language` write it, with its currency. */
export function format(amount: Money, language: Language): string {
  return amountFormat(language, amount.currency).format(numeric(toDecimal(amount)));
}

// Making a format costs fifty times what using it does, and there are only so many currencies.
const amountFormat = onceEach((language: Language, currency: string) => {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: 'always',
  });
});

/** `Intl` formats a decimal text exactly, however many digits it has; its type asks for a proof. */
function numeric(decimal: string): Intl.StringNumericLiteral {
  assert(isNumeric(decimal));
  return decimal;
}

function isNumeric(text: string): text is `${number}` {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}
