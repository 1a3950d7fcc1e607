/** Starts the sandbox provider as the process of its own that it is, for demonstrations and tests. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type SandboxProcess = {
  /** Its address; API, pages and control API are there. */
  readonly url: string;
  /** Settles when it has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Ends it in order; safe to repeat. */
  readonly stop: () => Promise<void>;
  /** Ends it as a crash would. */
  readonly kill: () => Promise<void>;
};

const entry = fileURLToPath(new URL('../../../sandbox/main.ts', import.meta.url));

/**
 * Starts it and waits until it answers; it ends with this process, even when that is killed.
 *
 * @param options `port` 0 asks the system for a free one
 * @throws Error with what it said when it ends before it is ready, such as for a taken port
 */
export async function startSandboxProcess(options: {
  readonly port: number;
  readonly dataFolder: string;
}): Promise<SandboxProcess> {
  const env = { SANDBOX_PORT: String(options.port), SANDBOX_DATA: options.dataFolder };
  const child = fork(entry, { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const ended = once(child, 'exit').then(() => undefined);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  const url = await ready(child, ended);
  return { url, ended, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

async function ready(child: ChildProcess, ended: Promise<void>): Promise<string> {
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    said.push(chunk.toString('utf8'));
  });
  const failed = ended.then(() => {
    throw new Error(`the sandbox provider did not start: ${said.join('').trim()}`);
  });
  const told = once(child, 'message').then(([message]: unknown[]) => addressIn(message));
  return Promise.race([told, failed]);
}

function addressIn(message: unknown): string {
  const isReady = typeof message === 'object' && message !== null && 'url' in message;
  if (!isReady || typeof message.url !== 'string') throw new Error('the sandbox gave no address');
  return message.url;
}
