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

/** `2026-11-22 16:41:40` as clocks of the time zone show it. */
export function localInstant(cell: string, timeZone: string): string {
  return localFormat(timeZone).format(instantOfCell(cell));
}

/** The words of a state, as the screen shows them. */
export function stateText(column: Column, cell: string, language: Language): string {
  return column.vocabulary === null ? cell : valueText(column.vocabulary, cell, language);
}
