/** When an export that is made again and again is made next: early in the morning, by the organisation's clocks. */
import { dateIn } from '../core/calendar-date.ts';
import { onceEach } from '../core/once-each.ts';
import type { Rhythm } from './export.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Before people come to work, after most of the night's own work is done. */
const atHour = 5;

/** The next morning, Monday or first of a month, after an instant. */
export function nextTime(every: Rhythm, timeZone: string, after: Date): Date {
  // Hour by hour, because clocks change and time zones are not whole days apart.
  for (let hours = 1; hours <= 24 * 32; hours += 1) {
    const instant = new Date(Math.floor(after.getTime() / hour) * hour + hours * hour);
    if (hourIn(timeZone, instant) === atHour && isDay(every, dateIn(timeZone, instant)))
      return instant;
  }
  return new Date(after.getTime() + day);
}

const hourFormat = onceEach(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }),
);

function hourIn(timeZone: string, instant: Date): number {
  return Number(hourFormat(timeZone).format(instant));
}

function isDay(every: Rhythm, date: string): boolean {
  if (every === 'day') return true;
  if (every === 'month') return date.endsWith('-01');
  return new Date(`${date}T00:00:00Z`).getUTCDay() === 1;
}
