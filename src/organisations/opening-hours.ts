/** When a contact line answers: hours by weekday, and whether it answers now. */
import { z } from 'zod';
import { locales, type Language } from '../core/texts.ts';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

const timeOfDay = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const spanPattern = new RegExp(`^${timeOfDay}-(?:${timeOfDay}|24:00)$`);

/** `08:30-18:00`; it ends on the day on which it begins. */
const span = z
  .string()
  .regex(spanPattern, 'write it as 08:30-18:00')
  .refine((text) => text.slice(0, 5) < text.slice(6), 'ends before it begins');

export const openingHours = z.partialRecord(
  z.enum(weekdays),
  z
    .array(span)
    .max(4)
    .transform((spans) => spans.toSorted())
    .refine(
      (spans) => spans.every((one, at) => at === 0 || (spans[at - 1] ?? '').slice(6) <= one),
      'spans overlap',
    ),
);

export type OpeningHours = z.output<typeof openingHours>;

/** `at` is `HH:MM`; `weekday` null: today. */
export type Opening =
  | { readonly kind: 'open'; readonly until: string }
  | { readonly kind: 'closed'; readonly opensOn: Weekday | null; readonly at: string };

/**
 * Whether a line answers at an instant, until when, or when next.
 *
 * @param timeZone the organisation's, by which its hours are meant
 * @returns null where no hours are given
 */
export function openingAt(hours: OpeningHours, timeZone: string, instant: Date): Opening | null {
  const { weekday, time } = localTime(timeZone, instant);
  const spansOf = (day: Weekday): readonly string[] => hours[day] ?? [];
  const current = spansOf(weekday).find((text) => text.slice(0, 5) <= time && time < text.slice(6));
  if (current) return { kind: 'open', until: current.slice(6) };
  const later = spansOf(weekday).find((text) => text.slice(0, 5) > time);
  if (later) return { kind: 'closed', opensOn: null, at: later.slice(0, 5) };
  const today = weekdays.indexOf(weekday);
  for (let ahead = 1; ahead <= weekdays.length; ahead += 1) {
    const day = weekdays[(today + ahead) % weekdays.length] ?? weekday;
    const [first] = spansOf(day);
    if (first) return { kind: 'closed', opensOn: day, at: first.slice(0, 5) };
  }
  return null;
}

function localTime(timeZone: string, instant: Date): { weekday: Weekday; time: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const named = (parts.get('weekday') ?? '').toLowerCase();
  const weekday = weekdays.find((day) => day === named);
  if (!weekday) throw new RangeError(`no such weekday: ${named}`);
  return { weekday, time: `${parts.get('hour')}:${parts.get('minute')}` };
}

/** Days that follow each other with the same hours, as one line. */
export type HoursLine = {
  readonly from: Weekday;
  readonly to: Weekday;
  readonly spans: readonly string[];
};

/** A week in as few lines as it takes; days without hours are left out. */
export function linesOfWeek(hours: OpeningHours): HoursLine[] {
  const lines: HoursLine[] = [];
  weekdays.forEach((day, index) => {
    const spans = hours[day] ?? [];
    if (spans.length === 0) return;
    const last = lines.at(-1);
    const follows = last !== undefined && weekdays.indexOf(last.to) === index - 1;
    if (follows && last.spans.join() === spans.join()) lines.splice(-1, 1, { ...last, to: day });
    else lines.push({ from: day, to: day, spans });
  });
  return lines;
}

/** `lunedì`: the day as the readers of `language` write it within a sentence. */
export function weekdayName(day: Weekday, language: Language): string {
  // The first of January 2024 was a Monday.
  const date = new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)));
  const format = new Intl.DateTimeFormat(locales[language], { weekday: 'long', timeZone: 'UTC' });
  return format.format(date);
}
