/** The process that holds the sandboxes of one file of tests: loaded once, each with a store and a port of its own. */
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { hostOrder, type HostAnswer, type HostOrder } from './sandbox-orders.ts';

const open = new Map<string, Sandbox>();

async function obey({ deed, folder }: HostOrder): Promise<HostAnswer> {
  if (deed === 'open') {
    const sandbox = await startSandbox({ port: 0, dataFolder: folder });
    open.set(folder, sandbox);
    return { folder, url: sandbox.url };
  }
  await open.get(folder)?.stop();
  open.delete(folder);
  return { folder, url: null };
}

// An order that cannot be obeyed ends the process, and whoever waits for an answer is told so.
process.on(
  'message',
  (told) => void obey(hostOrder.parse(told)).then((answer) => process.send?.(answer)),
);
process.once('disconnect', () => process.exit());
