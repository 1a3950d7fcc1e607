/** The terms of a due as its history keeps them. */
import type { CalendarDate } from '../core/calendar-date.ts';
import { toDecimal, type Money } from '../core/money.ts';

export type DueTerms = {
  /** What it is for, as its debtor reads it. */
  readonly about: string;
  readonly amount: Money;
  readonly dueOn: CalendarDate | null;
};

export function termsAsJson({ about, amount, dueOn }: DueTerms): Record<string, string | null> {
  return { about, amount: toDecimal(amount), currency: amount.currency, due_on: dueOn };
}
