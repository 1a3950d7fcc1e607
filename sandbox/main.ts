/** Starts the sandbox: a stand-in for a payment provider, in a process and with a store of its own. */
import { readConfig } from './config.ts';
import { startSandbox } from './server.ts';

const sandbox = await startSandbox(readConfig());

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await sandbox.stop();
  if (process.connected) process.disconnect();
}

function stopAndReport(): void {
  stop().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}

process.on('SIGTERM', stopAndReport);
process.on('SIGINT', stopAndReport);
// A parent that was killed cannot say so; its end of the channel closes.
process.on('disconnect', stopAndReport);

console.log(`sandbox provider: ${sandbox.url}`);
process.send?.({ ready: true, url: sandbox.url });
