/** Sends loads from a process of its own, so that the sender does not take the measured process's turn. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answered, Load } from './run-load.ts';

export type LoadProcess = {
  /** Prepares everything, then calls `begin` and sends. */
  readonly send: (load: Load, begin?: () => void) => Promise<Answered>;
  readonly stop: () => Promise<void>;
};

export function startLoadProcess(): LoadProcess {
  const child = fork(join(import.meta.dirname, 'load-process.ts'), { serialization: 'advanced' });
  const ended = once(child, 'exit');
  const failed = ended.then((): never => {
    throw new Error('the load generator ended by itself');
  });
  failed.catch(() => {});
  const answer = async (): Promise<unknown> => {
    const [message]: unknown[] = await Promise.race([once(child, 'message'), failed]);
    return message;
  };
  return {
    send: async (load, begin) => {
      const ready = answer();
      child.send({ prepare: load });
      await ready;
      begin?.();
      const seen = answer();
      child.send('run');
      return readAnswered(await seen);
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function readAnswered(message: unknown): Answered {
  if (!isAnswered(message)) throw new Error('the load generator said something else');
  return message;
}

function isAnswered(message: unknown): message is Answered {
  return typeof message === 'object' && message !== null && 'answeredAt' in message;
}
