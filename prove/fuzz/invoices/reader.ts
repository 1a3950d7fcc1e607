/** The invoice reader behind a wall: a thread with bounded memory, ended when it takes too long. */
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { watchMemory } from '../watch-memory.ts';
import type { ReadReply, ReadRequest } from './reader-worker.ts';

export type Reading =
  (ReadReply & { readonly grownMb: number }) | { readonly kind: 'ended'; readonly why: string };

export type Reader = {
  readonly read: (request: ReadRequest) => Promise<Reading>;
  readonly close: () => Promise<void>;
};

const replyShape = z.custom<ReadReply>(
  (reply) => typeof reply === 'object' && reply !== null && 'workMs' in reply,
);

const mostMb = 256;
/** Far more than is allowed: on a busy machine a thread may wait long for its turn. */
const patienceMs = 30_000;

/** A thread that ends is followed by another. */
export function startReader(): Reader {
  let worker: Worker | null = null;
  const current = (): Worker => {
    worker ??= new Worker(join(import.meta.dirname, 'reader-worker.ts'), {
      resourceLimits: { maxOldGenerationSizeMb: mostMb, maxYoungGenerationSizeMb: 32 },
    });
    return worker;
  };
  const close = async (): Promise<void> => {
    const last = worker;
    worker = null;
    await last?.terminate();
  };
  return {
    close,
    read: async (request) => {
      const watch = watchMemory();
      const thread = current();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage(request);
      try {
        const signal = AbortSignal.timeout(patienceMs);
        const [reply]: unknown[] = await once(thread, 'message', { signal });
        return { ...replyShape.parse(reply), grownMb: watch.stop() };
      } catch (error) {
        watch.stop();
        await close();
        const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        return { kind: 'ended', why };
      }
    },
  };
}
