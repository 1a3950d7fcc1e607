/** The whole real portal for a file of tests: `saldo demo` as a process of its own on a database of its own. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { run } from '../../src/commands/run.ts';
import { environmentWith } from '../../src/config.ts';
import { systemClock } from '../../src/core/clock.ts';
import { checkInvariants } from '../../src/invariants/index.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { callControl, type Sandbox, type TruthRow } from './sandbox.ts';

const program = join(import.meta.dirname, '../../src/main.ts');

export type CommandResult = {
  readonly status: number;
  readonly out: string;
  readonly said: string;
};

export type TestPortal = {
  /** `http://localhost:…`: another site than the sandbox. */
  readonly address: string;
  readonly sandboxAddress: string;
  readonly mailboxAddress: string;
  readonly database: TestDatabase;
  /** A folder for files of this test; gone afterwards. */
  readonly folder: string;
  readonly control: Sandbox['control'];
  /** Every charge, refund and dispute as the sandbox knows them. */
  readonly truth: () => Promise<readonly TruthRow[]>;
  /** Runs a command of the command line against the same database and data folder. */
  readonly saldo: (...words: readonly string[]) => Promise<CommandResult>;
  /** The same as a process of its own, which is slower. */
  readonly program: (...words: readonly string[]) => Promise<CommandResult>;
  /** @throws AssertionError naming the invariants that do not hold */
  readonly verify: () => Promise<void>;
};

type Ending = () => Promise<void>;

/**
 * Gives the suite in which it is called one portal: started before its tests, with the demo
 * organisations, and stopped after them.
 */
export function portalOfSuite(): () => TestPortal {
  const endings: Ending[] = [];
  let portal: TestPortal | undefined;
  before(async () => {
    portal = await startPortal(endings);
  });
  after(async () => {
    for (const end of endings.toReversed()) await end();
  });
  return () => {
    assert(portal, 'the portal runs while tests do');
    return portal;
  };
}

async function startPortal(endings: Ending[]): Promise<TestPortal> {
  const database = await testDatabase({ after: () => {} });
  endings.push(database.close);
  const folder = await mkdtemp(join(tmpdir(), 'saldo-portal-'));
  const [portal, sandbox, mailbox] = await freePorts();
  const settings = {
    DATABASE_URL: database.urls.portal,
    DATABASE_MIGRATION_URL: database.urls.owner,
    SALDO_DATA: join(folder, 'data'),
    PORT: String(portal),
    SANDBOX_PORT: String(sandbox),
    MAILBOX_PORT: String(mailbox),
    // Each payer of a test comes from an address of its own.
    TRUSTED_PROXIES: '127.0.0.1',
    LOG_LEVEL: 'warn',
  };
  // A file of tests is a process of its own; commands that run in it read the same settings.
  Object.assign(process.env, settings);
  const environment = environmentWith(settings);
  endings.push(() => rm(folder, { recursive: true, force: true }));
  endings.push(await startDemo(environment));
  const sandboxAddress = `http://127.0.0.1:${sandbox}`;
  const control: Sandbox['control'] = (method, path, body) =>
    callControl(sandboxAddress, method, path, body);
  return {
    address: `http://localhost:${portal}`,
    sandboxAddress,
    mailboxAddress: `http://127.0.0.1:${mailbox}`,
    database,
    folder,
    control,
    truth: async () => (await control<{ items: TruthRow[] }>('GET', '/truth')).items,
    saldo: (...words) => runCommand(words),
    program: (...words) => runProgram(environment, words),
    verify: () => verify(database),
  };
}

async function verify({ database }: TestDatabase): Promise<void> {
  const results = await checkInvariants({ database, clock: systemClock });
  const broken = results.filter((result) => result.violations > 0);
  assert.deepEqual(broken, [], 'the books are in order');
}

/** Three ports that are free now; each is held until all three are known, so that they differ. */
async function freePorts(): Promise<[number, number, number]> {
  const probes = [createServer(), createServer(), createServer()] as const;
  const [one, two, three] = await Promise.all(probes.map((probe) => portOf(probe)));
  await Promise.all(probes.map((probe) => once(probe.close(), 'close')));
  assert(one && two && three);
  return [one, two, three];
}

async function portOf(probe: Server): Promise<number> {
  await once(probe.listen({ host: '127.0.0.1', port: 0 }), 'listening');
  const address = probe.address();
  assert(address !== null && typeof address !== 'string');
  return address.port;
}

/** @returns how to stop it */
async function startDemo(environment: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [program, 'demo'], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.push(text);
      if (said.join('').includes('Ctrl-C stops everything')) resolve();
    });
    child.once('error', reject);
    child.once('exit', (status) => {
      reject(new Error(`the portal ended with ${status}:\n${said.join('')}`));
    });
  });
  await ready;
  return () => stopDemo(child, said);
}

async function stopDemo(child: ChildProcess, said: readonly string[]): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null)
    throw new Error(`the portal ended by itself:\n${said.join('')}`);
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** In this process: a process of its own would cost a second of work each time. */
async function runCommand(words: readonly string[]): Promise<CommandResult> {
  const [out, said]: [string[], string[]] = [[], []];
  const status = await run(words, {
    out: (line) => out.push(`${line}\n`),
    say: (line) => said.push(`${line}\n`),
  });
  return { status, out: out.join(''), said: said.join('') };
}

/** As somebody at the command line has it: arguments in, texts and an exit status out. */
async function runProgram(
  environment: NodeJS.ProcessEnv,
  words: readonly string[],
): Promise<CommandResult> {
  const child = spawn(process.execPath, [program, ...words], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, said]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  await once(child, 'close');
  return { status: child.exitCode ?? -1, out: out.join(''), said: said.join('') };
}
