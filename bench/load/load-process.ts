/** The process that sends a load: told what, says that it is ready, sends when told to, says what it saw. */
import { prepareLoad, type Load, type PreparedLoad } from './run-load.ts';

let prepared: PreparedLoad | null = null;

async function hear(message: { readonly prepare: Load } | 'run'): Promise<void> {
  if (message !== 'run') {
    prepared?.close();
    prepared = await prepareLoad(message.prepare);
    process.send?.('ready');
    return;
  }
  process.send?.(await prepared?.run());
}

process.on('message', (message: { readonly prepare: Load } | 'run') => void hear(message));
process.on('disconnect', () => process.exit(0));
