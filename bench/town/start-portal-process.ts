/** Starts the measured portal and asks what it used. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
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

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen({ host: '127.0.0.1', port: 0 }), 'listening');
  const address = probe.address();
  await once(probe.close(), 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
