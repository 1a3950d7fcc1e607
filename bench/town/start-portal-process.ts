/** Starts the measured portal and asks what it used. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../../test/support/free-port.ts';
import type { PortalOrder } from './portal-process.ts';
import { askUse, type ProcessUse } from './process-use.ts';

export type PortalProcess = {
  readonly port: number;
  readonly use: () => Promise<ProcessUse>;
  readonly stop: () => Promise<void>;
};

/** @param nodeOptions such as `--cpu-prof` */
export async function startPortalProcess(
  order: PortalOrder,
  nodeOptions: readonly string[] = [],
): Promise<PortalProcess> {
  const port = Number(order.settings['PORT'] ?? (await freePort()));
  const child = fork(join(import.meta.dirname, 'portal-process.ts'), {
    execArgv: [...nodeOptions],
  });
  const ended = once(child, 'exit');
  const failed = ended.then((): never => {
    throw new Error('the portal ended by itself');
  });
  failed.catch(() => {});
  const ready = Promise.race([once(child, 'message'), failed]);
  child.send({ ...order, settings: { ...order.settings, PORT: String(port) } });
  await ready;
  return {
    port,
    use: () => askUse(child),
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
