/** Says what loading units would do: what is new, what is there, what came changed and whether it may be replaced. */
import type { Queryable, Transaction } from '../database/database.ts';
import {
  findDues,
  findDuesOfPlans,
  findKnownSources,
  lockDues,
  type Due,
  type KnownSource,
} from '../dues/index.ts';
import { findHolds } from '../payments/index.ts';
import type { RowError } from './row-error.ts';
import type { Entry, GoodUnit } from './unit.ts';

export type JudgedUnit =
  | { readonly kind: 'new' | 'known'; readonly entries: readonly Entry[] }
  | {
      readonly kind: 'replace';
      readonly entries: readonly Entry[];
      /** The dues that are there, by the organisation's keys. */
      readonly before: ReadonlyMap<string, Due>;
      /** Of a plan: dues that the file does not have any more. */
      readonly gone: readonly Due[];
    }
  | {
      readonly kind: 'bad';
      readonly entries: readonly Entry[];
      readonly errors: readonly RowError[];
    };

/** @param locking the transaction in which they are loaded; without it, what is found may change */
export async function judgeUnits(
  database: Queryable,
  organisationId: string,
  units: readonly GoodUnit[],
  { replace, locking }: { readonly replace: boolean; readonly locking: Transaction | null },
): Promise<JudgedUnit[]> {
  const keys = units.flatMap(({ entries }) => entries.map(({ row }) => row.id));
  const found = await findKnownSources(database, organisationId, keys);
  const known = new Map(found.map((one) => [one.sourceKey, one]));
  const judged: JudgedUnit[] = [];
  for (const { entries } of units) {
    const there = entries.filter(({ row }) => known.has(row.id));
    const isSame = there.every(({ row, digest }) => known.get(row.id)?.contentDigest === digest);
    if (there.length === 0) judged.push({ kind: 'new', entries });
    else if (isSame && there.length === entries.length) judged.push({ kind: 'known', entries });
    else if (!replace) judged.push(bad(entries, 'due_changed', changedOf(entries, known)));
    else judged.push(await judgeReplacement(database, organisationId, { entries, known, locking }));
  }
  return judged;
}

function changedOf(
  entries: readonly Entry[],
  known: ReadonlyMap<string, KnownSource>,
): readonly Entry[] {
  return entries.filter(({ row, digest }) => known.get(row.id)?.contentDigest !== digest);
}

async function judgeReplacement(
  database: Queryable,
  organisationId: string,
  {
    entries,
    known,
    locking,
  }: {
    readonly entries: readonly Entry[];
    readonly known: ReadonlyMap<string, KnownSource>;
    readonly locking: Transaction | null;
  },
): Promise<JudgedUnit> {
  const ids = entries.flatMap(({ row }) => known.get(row.id)?.dueId ?? []);
  const named = await findDues(database, organisationId, ids);
  const plans = [...new Set(named.flatMap(({ plan }) => plan?.id ?? []))];
  const others = plans.length > 0 ? await findDuesOfPlans(database, organisationId, plans) : [];
  const allIds = [...new Set([...named, ...others].map(({ id }) => id))];
  // Locked, so that nobody begins or ends a payment of them meanwhile.
  const dues = locking
    ? await lockDues(locking, organisationId, allIds)
    : await findDues(database, organisationId, allIds);
  const byId = new Map(dues.map((due) => [due.id, due]));
  const inFile = new Set(ids);
  const touched = dues.find((due) => due.settled.minor !== 0n || due.credited.minor !== 0n);
  if (touched) return bad(entries, 'due_paid');
  if ((await findHolds(database, organisationId, allIds)).length > 0) {
    return bad(entries, 'due_in_progress');
  }
  if (dues.some((due) => due.withdrawn && inFile.has(due.id))) return bad(entries, 'due_withdrawn');
  const before = new Map(
    entries.flatMap(({ row }) => {
      const due = byId.get(known.get(row.id)?.dueId ?? '');
      return due ? [[row.id, due] as const] : [];
    }),
  );
  const gone = dues.filter((due) => !inFile.has(due.id) && !due.withdrawn);
  return { kind: 'replace', entries, before, gone };
}

/** @param at the rows that are told about; the others of a plan are told that one of them is wrong */
function bad(
  entries: readonly Entry[],
  code: RowError['code'],
  at: readonly Entry[] = entries,
): JudgedUnit {
  const errors = entries.map((entry): RowError => {
    const { row } = entry.raw;
    if (at.includes(entry)) return { row, column: null, code, values: {} };
    return { row, column: null, code: 'plan_row_bad', values: { plan: entry.row.plan?.key ?? '' } };
  });
  return { kind: 'bad', entries, errors };
}
