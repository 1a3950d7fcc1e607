/** A row as its file has it, before anything of it is understood. */
import type { Column } from './columns.ts';
import type { Fault } from './row-error.ts';

export type RawRow = {
  readonly row: number;
  /** Trimmed; a column that is empty or not there is missing. */
  readonly cells: Readonly<Partial<Record<Column, string>>>;
  /** What was wrong with the row as a whole. */
  readonly faults: readonly Fault[];
  /** As the file has it: cells, or a line. */
  readonly given: readonly string[] | string;
};

/** What spreadsheets take for a formula, in every width. */
export const beginsLikeFormula = /^[=+\-@\t＝＋－＠]/;

/** `'=1+1` is how spreadsheets, and our own exports, write a text that begins like a formula. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && beginsLikeFormula.test(cell.slice(1)) ? cell.slice(1) : cell;
}
