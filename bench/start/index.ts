/** How long a second start of everything takes until the portal is ready, next to starting a bare server. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { environmentWith } from '../../src/config.ts';
import type { BenchOptions, Figure, FigureResult } from '../figure.ts';
import { rounded } from '../machine/spread.ts';
import { now } from '../machine/stopwatch.ts';
import { takeTurns } from '../machine/take-turns.ts';
import { freePort } from '../../test/support/free-port.ts';

const program = join(import.meta.dirname, '../../src/main.ts');
const hello = join(import.meta.dirname, '../town/hello-process.ts');

export const start: Figure = {
  name: 'start',
  summary: 'cold start of everything with existing data, against starting a bare server',
  measure: async (options) => {
    const folder = await mkdtemp(join(tmpdir(), 'saldo-bench-'));
    try {
      return await measureIn(folder, options);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measureIn(folder: string, options: BenchOptions): Promise<FigureResult> {
  options.progress(`first start: ${await startDemo(folder)} ms`);
  const measurement = await takeTurns(options.rounds, {
    name: 'npm start, until /health/ready answers',
    unit: 'ms',
    ours: () => startDemo(folder),
    reference: { name: 'a bare fastify', measure: startHello },
    target: { words: 'under 2000 ms', atMost: 2000, isAbsolute: true },
  });
  return {
    measurements: [measurement],
    notes: ['Database, portal, worker, sandbox and mailbox, stopped in order before each start.'],
  };
}

async function startDemo(folder: string): Promise<number> {
  const [port, sandbox, mailbox] = [await freePort(), await freePort(), await freePort()];
  const environment = environmentWith({
    PORT: String(port),
    SANDBOX_PORT: String(sandbox),
    MAILBOX_PORT: String(mailbox),
    SALDO_DATA: folder,
    DATABASE_URL: '',
  });
  return timeUntilReady([program, 'demo'], port, environment);
}

async function startHello(): Promise<number> {
  const port = await freePort();
  return timeUntilReady([hello, String(port)], port, environmentWith({}));
}

async function timeUntilReady(
  words: readonly string[],
  port: number,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const begun = now();
  const child = spawn(process.execPath, [...words], { env, stdio: 'ignore' });
  const exited = once(child, 'exit');
  try {
    await Promise.race([untilReady(port), failed(child)]);
    return rounded(now() - begun);
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

async function failed(child: ChildProcess): Promise<never> {
  const [status]: unknown[] = await once(child, 'exit');
  throw new Error(`what was started ended by itself with ${String(status)}`);
}

async function untilReady(port: number): Promise<void> {
  for (;;) {
    const isReady = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await delay(5);
  }
}
