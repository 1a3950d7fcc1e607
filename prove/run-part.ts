/** Runs one part in a process of its own, with a database server of its own, and leaves nothing behind. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { environmentWith } from '../src/config.ts';
import { systemClock } from '../src/core/clock.ts';
import { stopServersBelow } from '../test/support/stop-servers.ts';
import { openTestServer, prepareTemplate, serverVariable } from '../test/support/test-server.ts';
import { partMessage, type PartRequest } from './part-message.ts';
import type { PartId, PartReport } from './part.ts';

const root = join(import.meta.dirname, '..');
const program = join(import.meta.dirname, 'one-part.ts');
/** Of what a part wrote, how much is shown when it breaks down. */
const tailLength = 4_000;
/** How long a part that is told to end may take to. */
const patienceMs = 5_000;

export type PartRun = {
  readonly part: PartId;
  readonly seconds: number;
  /** The end of what it wrote when it broke down instead of reporting. */
  readonly result: PartReport | { readonly brokeDown: string };
};

export type RunOptions = PartRequest & {
  /** A folder of the run; everything temporary is below it. */
  readonly folder: string;
  readonly progress: (line: string) => void;
  /** Aborted when the person who started it wants it to end. */
  readonly signal: AbortSignal;
};

export async function runPart(options: RunOptions): Promise<PartRun> {
  const started = systemClock.now().getTime();
  const folder = join(options.folder, options.part);
  mkdirSync(join(folder, 'tmp'), { recursive: true });
  try {
    const result = await withServer(folder, (environment) => runProcess(options, environment));
    return { part: options.part, seconds: (systemClock.now().getTime() - started) / 1000, result };
  } finally {
    await stopServersBelow(folder);
  }
}

/** The server that the environment names, as it does inside a sabotaged copy; otherwise a new one. */
async function withServer<T>(
  folder: string,
  work: (environment: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const temporary = {
    TMPDIR: join(folder, 'tmp'),
    // What is compiled once is read by every process of a part, from its first module on.
    NODE_COMPILE_CACHE: join(root, '.cache', 'compiled'),
  };
  if (environmentWith({})[serverVariable] !== undefined) return work(environmentWith(temporary));
  const { close, ...server } = await openTestServer(join(folder, 'postgres'));
  try {
    await prepareTemplate(server);
    return await work(environmentWith({ ...temporary, [serverVariable]: JSON.stringify(server) }));
  } finally {
    await close();
  }
}

async function runProcess(
  { part, options, progress, signal }: RunOptions,
  env: NodeJS.ProcessEnv,
): Promise<PartRun['result']> {
  signal.throwIfAborted();
  // A process group of its own, so that nothing that the part started survives it.
  const child = spawn(process.execPath, [program], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  const interrupt = () => {
    killGroup(child, 'SIGTERM');
    setTimeout(() => killGroup(child, 'SIGKILL'), patienceMs).unref();
  };
  signal.addEventListener('abort', interrupt);
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-tailLength);
    });
  }
  let report: PartReport | null = null;
  child.on('message', (told) => {
    const message = partMessage.parse(told);
    if ('report' in message) report = message.report;
    else progress(message.progress);
  });
  const request: PartRequest = { part, options };
  child.send(request);
  await once(child, 'exit');
  signal.removeEventListener('abort', interrupt);
  killGroup(child, 'SIGKILL');
  return report ?? { brokeDown: `${ending(child)}\n${tail.trim()}` };
}

function ending({ exitCode, signalCode }: ChildProcess): string {
  return signalCode === null ? `ended with status ${exitCode}` : `ended by ${signalCode}`;
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // Nobody is left in the group.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
