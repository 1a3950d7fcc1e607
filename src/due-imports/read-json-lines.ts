/** Reads JSON lines: an object on each line, its names those of the columns. */
import { z } from 'zod';
import type { Column } from './columns.ts';
import { faultColumn } from './columns.ts';
import { DuesFileRejected } from './file-rejected.ts';
import type { RawRow } from './raw-row.ts';
import type { Fault } from './row-error.ts';
import { duesLimits } from './source.ts';

/** Lines without their ends. @throws DuesFileRejected `row_too_long` */
export async function* readLines(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let row = 0;
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      row += 1;
      refuseLong(line, row);
      yield line;
    }
    refuseLong(rest, row + 1);
  }
  if (rest !== '') yield rest;
}

function refuseLong(line: string, row: number): void {
  if (line.length <= duesLimits.rowBytes) return;
  throw new DuesFileRejected('row_too_long', { row, limit: duesLimits.rowBytes / 1024 });
}

const lineObject = z.record(z.string(), z.unknown());

/** @returns null for a line that holds nothing */
export function readJsonLine(
  line: string,
  row: number,
  find: (name: string) => Column | null | undefined,
): RawRow | null {
  if (line.trim() === '') return null;
  const whole = (code: Fault['code']): RawRow => ({
    row,
    cells: {},
    faults: [{ column: null, code }],
    given: line,
  });
  const parsed = parse(line);
  if (parsed === undefined) return whole('not_json');
  const object = lineObject.safeParse(parsed);
  if (!object.success || Array.isArray(parsed)) return whole('not_object');
  const entries = Object.entries(object.data);
  if (entries.length === 1 && entries[0]?.[0] === faultColumn) return null;
  return { row, given: line, ...cellsOf(entries, find) };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function cellsOf(
  entries: readonly (readonly [string, unknown])[],
  find: (name: string) => Column | null | undefined,
): Pick<RawRow, 'cells' | 'faults'> {
  const cells: Partial<Record<Column, string>> = {};
  const faults: Fault[] = [];
  for (const [name, value] of entries) {
    const column = find(name);
    if (column === undefined) faults.push({ column: name.slice(0, 60), code: 'column_unknown' });
    if (!column || value === null) continue;
    const text = asText(column, value);
    if (text === null) faults.push({ column, code: 'not_a_text' });
    else if (column in cells) faults.push({ column, code: 'column_twice' });
    else if (text.trim() !== '') cells[column] = text.trim();
  }
  return { cells, faults };
}

/** Numbers are read by the digits they were written with, as long as JavaScript keeps all of those. */
function asText(column: Column, value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return asDigits(value);
  return column === 'lines' || column === 'beneficiaries' ? JSON.stringify(value) : null;
}

function asDigits(value: number): string | null {
  return Math.abs(value) < 1e13 && /^-?\d+(?:\.\d{1,4})?$/.test(String(value))
    ? String(value)
    : null;
}
