/** Judges days as people type them, day before month, and between which days they may be. */
import {
  calendarDate,
  calendarDateFromTyped,
  formatDate,
  type CalendarDate,
} from '../core/calendar-date.ts';
import type { Language } from '../core/texts.ts';
import type { FieldDefinition } from './field-definition.ts';
import { bad, good, type Judged } from './judged.ts';

type DateDefinition = Extract<FieldDefinition, { kind: 'date' }>;

export function judgeDate(
  field: DateDefinition,
  typed: string,
  { language, today }: { readonly language: Language; readonly today: CalendarDate },
): Judged {
  const date = calendarDateFromTyped(typed);
  if (date === null) return bad('date');
  const [from, to] = [dayOf(field.from, today), dayOf(field.to, today)];
  if (from && date < from) return bad('too_early', { from: formatDate(from, language) });
  if (to && date > to) return bad('too_late', { to: formatDate(to, language) });
  return good(date);
}

function dayOf(limit: string | undefined, today: CalendarDate): CalendarDate | null {
  if (limit === undefined) return null;
  return limit === 'today' ? today : calendarDate(limit);
}
