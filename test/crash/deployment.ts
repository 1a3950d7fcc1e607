/** A real deployment over one database: portal and worker as processes of their own, which tests kill. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { TestDatabase } from '../support/database.ts';

export type Role = 'serve' | 'work';

export type Deployment = {
  readonly url: string;
  /** Starts a process and waits until it is ready; with a crash point, it kills itself there. */
  readonly start: (role: Role, crashAt?: string) => Promise<void>;
  /** Waits for the process to be killed. @throws Error with what it said when it ends otherwise */
  readonly death: (role: Role) => Promise<void>;
  /** Runs a command of the command line; `status` is null when it was killed. */
  readonly run: (args: readonly string[], crashAt?: string) => Promise<Ended>;
};

export type Ended = {
  readonly status: number | null;
  readonly signal: string | null;
  readonly said: string;
};

const main = join(import.meta.dirname, '../../src/main.ts');

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen({ host: '127.0.0.1', port: 0 });
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

type Surroundings = {
  readonly database: TestDatabase;
  readonly port: number;
  readonly sandboxUrl: string;
  readonly smtpUrl: string;
  readonly dataFolder: string;
};

export function deploy(context: Pick<TestContext, 'after'>, around: Surroundings): Deployment {
  const url = `http://127.0.0.1:${around.port}`;
  const environment = {
    PORT: String(around.port),
    SALDO_URL: url,
    SALDO_DATA: around.dataFolder,
    SALDO_KEY: Buffer.alloc(32, 7).toString('base64'),
    DATABASE_URL: around.database.urls.portal,
    DATABASE_MIGRATION_URL: around.database.urls.owner,
    SANDBOX_PORT: new URL(around.sandboxUrl).port,
    SMTP_URL: around.smtpUrl,
    LEASE_SECONDS: '0.5',
    LOG_LEVEL: 'error',
  };
  const running = new Map<Role, Program>();
  context.after(async () => {
    for (const program of running.values()) await stop(program);
  });
  const launch = (args: readonly string[], crashAt = '') =>
    startProgram(args, { ...environment, CRASH_AT: crashAt });
  const programOf = (role: Role): Program => {
    const program = running.get(role);
    if (!program) throw new Error(`${role} was never started`);
    return program;
  };
  return {
    url,
    start: async (role, crashAt) => {
      const program = launch([role], crashAt);
      running.set(role, program);
      await program.says(/^(?:portal|worker): /m);
    },
    death: async (role) => {
      const program = programOf(role);
      const { signal, said } = await program.ended;
      if (signal !== 'SIGKILL') throw new Error(`${role} was not killed: ${said}`);
    },
    run: async (args, crashAt) => launch(args, crashAt).ended,
  };
}

export type Program = {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits until what it said so far matches. @throws Error when it ends before */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
};

/** Runs `saldo` with these words; what it says on either channel is kept. */
export function startProgram(args: readonly string[], environment: NodeJS.ProcessEnv): Program {
  const child = fork(main, [...args], {
    // Compiled once for all the processes of a run of tests.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'saldo-compiled'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve({ status, signal, said }));
  });
  const says = async (pattern: RegExp): Promise<RegExpExecArray> => {
    const { promise, resolve } = Promise.withResolvers<RegExpExecArray>();
    const look = (): void => {
      const found = pattern.exec(said);
      if (found) resolve(found);
    };
    listeners.add(look);
    look();
    const failed = ended.then((end): never => {
      throw new Error(`${args.join(' ')} ended (${end.status ?? end.signal}): ${end.said}`);
    });
    try {
      return await Promise.race([promise, failed]);
    } finally {
      listeners.delete(look);
    }
  };
  return { child, ended, says };
}

export function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** Ends it as Ctrl-C would. */
export async function stop(program: Program): Promise<void> {
  if (isAlive(program.child)) program.child.kill('SIGTERM');
  await program.ended;
}
