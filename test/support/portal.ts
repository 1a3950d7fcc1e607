/** The whole real portal for a file of tests: `saldo demo` as a process of its own on a database of its own. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { z } from 'zod';
import { run } from '../../src/commands/run.ts';
import { systemClock } from '../../src/core/clock.ts';
import { checkInvariants } from '../../src/invariants/index.ts';
import { startMailbox } from '../../src/mailbox/index.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { freePort } from './free-port.ts';
import { startProgram, type Program } from './program.ts';
import { startRoundRobin, twoPortalsVariable } from './round-robin.ts';
import { callControl, type Sandbox, type TruthRow } from './sandbox.ts';

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
    await endAll(endings);
  });
  return () => {
    assert(portal, 'the portal runs while tests do');
    return portal;
  };
}

/** @throws what the first that could not be ended threw; the others are ended all the same */
async function endAll(endings: readonly Ending[]): Promise<void> {
  const failures: unknown[] = [];
  for (const end of endings.toReversed()) {
    await end().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

async function startPortal(endings: Ending[]): Promise<TestPortal> {
  const database = await testDatabase({ after: () => {} });
  endings.push(database.close);
  const folder = await mkdtemp(join(tmpdir(), 'saldo-portal-'));
  const ports = await freePorts();
  const settings = {
    DATABASE_URL: database.urls.portal,
    DATABASE_MIGRATION_URL: database.urls.owner,
    SALDO_DATA: join(folder, 'data'),
    SALDO_URL: `http://localhost:${ports.portal}`,
    PORT: String(ports.portal),
    SANDBOX_PORT: String(ports.sandbox),
    MAILBOX_PORT: String(ports.mailbox),
    // Each payer of a test comes from an address of its own.
    TRUSTED_PROXIES: '127.0.0.1',
    LOG_LEVEL: 'warn',
  };
  // A file of tests is a process of its own; commands that run in it read the same settings.
  Object.assign(process.env, settings);
  endings.push(() => rm(folder, { recursive: true, force: true }));
  const areTwo = process.env[twoPortalsVariable] !== undefined;
  await (areTwo ? startTwo(settings, ports, endings) : startOne(settings, endings));
  const sandboxAddress = `http://127.0.0.1:${ports.sandbox}`;
  const control: Sandbox['control'] = (method, path, body) =>
    callControl(sandboxAddress, method, path, body);
  return {
    address: settings.SALDO_URL,
    sandboxAddress,
    mailboxAddress: `http://127.0.0.1:${ports.mailbox}`,
    database,
    folder,
    control,
    truth: async () => (await control<{ items: TruthRow[] }>('GET', '/truth')).items,
    saldo: (...words) => runCommand(words),
    program: async (...words) => {
      const { status, out, said } = await startProgram(words, settings).ended;
      return { status: status ?? -1, out, said };
    },
    verify: () => verify(database),
  };
}

type Settings = Readonly<Record<string, string>>;
type Ports = Awaited<ReturnType<typeof freePorts>>;

async function startOne(settings: Settings, endings: Ending[]): Promise<void> {
  await startPart(['demo'], settings, /Ctrl-C stops everything/, endings);
}

/** A second portal and a second worker beside those of the demo; whose turn it is changes with each request. */
async function startTwo(settings: Settings, ports: Ports, endings: Ending[]): Promise<void> {
  const mailbox = await startMailbox({
    folder: join(settings['SALDO_DATA'] ?? '', 'mailbox'),
    smtpPort: 0,
    httpPort: ports.mailbox,
    host: '127.0.0.1',
  });
  endings.push(mailbox.close, await startRoundRobin(ports.portal, [ports.first, ports.second]));
  const more = { ...settings, SMTP_URL: mailbox.smtpUrl };
  const first = { ...more, PORT: String(ports.first), MAILBOX_PORT: String(ports.spare) };
  await startPart(['demo'], first, /Ctrl-C stops everything/, endings);
  await Promise.all([
    startPart(['serve'], { ...more, PORT: String(ports.second) }, /^portal: /m, endings),
    startPart(['work'], more, /^worker: /m, endings),
  ]);
}

/** @throws Error with all that it said when it ends before it is ready, and at the end when it ended by itself */
async function startPart(
  words: readonly string[],
  settings: Settings,
  ready: RegExp,
  endings: Ending[],
): Promise<void> {
  const part = startProgram(words, settings);
  const state = { isReady: false };
  endings.push(() => stopPart(part, words, state));
  await part.says(ready).catch(async (error: unknown) => {
    const { message } = z.instanceof(Error).parse(error);
    throw new Error(`${message}\n${await lastLogged(settings)}`, { cause: error });
  });
  state.isReady = true;
}

/** What the demo keeps in a file beside what it says. */
async function lastLogged(settings: Settings): Promise<string> {
  const file = join(settings['SALDO_DATA'] ?? '', 'portal.log');
  const log = await readFile(file, 'utf8').catch(() => 'nothing was logged');
  return log.slice(-2000);
}

async function stopPart(
  { child, ended }: Program,
  words: readonly string[],
  { isReady }: { readonly isReady: boolean },
): Promise<void> {
  const hasEnded = child.exitCode !== null || child.signalCode !== null;
  child.kill('SIGTERM');
  const { said } = await ended;
  if (isReady && hasEnded) throw new Error(`saldo ${words.join(' ')} ended by itself:\n${said}`);
}

async function verify({ database }: TestDatabase): Promise<void> {
  const results = await checkInvariants({ database, clock: systemClock });
  const broken = results.filter((result) => result.violations > 0);
  assert.deepEqual(broken, [], 'the books are in order');
}

async function freePorts() {
  return {
    portal: await freePort(),
    sandbox: await freePort(),
    mailbox: await freePort(),
    first: await freePort(),
    second: await freePort(),
    spare: await freePort(),
  };
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
