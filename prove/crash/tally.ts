/** What a run has tried and what went wrong, added up by everything that takes part. */
import { startStopwatch } from '../../src/core/clock.ts';
import type { CrashPoint } from '../../src/core/crash-points.ts';
import type { Effort, Failure, PartOptions, PartReport, Wrong } from '../part.ts';

export type Tally = {
  readonly progress: (line: string) => void;
  /** Tells how long `work` took. */
  readonly timed: (name: string, work: () => Promise<void>) => Promise<void>;
  readonly effort: (effort: Effort, count?: number) => void;
  readonly fault: (number: string, count?: number) => void;
  readonly reached: (point: CrashPoint) => void;
  readonly edge: (edge: string, count: number) => void;
  /** `where` says what was done when it went wrong, such as the flow and the crash point. */
  readonly wrong: (kind: Failure['kind'], where: string, message: string) => void;
  readonly kills: () => number;
  readonly timesReached: (point: CrashPoint) => number;
  readonly report: () => PartReport;
};

/** Ends a run that was asked to end at its first failure; what went wrong is in the tally. */
export class FirstFailure extends Error {}

const ours: readonly Wrong[] = [
  'lost',
  'double',
  'phantom',
  'wrong_amount',
  'over_refund',
  'over_settled',
  'unbalanced',
  'stuck',
  'acked_missing',
];

export function createTally(options: PartOptions): Tally {
  const efforts = new Map<Effort, number>([
    ['process_kills', 0],
    ['db_crashes', 0],
  ]);
  const wrongs = new Map<string, number>(ours.map((wrong) => [wrong, 0]));
  const faults = new Map<string, number>();
  const points = new Map<CrashPoint, number>();
  const edges = new Map<string, number>();
  const failures: Failure[] = [];
  const { seed, kills, databaseCrashes } = options;
  const repeat =
    `npm run prove -- --crash --seed ${seed} --kills ${kills} ` +
    `--database-crashes ${databaseCrashes}`;
  return {
    progress: options.progress,
    timed: async (name, work) => {
      const elapsed = startStopwatch();
      await work();
      options.progress(`${Math.round(elapsed() * 1000)} ms, ${name}`);
    },
    effort: (effort, count = 1) => add(efforts, effort, count),
    fault: (number, count = 1) => add(faults, number, count),
    reached: (point) => add(points, point, 1),
    edge: (edge, count) => add(edges, edge, count),
    wrong: (kind, where, message) => {
      if (wrongs.has(kind)) add(wrongs, kind, 1);
      failures.push({ part: 'crash', kind, message: `${where}: ${message}`, repeat });
      options.progress(`WRONG ${kind}: ${where}: ${message}`);
      if (options.untilFailure && failures.length === 1) throw new FirstFailure(kind);
    },
    kills: () => efforts.get('process_kills') ?? 0,
    timesReached: (point) => points.get(point) ?? 0,
    report: () => ({
      part: 'crash',
      efforts: Object.fromEntries(efforts),
      wrongs: Object.fromEntries(wrongs),
      faults: Object.fromEntries([...faults].toSorted(byNumber)),
      crashPoints: Object.fromEntries(points),
      edges: Object.fromEntries(edges),
      failures,
    }),
  };
}

function add<Key>(counts: Map<Key, number>, key: Key, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function byNumber([one]: [string, number], [other]: [string, number]): number {
  return Number(one.slice(1)) - Number(other.slice(1));
}
