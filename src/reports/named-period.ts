/** Periods that move with the calendar, so that a saved view or a regular export always means the latest one. */
import { daysAfter, knownDate, type CalendarDate } from '../core/calendar-date.ts';
import type { PeriodName } from './named-period.texts.ts';

export const periodNames = [
  'today',
  'yesterday',
  'last_7_days',
  'last_30_days',
  'this_month',
  'last_month',
  'this_year',
  'last_year',
] as const satisfies readonly PeriodName[];

export type Period = { readonly from: CalendarDate; readonly to: CalendarDate };

/** First and last day, both included; the last seven days are six before today and today. */
export function namedPeriod(name: PeriodName, today: CalendarDate): Period {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  switch (name) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: daysAfter(today, -1), to: daysAfter(today, -1) };
    case 'last_7_days':
      return { from: daysAfter(today, -6), to: today };
    case 'last_30_days':
      return { from: daysAfter(today, -29), to: today };
    case 'this_month':
      return { from: day(year, month, 1), to: day(year, month + 1, 0) };
    case 'last_month':
      return { from: day(year, month - 1, 1), to: day(year, month, 0) };
    case 'this_year':
      return { from: day(year, 1, 1), to: day(year, 12, 31) };
    case 'last_year':
      return { from: day(year - 1, 1, 1), to: day(year - 1, 12, 31) };
  }
}

/** @param month 1 to 12; like the day it may lie outside, and counts on into the next or last year */
function day(year: number, month: number, dayOfMonth: number): CalendarDate {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, dayOfMonth);
  return knownDate(date.toISOString().slice(0, 10));
}
