/** What became of a file of dues, counted while it is loaded. */
import { add, type Money } from '../core/money.ts';
import { DuesFileRejected, type ErrorValues } from './file-rejected.ts';
import type { JudgedUnit } from './judge-units.ts';
import type { RowError } from './row-error.ts';
import { duesLimits } from './source.ts';
import type { BadUnit } from './unit.ts';

/** Why a file was rejected; `message` is English, `fileErrorWords` says the same in other languages. */
export type FileError = {
  readonly code: string;
  readonly values: ErrorValues;
  readonly message: string;
};

export type ImportedDues = {
  readonly file: string;
  /** `imported`: at least one row was loaded; `already_known`: there was nothing new in it. */
  readonly status: 'imported' | 'already_known' | 'rejected';
  readonly error: FileError | null;
  readonly rows: number;
  /** New ones and replaced ones. */
  readonly loaded: number;
  readonly replaced: number;
  readonly alreadyKnown: number;
  readonly rejected: number;
  /** In the order of the file; of very many only the first. */
  readonly errors: readonly RowError[];
  /** Of the rows that were loaded, by currency; of a plan only the whole counts. */
  readonly sums: readonly Money[];
};

export type Tally = {
  readonly bad: (unit: Pick<BadUnit, 'errors'>, rows: number) => void;
  readonly judged: (unit: Exclude<JudgedUnit, { kind: 'bad' }>) => void;
  readonly counts: () => Omit<ImportedDues, 'file' | 'status' | 'error'>;
};

export function createTally(): Tally {
  const errors: RowError[] = [];
  const sums = new Map<string, Money>();
  let [rows, fresh, replaced, alreadyKnown, rejected] = [0, 0, 0, 0, 0];
  return {
    bad: (unit, count) => {
      rows += count;
      rejected += count;
      errors.push(...unit.errors.slice(0, duesLimits.errors - errors.length));
    },
    judged: ({ kind, entries }) => {
      rows += entries.length;
      if (kind === 'known') return void (alreadyKnown += entries.length);
      if (kind === 'new') fresh += entries.length;
      else replaced += entries.length;
      for (const { row } of entries) {
        if (row.plan?.part === 'instalment') continue;
        const sum = sums.get(row.amount.currency);
        sums.set(row.amount.currency, sum ? add(sum, row.amount) : row.amount);
      }
    },
    counts: () => ({
      rows,
      loaded: fresh + replaced,
      replaced,
      alreadyKnown,
      rejected,
      errors,
      sums: [...sums.values()],
    }),
  };
}

export function fileRejected(
  file: string,
  { code, values, message }: DuesFileRejected,
): ImportedDues {
  const none = { rows: 0, loaded: 0, replaced: 0, alreadyKnown: 0, rejected: 0 };
  const error = { code, values, message };
  return { file, status: 'rejected', error, ...none, errors: [], sums: [] };
}

type Counts = Omit<ImportedDues, 'file' | 'status' | 'error'>;

/** @param way of which it depends whether rows that are wrong keep the others out */
export function conclude(file: string, counts: Counts, way: 'all' | 'good'): ImportedDues {
  const { rows, rejected } = counts;
  if (way === 'all' && rejected > 0) {
    const rejection = new DuesFileRejected('rows_rejected', { rejected, rows });
    const nothing = { loaded: 0, replaced: 0, sums: [] };
    return { ...fileRejected(file, rejection), ...counts, ...nothing };
  }
  if (rejected === rows) {
    return { ...fileRejected(file, new DuesFileRejected('no_good_rows', { rows })), ...counts };
  }
  const status = counts.loaded > 0 ? 'imported' : 'already_known';
  return { file, status, error: null, ...counts };
}
