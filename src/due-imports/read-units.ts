/** Reads a file unit by unit: rows that are understood, plans that add up, and what is wrong with the others. */
import type { Column } from './columns.ts';
import { digestOf } from './due-row.ts';
import { findOffer, type Offers } from './find-offer.ts';
import { readRows, type InspectedFile } from './inspect-file.ts';
import { planFaults } from './plan-faults.ts';
import type { RawRow } from './raw-row.ts';
import { readRow } from './read-row.ts';
import type { Fault, RowError } from './row-error.ts';
import { duesLimits, type DuesSource, type Reading } from './source.ts';
import type { Entry, Unit } from './unit.ts';

type Understood = {
  readonly raw: RawRow;
  readonly entry: Entry | null;
  readonly faults: readonly Fault[];
};

export async function* readUnits(
  source: DuesSource,
  inspected: InspectedFile,
  reading: Reading,
  offers: Offers,
): AsyncGenerator<Unit> {
  const nameOf = columnNamer(inspected);
  const understand = createUnderstanding(reading, offers);
  const plansSeen = new Set<string>();
  let open: { readonly plan: string; readonly rows: Understood[] } | null = null;
  const close = (): Unit | null => {
    const unit = open && toUnit(open.rows, planFaults(open.plan, open.rows, plansSeen), nameOf);
    if (open) plansSeen.add(open.plan);
    open = null;
    return unit;
  };
  for await (const raw of readRows(source, inspected, reading)) {
    const plan: string | null = raw.cells.plan ?? null;
    if (open && (open.plan !== plan || open.rows.length > duesLimits.planRows)) {
      const unit = close();
      if (unit) yield unit;
    }
    const understood = understand(raw);
    if (plan === null) yield toUnit([understood], [], nameOf);
    else if (open) open.rows.push(understood);
    else open = { plan, rows: [understood] };
  }
  const last = close();
  if (last) yield last;
}

function createUnderstanding(reading: Reading, offers: Offers): (raw: RawRow) => Understood {
  const idsSeen = new Map<string, number>();
  return (raw) => {
    const id = raw.cells.id;
    const other = id === undefined ? undefined : idsSeen.get(id);
    if (id !== undefined && other !== undefined) {
      const fault = { column: 'id', code: 'id_twice', values: { row: other } } as const;
      return { raw, entry: null, faults: [fault] };
    }
    if (id !== undefined) idsSeen.set(id, raw.row);
    const read = readRow(raw, reading);
    if (read.kind === 'bad') return { raw, entry: null, faults: read.faults };
    const found = findOffer(read.row, offers);
    if ('fault' in found) return { raw, entry: null, faults: [found.fault] };
    const digest = digestOf({ ...read.row, service: read.row.service ?? '' });
    return { raw, entry: { ...found.placed, raw, digest }, faults: [] };
  };
}

function toUnit(
  rows: readonly Understood[],
  ofPlan: readonly Fault[],
  nameOf: (column: string | null) => string | null,
): Unit {
  const entries = rows.flatMap(({ entry }) => entry ?? []);
  const isBad = entries.length < rows.length || ofPlan.length > 0;
  if (!isBad) return { kind: 'good', entries };
  const errors = rows.flatMap(({ raw, faults }): RowError[] => {
    const own = faults.length > 0 ? faults : ofPlan;
    const told = own.length > 0 ? own : [otherRowBad(raw)];
    return told.map(({ column, code, values = {} }) => {
      return { row: raw.row, column: nameOf(column), code, values };
    });
  });
  return { kind: 'bad', raws: rows.map(({ raw }) => raw), errors };
}

function otherRowBad({ cells }: RawRow): Fault {
  return { column: 'plan', code: 'plan_row_bad', values: { plan: cells.plan ?? '' } };
}

/** What the file calls a column. */
function columnNamer({ form }: InspectedFile): (column: string | null) => string | null {
  if (form.kind !== 'csv') return (column) => column;
  const names = new Map<string, string>();
  form.header.columns.forEach((column: Column | null, index) => {
    if (column !== null) names.set(column, form.header.names[index] ?? column);
  });
  return (column) => (column === null ? null : (names.get(column) ?? column));
}
