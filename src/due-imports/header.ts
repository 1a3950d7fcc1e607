/** Reads the header of a file: which column stands where. */
import { bareName, columnNamed, faultColumn, mandatory, type Column } from './columns.ts';
import { DuesFileRejected } from './file-rejected.ts';
import { duesLimits, type Reading } from './source.ts';

export type Header = {
  /** As the file has it. */
  readonly names: readonly string[];
  /** What each is; null for one that is left out. */
  readonly columns: readonly (Column | null)[];
};

/** @throws DuesFileRejected `column_unknown`, `column_twice`, `columns_missing`, `mapping_unknown`, `columns_many` */
export function readHeader(cells: readonly string[], reading: Reading): Header {
  if (cells.length > duesLimits.columns) {
    throw new DuesFileRejected('columns_many', { limit: duesLimits.columns });
  }
  const names = cells.map((cell) => cell.trim());
  const find = columnFinder(reading);
  const columns = names.map((name) => {
    const column = find(name);
    if (column === undefined) throw new DuesFileRejected('column_unknown', { column: shown(name) });
    return column;
  });
  refuseTwice(names, columns);
  refuseMissing(columns, reading, names);
  return { names, columns };
}

/** How much of a header is understood; what separates its cells shows by that. */
export function countKnown(cells: readonly string[], reading: Reading): number {
  const find = columnFinder(reading);
  return cells.filter((cell) => cell.trim() !== '' && find(cell) !== undefined).length;
}

/** @returns a finder that says null for a name that is left out, undefined for one that is not known */
export function columnFinder(reading: Reading): (name: string) => Column | null | undefined {
  const given = new Map(
    Object.entries(reading.columns ?? {}).map(([name, column]) => [bareName(name), column]),
  );
  return (name) => {
    const bare = bareName(name);
    const mapped = given.get(bare);
    if (mapped === '-') return null;
    if (mapped !== undefined) return columnNamed(mapped) ?? undefined;
    if (bare === '' || bare === faultColumn) return null;
    return columnNamed(bare) ?? undefined;
  };
}

function refuseTwice(names: readonly string[], columns: readonly (Column | null)[]): void {
  const seen = new Map<Column, string>();
  columns.forEach((column, index) => {
    if (column === null) return;
    const name = names[index] ?? '';
    const other = seen.get(column);
    if (other !== undefined) {
      throw new DuesFileRejected('column_twice', { column: shown(name), other: shown(other) });
    }
    seen.set(column, name);
  });
}

function refuseMissing(
  columns: readonly (Column | null)[],
  reading: Reading,
  names: readonly string[],
): void {
  const bare = new Set(names.map(bareName));
  const unmet = Object.keys(reading.columns ?? {}).find((name) => !bare.has(bareName(name)));
  if (unmet !== undefined) throw new DuesFileRejected('mapping_unknown', { column: shown(unmet) });
  const missing: string[] = mandatory.filter((column) => !columns.includes(column));
  if (!columns.includes('service') && !columns.includes('charge_type')) missing.push('service');
  if (missing.length === 0) return;
  throw new DuesFileRejected('columns_missing', { columns: missing.join(', ') });
}

/** A name that a person can read on one line. */
function shown(name: string): string {
  return Array.from(name.replaceAll(/\p{Cc}/gu, ' '))
    .slice(0, 60)
    .join('');
}
