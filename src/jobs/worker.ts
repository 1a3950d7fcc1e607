/** Runs the jobs for ever: at once when woken, and by itself every second. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { listOrganisations, type Organisation } from '../organisations/index.ts';
import type { Job } from './job.ts';

const restMs = 1000;

export type Worker = {
  /** Ends when what is under way is done. */
  readonly stop: () => Promise<void>;
};

/** Wakes every loop that waits; made before the worker, so that the portal can be given it. */
export type Alarm = {
  readonly wake: () => void;
  readonly next: (signal: AbortSignal) => Promise<void>;
};

export function createAlarm(): Alarm {
  const sleepers = new Set<() => void>();
  return {
    wake: () => {
      for (const rouse of sleepers) rouse();
    },
    next: async (signal) => {
      const rested = new AbortController();
      const rouse = () => rested.abort();
      sleepers.add(rouse);
      await delay(restMs, undefined, { signal: AbortSignal.any([signal, rested.signal]) }).catch(
        () => {},
      );
      sleepers.delete(rouse);
    },
  };
}

/** Each job has a loop of its own, so that a slow provider does not keep a receipt waiting. */
export function startWorker(
  context: Pick<Context, 'database' | 'log'>,
  jobs: readonly Job[],
  alarm: Alarm,
): Worker {
  const stopping = new AbortController();
  const loops = jobs.flatMap((job) =>
    Array.from({ length: job.loops ?? 1 }, () => runForEver(context, job, alarm, stopping.signal)),
  );
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

async function runForEver(
  context: Pick<Context, 'database' | 'log'>,
  job: Job,
  alarm: Alarm,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    // Asked for before the work, so that a call during the work is not slept through.
    const woken = alarm.next(signal);
    const found = await runOnce(context, job, signal);
    if (found === 0) await woken;
  }
}

/**
 * One round over all organisations.
 *
 * @param signal ends the round before the next organisation
 * @returns how much was found
 */
export async function runOnce(
  context: Pick<Context, 'database' | 'log'>,
  job: Job,
  signal?: AbortSignal,
): Promise<number> {
  try {
    let found = 0;
    for (const organisation of await listOrganisations(context.database)) {
      if (signal?.aborted === true) break;
      found += await runFor(context, job, organisation);
    }
    return found;
  } catch (error) {
    context.log.error({ err: error, job: job.name }, 'organisations could not be read');
    return 0;
  }
}

/** The trouble of one organisation is not the others'. */
async function runFor(
  context: Pick<Context, 'log'>,
  job: Job,
  organisation: Organisation,
): Promise<number> {
  try {
    return await job.run(organisation);
  } catch (error) {
    // Nothing is lost: the rows are still there, and the next round finds them.
    context.log.error({ err: error, job: job.name, organisation: organisation.slug }, 'job failed');
    return 0;
  }
}
