/** What a due costs on a day: exact fractions, rounded once, half up to the minor unit. */
import { daysAfter, daysBetween, type CalendarDate } from '../core/calendar-date.ts';
import type { DuePricing } from './price-by-date.ts';

/** Something that was paid of it, and when; interest runs on the rest. */
export type PaidPart = { readonly minor: bigint; readonly on: CalendarDate };

/** What the day adds to the base of a due, or takes off it, in minor units. */
export type DayPrice = {
  readonly base: bigint;
  /** Zero or less. */
  readonly early: bigint;
  /** Zero or more. */
  readonly late: bigint;
};

/** Above this, no amount of ours fits; interest stops there. */
const largest = 10n ** 18n - 1n;
const daysOfYear = 365n;

/**
 * The price on a day. It never falls from one day to the next, and is never zero.
 *
 * @param dueOn without it the price does not depend on the day
 * @param paid parts that were paid; what was credited counts as paid from the beginning
 */
export function priceOn(
  { base: written, by_date: rules }: DuePricing,
  dueOn: CalendarDate | null,
  today: CalendarDate,
  paid: readonly PaidPart[] = [],
): DayPrice {
  const base = BigInt(written);
  const { early, late } = rules;
  if (!dueOn) return { base, early: 0n, late: 0n };
  const daysLate = daysBetween(dueOn, today);
  if (early && daysLate <= -early.days_before) {
    return { base, early: -earlyDiscount(base, early.percent), late: 0n };
  }
  if (!late || daysLate <= late.grace_days) return { base, early: 0n, late: 0n };
  const interest = interestOf(base, late.percent_a_year, dueOn, daysLate, paid);
  return { base, early: 0n, late: base + interest > largest ? largest - base : interest };
}

/** The day until which the early price holds, and the day on which interest begins to be asked. */
export function daysOfPrice(
  { by_date: { early, late } }: DuePricing,
  dueOn: CalendarDate | null,
): { readonly earlyUntil: CalendarDate | null; readonly lateFrom: CalendarDate | null } {
  // Days beside the calendar's first and last years are nobody's due dates, and not an error either.
  if (!dueOn || dueOn < '0010' || dueOn > '9990') return { earlyUntil: null, lateFrom: null };
  return {
    earlyUntil: early ? daysAfter(dueOn, -early.days_before) : null,
    lateFrom: late ? daysAfter(dueOn, late.grace_days + 1) : null,
  };
}

function earlyDiscount(base: bigint, percent: string): bigint {
  return atMost(base - 1n, halfUp(base * hundredths(percent), 10_000n));
}

/** Simple interest from the day after the due date: each day on what was unpaid at its beginning. */
function interestOf(
  base: bigint,
  percent: string,
  dueOn: CalendarDate,
  daysLate: number,
  paid: readonly PaidPart[],
): bigint {
  // A part that was paid `days` after the due date bore interest for those days and no longer.
  const ofParts = paid.map(({ minor, on }) => ({ minor, days: daysBetween(dueOn, on) }));
  let left = base;
  let minorDays = 0n;
  for (const { minor, days } of ofParts) {
    const part = atMost(left, minor);
    left -= part;
    minorDays += part * BigInt(Math.min(Math.max(days, 0), daysLate));
  }
  minorDays += left * BigInt(daysLate);
  return halfUp(minorDays * hundredths(percent), 10_000n * daysOfYear);
}

/** `4.5` is 450 hundredths of a per cent. */
export function hundredths(percent: string): bigint {
  const [whole = '0', decimals = ''] = percent.split('.');
  return BigInt(whole + decimals.padEnd(2, '0'));
}

/** A fraction of non-negative numbers, rounded half up. */
export function halfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

export function atMost(limit: bigint, value: bigint): bigint {
  if (limit < 0n) return 0n;
  return value < limit ? value : limit;
}
