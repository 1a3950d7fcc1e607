/** Whether anybody does the work that waits. */
import type { Context } from '../context.ts';
import type { HealthCheck } from '../core/health-check.ts';
import { describeDuration } from './describe-duration.ts';
import { silenceSeconds } from './heartbeat.ts';
import { findWorkersSeen, type WorkersSeen } from './store.ts';

/** Without a worker payers can pay, but nothing is asked again, no receipt is given, no mail is sent. */
export function workersCheck({ database }: Pick<Context, 'database'>): HealthCheck {
  const name = 'workers';
  return {
    name,
    stopsPayers: false,
    after: 'database',
    run: async () => {
      const seen = await findWorkersSeen(database, silenceSeconds);
      return [{ name, ok: seen.alive > 0, stopsPayers: false, sentence: describe(seen) }];
    },
  };
}

function describe({ alive, silentSeconds }: WorkersSeen): string {
  if (alive === 1) return 'One worker is alive.';
  if (alive > 1) return `${alive} workers are alive.`;
  if (silentSeconds === null) return 'There is no worker: start one.';
  return `No worker has been heard of for ${describeDuration(silentSeconds * 1000)}.`;
}
