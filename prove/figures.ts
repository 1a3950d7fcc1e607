/** Adds up what the parts report into the one document of a run. */
import { z } from 'zod';
import { crashPoints } from '../src/core/crash-points.ts';
import { legalEdges } from './legal-edges.ts';
import { efforts, partIds, wrongs, type Effort, type PartId, type PartReport } from './part.ts';
import type { PartRun } from './run-part.ts';

/** How often each crash point and each legal edge must be reached before a zero says anything of it. */
export const reachedOften = 5;

export type Totals = {
  readonly efforts: Readonly<Record<Effort, number>>;
  readonly wrongs: Readonly<Record<(typeof wrongs)[number], number>>;
  readonly faults: Readonly<Record<string, number>>;
  /** All of them, those never reached included. */
  readonly crashPoints: Readonly<Record<string, number>>;
  readonly edges: Readonly<Record<string, number>>;
  readonly failures: PartReport['failures'];
};

/** A part that ended without a report counts as a failure of its own. */
export function addUp(runs: readonly PartRun[], repeat: (part: PartId) => string): Totals {
  const reports = runs.map((run) => reportOf(run, repeat));
  const sum = (
    names: readonly string[],
    counts: (report: PartReport) => Readonly<Record<string, number>>,
  ) => addCounts(names, reports.map(counts));
  return {
    efforts: everyEffort.parse(sum(efforts, (report) => report.efforts)),
    wrongs: everyWrong.parse(sum(wrongs, (report) => report.wrongs)),
    faults: sum([], (report) => report.faults),
    crashPoints: sum(crashPoints, (report) => report.crashPoints),
    edges: sum(legalEdges, (report) => report.edges),
    failures: reports.flatMap((report) => report.failures),
  };
}

const everyEffort = z.record(z.enum(efforts), z.number());
const everyWrong = z.record(z.enum(wrongs), z.number());

function reportOf({ part, result }: PartRun, repeat: (part: PartId) => string): PartReport {
  if (!('brokeDown' in result)) return result;
  const failure = { part, kind: 'broke_down', message: result.brokeDown, repeat: repeat(part) };
  const nothing = { efforts: {}, wrongs: {}, faults: {}, crashPoints: {}, edges: {} };
  return { part, ...nothing, failures: [failure] };
}

function addCounts(
  names: readonly string[],
  counts: readonly Readonly<Record<string, number>>[],
): Record<string, number> {
  const sums = Object.fromEntries(names.map((name) => [name, 0]));
  for (const [name, count] of counts.flatMap((each) => Object.entries(each))) {
    sums[name] = (sums[name] ?? 0) + count;
  }
  return sums;
}

/** What zero in so many independent tries says: the chance per try is below this, with 95 % confidence. */
export type Bound = { readonly of: string; readonly tries: number; readonly below: number };

/**
 * The rule of three for each wrong that was not seen.
 *
 * It is a statement about schedules, kills and inputs as they are drawn here, and about nothing else.
 */
export function boundsOf(totals: Totals): Readonly<Record<string, Bound>> {
  const unseen = wrongs.filter((wrong) => totals.wrongs[wrong] === 0);
  const bounds = unseen.flatMap((wrong) => {
    const { of, tries } = triesAgainst(wrong, totals.efforts);
    return tries === 0 ? [] : [[wrong, { of, tries, below: significant(3 / tries) }] as const];
  });
  return Object.fromEntries(bounds);
}

function triesAgainst(
  wrong: (typeof wrongs)[number],
  done: Totals['efforts'],
): { readonly of: string; readonly tries: number } {
  const crashes = { of: 'crash', tries: done.process_kills + done.db_crashes };
  if (wrong.startsWith('fuzz_'))
    return { of: 'input', tries: done.importer_inputs + done.http_inputs };
  if (wrong === 'acked_missing' || done.schedules === 0) return crashes;
  return { of: 'schedule', tries: done.schedules };
}

function significant(value: number): number {
  return Number(value.toPrecision(2));
}

export type Machine = {
  readonly node: string;
  readonly platform: string;
  readonly processors: number;
  readonly processor: string;
  readonly memory_gib: number;
};

export type Surroundings = {
  readonly commit: string | null;
  readonly seed: number;
  readonly machine: Machine;
};

/** The document that `--json` prints. */
export function figuresOf(runs: readonly PartRun[], totals: Totals, around: Surroundings) {
  const { efforts: done } = totals;
  return {
    commit: around.commit,
    seed_base: around.seed,
    schedules: done.schedules,
    steps: done.steps,
    process_kills: done.process_kills,
    db_crashes: done.db_crashes,
    crash_points_hit: reachedOf(totals.crashPoints),
    edges_hit: reachedOf(totals.edges),
    faults_by_kind: totals.faults,
    payments: done.payments,
    money_minor: done.money_minor,
    psp_calls: done.psp_calls,
    webhooks: {
      sent: done.webhooks_sent,
      dropped: done.webhooks_dropped,
      duplicated: done.webhooks_duplicated,
      reordered: done.webhooks_reordered,
      late: done.webhooks_late,
      forged: done.webhooks_forged,
    },
    ...totals.wrongs,
    fuzz_inputs: done.importer_inputs + done.http_inputs,
    importer_inputs: done.importer_inputs,
    http_inputs: done.http_inputs,
    attacks: `${done.attacks_passed}/${done.attacks_run}`,
    sabotage: `${done.sabotages_caught}/${done.sabotages_planted}`,
    bounds: boundsOf(totals),
    crash_points: totals.crashPoints,
    edges: totals.edges,
    skipped: partIds.filter((part) => !runs.some((run) => run.part === part)),
    failures: totals.failures,
    seconds: Object.fromEntries(runs.map((run) => [run.part, run.seconds])),
    machine: around.machine,
  };
}

export type Figures = ReturnType<typeof figuresOf>;

/** How many of them were reached often, such as `22/24`. */
export function reachedOf(counts: Readonly<Record<string, number>>): string {
  const all = Object.values(counts);
  return `${all.filter((count) => count >= reachedOften).length}/${all.length}`;
}
