/** Starts the server that says hello. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { askUse, type ProcessUse } from './process-use.ts';
import { freePort } from '../../test/support/free-port.ts';

export type HelloProcess = {
  readonly port: number;
  readonly use: () => Promise<ProcessUse>;
  readonly stop: () => Promise<void>;
};

export async function startHelloProcess(): Promise<HelloProcess> {
  const port = await freePort();
  const child = fork(join(import.meta.dirname, 'hello-process.ts'), [String(port)]);
  await once(child, 'message');
  return {
    port,
    use: () => askUse(child),
    stop: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
