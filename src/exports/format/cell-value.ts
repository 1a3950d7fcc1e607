/** Cells as files hold them: amounts as decimals, instants in a time zone, words for states. */
import { onceEach } from '../../core/once-each.ts';
import { money, toDecimal } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import { instantOfCell, valueText, type Cell, type Column } from '../../reports/index.ts';

/** `1234.50`; the currency stands in the row. */
export function decimalOf(cell: string, currency: Cell): string {
  return currency === null ? cell : toDecimal(money(BigInt(cell), currency));
}

const localFormat = onceEach(
  (timeZone: string) =>
    new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    }),
);

/** So many hours of a time zone are remembered before they are forgotten. */
const mostHours = 1000;

const knownHours = onceEach((_timeZone: string) => new Map<string, string | null>());

/**
 * `2026-11-22 16:41:40` as clocks of the time zone show it.
 *
 * What clocks show for an hour is remembered, since asking the calendar for each row takes half the time of an
 * export. An hour in which clocks were set, or that does not begin when theirs does, is asked for anew.
 */
export function localInstant(cell: string, timeZone: string): string {
  const format = localFormat(timeZone);
  const hours = knownHours(timeZone);
  const hour = cell.slice(0, 13);
  let shown = hours.get(hour);
  if (shown === undefined) {
    if (hours.size >= mostHours) hours.clear();
    shown = shownHour(format, hour);
    hours.set(hour, shown);
  }
  return shown === null ? format.format(instantOfCell(cell)) : shown + cell.slice(13, 19);
}

/** @returns what clocks show for the hour, `2026-11-22 16`; null when it is not one of theirs from beginning to end */
function shownHour(format: Intl.DateTimeFormat, hour: string): string | null {
  const [first, last] = ['00:00', '59:59'].map((rest) =>
    format.format(instantOfCell(`${hour}:${rest}+00`)),
  );
  const shown = first?.slice(0, 13) ?? '';
  return first === `${shown}:00:00` && last === `${shown}:59:59` ? shown : null;
}

/** The words of a state, as the screen shows them. */
export function stateText(column: Column, cell: string, language: Language): string {
  return column.vocabulary === null ? cell : valueText(column.vocabulary, cell, language);
}
