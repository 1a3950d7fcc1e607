/** Reads the cells of one row and gathers what is wrong with each. */
import { calendarDateFromTyped, type CalendarDate } from '../../core/calendar-date.ts';
import type { Column } from '../columns.ts';
import type { ErrorValues } from '../file-rejected.ts';
import type { Fault } from '../row-error.ts';

export type CellReader = {
  readonly fault: (column: Column | null, code: Fault['code'], values?: ErrorValues) => void;
  readonly has: (column: Column) => boolean;
  /** As it stands in the file; null where nothing does. */
  readonly plain: (column: Column) => string | null;
  /** One line of at most so many characters. */
  readonly text: (column: Column, most: number) => string | null;
  /** As `text`, and its absence is a fault. */
  readonly needed: (column: Column, most: number) => string | null;
  readonly day: (column: Column) => CalendarDate | null;
  readonly choice: <Choice extends string>(
    column: Column,
    words: Readonly<Record<string, Choice>>,
    code: Fault['code'],
  ) => Choice | null;
  readonly faults: readonly Fault[];
};

export function createCellReader(cells: Readonly<Partial<Record<Column, string>>>): CellReader {
  const faults: Fault[] = [];
  const fault: CellReader['fault'] = (column, code, values) => {
    faults.push({ column, code, ...(values && { values }) });
  };
  const plain = (column: Column): string | null => cells[column] ?? null;
  const text: CellReader['text'] = (column, most) => {
    const cell = plain(column);
    if (cell === null) return null;
    // Of a mark that is opened and not closed, the next rows become a part of the cell.
    if (/[\n\r]/.test(cell)) return (fault(column, 'line_break'), null);
    if (/\p{Cc}/u.test(cell) || !cell.isWellFormed())
      return (fault(column, 'bad_characters'), null);
    if (cell.length > most) return (fault(column, 'too_long', { limit: most }), null);
    return cell;
  };
  return {
    faults,
    fault,
    plain,
    text,
    has: (column) => cells[column] !== undefined,
    needed: (column, most) => {
      if (plain(column) === null) fault(column, 'missing');
      return text(column, most);
    },
    day: (column) => {
      const cell = plain(column);
      const day =
        cell === null ? null : calendarDateFromTyped(cell.replace(/[T ]00:00(:00)?$/, ''));
      if (cell !== null && !day) fault(column, 'date_invalid', { given: excerpt(cell) });
      return day;
    },
    choice: (column, words, code) => {
      const cell = plain(column);
      if (cell === null) return null;
      const word = cell.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
      const chosen = Object.hasOwn(words, word) ? words[word] : undefined;
      if (chosen === undefined) fault(column, code, { given: excerpt(cell) });
      return chosen ?? null;
    },
  };
}

/** The beginning of what stands in a cell, on one line. */
export function excerpt(cell: string): string {
  const letters = Array.from(cell.toWellFormed().replaceAll(/\p{C}/gu, ' '));
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : letters.join('');
}
