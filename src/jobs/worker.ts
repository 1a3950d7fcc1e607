/** Runs the jobs for ever: at once for the organisations that are named, and for all every second. */
import type { Context } from '../context.ts';
import { startStopwatch } from '../core/clock.ts';
import {
  findOrganisationsByIds,
  listOrganisations,
  type Organisation,
} from '../organisations/index.ts';
import type { Alarm, Round } from './alarm.ts';
import type { Job } from './job.ts';

/** Organisations that one loop serves at once, so that many do not wait for one another. */
const atOnce = 4;

export type Worker = {
  /** Ends when what is under way is done. */
  readonly stop: () => Promise<void>;
};

type Working = Pick<Context, 'database' | 'log'>;

/** Each job has a loop of its own, so that a slow provider does not keep a receipt waiting. */
export function startWorker(context: Working, jobs: readonly Job[], alarm: Alarm): Worker {
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
  context: Working,
  job: Job,
  alarm: Alarm,
  signal: AbortSignal,
): Promise<void> {
  let round: Round = 'all';
  let sinceLook = startStopwatch();
  while (!signal.aborted) {
    if (round === 'all') sinceLook = startStopwatch();
    const busy = await runOnce(context, job, round, signal);
    // Where something was found there may be more.
    if (job.rests !== true) for (const organisationId of busy) alarm.wake(organisationId, job.name);
    round = await alarm.next(job.name, sinceLook(), signal);
  }
}

/**
 * One round over the organisations that it is for.
 *
 * @param signal ends the round before the next organisation
 * @returns the ids of those in which something was found
 */
export async function runOnce(
  context: Working,
  job: Job,
  round: Round = 'all',
  signal?: AbortSignal,
): Promise<string[]> {
  const busy: string[] = [];
  try {
    const waiting =
      round === 'all'
        ? await listOrganisations(context.database)
        : await findOrganisationsByIds(context.database, [...round]);
    const serve = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        if (signal?.aborted === true) return;
        const found = await runFor(context, job, next);
        if (found > 0) busy.push(next.id);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, serve));
  } catch (error) {
    context.log.error({ err: error, job: job.name }, 'organisations could not be read');
  }
  return busy;
}

/** The trouble of one organisation is not the others'. */
async function runFor(context: Working, job: Job, organisation: Organisation): Promise<number> {
  try {
    return await job.run(organisation);
  } catch (error) {
    // Nothing is lost: the rows are still there, and the next round finds them.
    context.log.error({ err: error, job: job.name, organisation: organisation.slug }, 'job failed');
    return 0;
  }
}
