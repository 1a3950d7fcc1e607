/** Tells the loops of a worker whose work there is, and lets them look for themselves every second. */
import { setTimeout as delay } from 'node:timers/promises';
import type { JobName } from '../core/job-name.ts';

const restMs = 1000;

/** Whom a round is for: the organisations that were named, or all. */
export type Round = ReadonlySet<string> | 'all';

/** Made before the worker, so that the portal can be given it. */
export type Alarm = {
  readonly wake: (organisationId: string, job: JobName) => void;
  /**
   * Waits until somebody is named, or until a look at all of them is due.
   *
   * @param sinceLook how long ago the last one was, in seconds
   */
  readonly next: (job: JobName, sinceLook: number, signal: AbortSignal) => Promise<Round>;
};

export function createAlarm(): Alarm {
  const named = new Map<JobName, Set<string>>();
  const sleepers = new Map<JobName, Set<() => void>>();
  const take = (job: JobName): Round | null => {
    const taken = named.get(job);
    named.delete(job);
    return taken ?? null;
  };
  return {
    wake: (organisationId, job) => {
      named.set(job, (named.get(job) ?? new Set()).add(organisationId));
      for (const rouse of sleepers.get(job) ?? []) rouse();
    },
    next: async (job, sinceLook, signal) => {
      const leftMs = restMs - sinceLook * 1000;
      if (leftMs <= 0) return 'all';
      const known = take(job);
      if (known) return known;
      const roused = new AbortController();
      const rouse = () => roused.abort();
      const here = sleepers.get(job) ?? new Set();
      sleepers.set(job, here.add(rouse));
      await delay(leftMs, undefined, { signal: AbortSignal.any([signal, roused.signal]) }).catch(
        () => {},
      );
      here.delete(rouse);
      return take(job) ?? 'all';
    },
  };
}
