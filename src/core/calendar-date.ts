/** Days of the calendar without a time: a due date is a day, not an instant. */
import { onceEach } from './once-each.ts';
import { locales, type Language } from './texts.ts';

/** `YYYY-MM-DD`, a day that exists in the Gregorian calendar. */
export type CalendarDate = string & { readonly calendarDate: unique symbol };

/** @returns null when the text is not `YYYY-MM-DD` or no such day exists */
export function calendarDate(text: string): CalendarDate | null {
  return isCalendarDate(text) ? text : null;
}

function isCalendarDate(text: string): text is CalendarDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isSameMonth = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1;
  return year > 0 && isSameMonth && date.getUTCDate() === day;
}

/** A day that the source code itself names. @throws RangeError when no such day exists */
export function knownDate(text: string): CalendarDate {
  const date = calendarDate(text);
  if (!date) throw new RangeError(`no such day: ${text}`);
  return date;
}

/**
 * Reads a day as a person types it: `2026-03-05`, `5/3/2026`, `05.03.2026`, `5-3-26`.
 *
 * Day before month, as Italian, Spanish and British readers write it; two digits mean 20xx.
 */
export function calendarDateFromTyped(text: string): CalendarDate | null {
  const bare = text.normalize('NFKC').trim();
  const iso = calendarDate(bare);
  if (iso) return iso;
  const match = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{2}|\d{4})$/.exec(bare);
  if (!match) return null;
  const [, day = '', month = '', year = ''] = match;
  const century = year.length === 2 ? `20${year}` : year;
  return calendarDate(`${century}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** `31/12/2026`: as it is typed into a field in every language of ours. */
export function calendarDateToTyped(date: CalendarDate): string {
  return date.split('-').toReversed().join('/');
}

/**
 * The day that `instant` falls on in `timeZone` (an IANA name).
 *
 * @throws RangeError when there is no such time zone, or the year has not four digits
 */
export function dateIn(timeZone: string, instant: Date): CalendarDate {
  const date = calendarDate(dayFormat(timeZone).format(instant));
  if (date === null) throw new RangeError('not an instant of the years 1000 to 9999');
  return date;
}

// Making a format costs fifty times what using it does, and there are only so many time zones.
const dayFormat = onceEach(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }),
);

/** The day so many days later, or earlier when it is below zero. @throws RangeError outside the years 1 to 9999 */
export function daysAfter(date: CalendarDate, days: number): CalendarDate {
  const later = new Date(`${date}T00:00:00Z`);
  later.setUTCDate(later.getUTCDate() + days);
  return knownDate(later.toISOString().slice(0, 10));
}

/** How many days `to` is after `from`; below zero when it is before. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

const longDateFormat = onceEach(
  (language: Language) =>
    new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }),
);

const instantFormat = onceEach(
  (language: Language, timeZone: string) =>
    new Intl.DateTimeFormat(locales[language], {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone,
    }),
);

const timeFormat = onceEach(
  (language: Language, timeZone: string) =>
    new Intl.DateTimeFormat(locales[language], { timeStyle: 'short', timeZone }),
);

/** `5 marzo 2026`: the day as the readers of `language` write it. */
export function formatDate(date: CalendarDate, language: Language): string {
  return longDateFormat(language).format(new Date(`${date}T00:00:00Z`));
}

/** `5 marzo 2026, 14:30`: the instant as the readers of `language` in `timeZone` write it. */
export function formatInstant(instant: Date, language: Language, timeZone: string): string {
  return instantFormat(language, timeZone).format(instant);
}

/** `14:42`: the time of day alone, for what happened a moment ago. */
export function formatTime(instant: Date, language: Language, timeZone: string): string {
  return timeFormat(language, timeZone).format(instant);
}
