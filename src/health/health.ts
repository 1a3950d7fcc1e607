/** The health of one process: its stage of life, and what its checks say, asked at most once a second. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { startStopwatch } from '../core/clock.ts';
import type { HealthCheck, Verdict } from '../core/health-check.ts';

export type HealthReport = {
  /** `ready` and `degraded` serve payers; the others do not. */
  readonly status: 'starting' | 'ready' | 'degraded' | 'not ready' | 'stopping';
  readonly checks: readonly Verdict[];
};

export type Health = {
  readonly report: () => Promise<HealthReport>;
  /** Whether it has been ready once. */
  readonly hasStarted: () => boolean;
  /** From now on it says that it is stopping, so that nobody is sent here any more. */
  readonly stop: () => void;
};

const longestCheckMs = 4000;

/** Whoever asks more often gets the same answer: the address is public. */
const rememberedSeconds = 1;

export type HealthOptions = {
  /** Told when other things are wrong than before. */
  readonly log?: Pick<Logger, 'info' | 'warn'>;
  /** How long a check may take; 4 seconds. */
  readonly patienceMs?: number;
};

export function createHealth(
  checks: readonly HealthCheck[],
  { log, patienceMs = longestCheckMs }: HealthOptions = {},
): Health {
  const state = { started: false, stopping: false, wrong: '' };
  const judge = remembered(async () => {
    const verdicts = await runChecks(checks, patienceMs);
    const ill = verdicts.filter((verdict) => !verdict.ok);
    const wrong = ill.map((verdict) => verdict.name).join(' ');
    if (wrong !== state.wrong) {
      if (wrong === '') log?.info('all is well again');
      else log?.warn({ wrong: ill.map((verdict) => verdict.sentence) }, 'something is wrong');
      state.wrong = wrong;
    }
    return verdicts;
  });
  return {
    hasStarted: () => state.started,
    stop: () => {
      state.stopping = true;
    },
    report: async () => {
      if (state.stopping) return { status: 'stopping', checks: [stoppingVerdict] };
      const verdicts = await judge();
      const isServing = !verdicts.some((verdict) => verdict.stopsPayers && !verdict.ok);
      state.started ||= isServing;
      if (!isServing) return { status: state.started ? 'not ready' : 'starting', checks: verdicts };
      const isWell = verdicts.every((verdict) => verdict.ok);
      return { status: isWell ? 'ready' : 'degraded', checks: verdicts };
    },
  };
}

const stoppingVerdict: Verdict = {
  name: 'stopping',
  ok: false,
  stopsPayers: true,
  sentence: 'This process is stopping: it finishes what it has begun and takes nothing new.',
};

async function runChecks(
  checks: readonly HealthCheck[],
  patienceMs: number,
): Promise<readonly Verdict[]> {
  const run = (check: HealthCheck) => runCheck(check, patienceMs);
  const first = await Promise.all(checks.filter((check) => check.after === undefined).map(run));
  const ill = new Set(
    first
      .flat()
      .filter((verdict) => !verdict.ok)
      .map((verdict) => verdict.name),
  );
  const later = checks.filter((check) => check.after !== undefined && !ill.has(check.after));
  return [...first, ...(await Promise.all(later.map(run)))].flat();
}

async function runCheck(check: HealthCheck, patienceMs: number): Promise<readonly Verdict[]> {
  const { name, stopsPayers } = check;
  const patience = new AbortController();
  const late = delay(patienceMs, 'late' as const, { signal: patience.signal, ref: false });
  // An answer in time ends the waiting, which is no failure.
  late.catch(() => {});
  try {
    const verdicts = await Promise.race([check.run(), late]);
    if (verdicts !== 'late') return verdicts;
    return [{ name, ok: false, stopsPayers, sentence: `There was no answer in time (${name}).` }];
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error;
    return [{ name, ok: false, stopsPayers, sentence: `It could not be found out: ${kind}.` }];
  } finally {
    patience.abort();
  }
}

function remembered<T>(work: () => Promise<T>): () => Promise<T> {
  let last: { readonly answer: Promise<T>; readonly age: () => number } | null = null;
  return () => {
    if (last === null || last.age() > rememberedSeconds) {
      last = { answer: work(), age: startStopwatch() };
    }
    return last.answer;
  };
}
