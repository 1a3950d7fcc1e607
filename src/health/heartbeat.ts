/** The sign of life of a worker, by which others see that somebody does the work. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { removeWorker, writeSeen } from './store.ts';

const everyMs = 5000;

/** After so long without a sign a worker counts as gone. */
export const silenceSeconds = 30;

export type Heartbeat = {
  /** Says that this worker is no more. */
  readonly stop: () => Promise<void>;
};

/** Begins with the first sign; a database that is away for a moment misses some. */
export async function startHeartbeat(
  context: Pick<Context, 'database' | 'ids' | 'log'>,
): Promise<Heartbeat> {
  const workerId = context.ids.next('wrk');
  const stopping = new AbortController();
  await beat(context, workerId);
  const beating = beatForEver(context, workerId, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await beating;
      await removeWorker(context.database, workerId).catch((error: unknown) => {
        context.log.warn({ err: error }, 'the end of the worker could not be noted');
      });
    },
  };
}

async function beatForEver(
  context: Pick<Context, 'database' | 'log'>,
  workerId: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await delay(everyMs, undefined, { signal }).catch(() => {});
    if (!signal.aborted) await beat(context, workerId);
  }
}

async function beat(
  { database, log }: Pick<Context, 'database' | 'log'>,
  workerId: string,
): Promise<void> {
  await writeSeen(database, workerId).catch((error: unknown) => {
    log.warn({ err: error }, 'the sign of life could not be written');
  });
}
