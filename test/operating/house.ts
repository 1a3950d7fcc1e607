/** A real deployment for tests of operating it: processes over one database, and a gate before the provider. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { systemClock } from '../../src/core/clock.ts';
import { sql } from '../../src/database/sql.ts';
import { checkInvariants } from '../../src/invariants/index.ts';
import { startMailbox } from '../../src/mailbox/index.ts';
import { useProviderAccount, type Organisation } from '../../src/organisations/index.ts';
import { fakeClock } from '../../src/core/clock.ts';
import { freePort } from '../support/free-port.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { startGate, type Gate } from '../support/gate.ts';
import { startProgram, stopProgram, type Program } from '../support/program.ts';
import { startTestSandbox, type Sandbox } from '../support/sandbox.ts';
import { addTestOrganisation, worldContext } from '../support/world.ts';

export type House = {
  readonly address: string;
  readonly port: number;
  readonly database: TestDatabase;
  readonly sandbox: Sandbox;
  readonly gate: Gate;
  readonly organisation: Organisation;
  readonly settings: Readonly<Record<string, string>>;
  /** Starts `serve` or `work` and waits until it says that it is ready. */
  readonly start: (
    role: 'serve' | 'work',
    changes?: Readonly<Record<string, string>>,
  ) => Promise<Program>;
};

export const slug = 'valdorata';
export const accountId = 'acc_test';

export async function openHouse(test: TestContext): Promise<House> {
  const running: Program[] = [];
  const gates: Gate[] = [];
  // First of all: a database that cannot be dropped must not leave the processes behind.
  test.after(async () => {
    for (const gate of gates) gate.open();
    await Promise.all(running.map(stopProgram));
  });
  const [database, sandbox] = await Promise.all([testDatabase(test), startTestSandbox(test)]);
  const gate = await startGate(test, sandbox.url);
  gates.push(gate);
  const folder = await mkdtemp(join(tmpdir(), 'saldo-house-'));
  const mailbox = await startMailbox({
    folder: join(folder, 'mailbox'),
    smtpPort: 0,
    httpPort: 0,
    host: '127.0.0.1',
  });
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const context = worldContext(database, sandbox, fakeClock(systemClock.now()));
  const organisation = await addTestOrganisation(context, slug);
  const account = await sandbox.control<Record<string, string>>('POST', '/accounts', {
    name: 'Valdorata',
  });
  const secrets = {
    api_key: account['api_key'] ?? '',
    notification_secret: account['notification_secret'] ?? '',
  };
  const input = { id: accountId, provider: 'sandbox', secrets };
  await useProviderAccount(context, organisation, input, 'test');
  const settings = {
    PORT: String(port),
    SALDO_URL: address,
    SALDO_DATA: join(folder, 'data'),
    SALDO_KEY: Buffer.alloc(32, 7).toString('base64'),
    DATABASE_URL: database.urls.portal,
    DATABASE_MIGRATION_URL: database.urls.owner,
    SANDBOX_PORT: new URL(gate.url).port,
    SMTP_URL: mailbox.smtpUrl,
    TRUSTED_PROXIES: '127.0.0.1',
    LEASE_SECONDS: '0.5',
    LOG_LEVEL: 'warn',
  };
  test.after(async () => {
    await mailbox.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    address,
    port,
    database,
    sandbox,
    gate,
    organisation,
    settings,
    start: async (role, changes = {}) => {
      const program = startProgram([role], { ...settings, ...changes });
      running.push(program);
      await program.says(/^(?:portal|worker): /m);
      return program;
    },
  };
}

/** What each attempt of the house has come to, with how many there are. */
export async function attemptStates({ database }: House): Promise<Record<string, number>> {
  const rows = await database.owner.query<{ state: string; n: number }>(
    sql`select state, count(*)::integer as n from attempts group by state`,
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** @throws AssertionError naming the invariants that do not hold */
export async function assertSound(database: TestDatabase['owner']): Promise<void> {
  const results = await checkInvariants({ database, clock: systemClock });
  assert.deepEqual(
    results.filter((result) => result.violations > 0),
    [],
    'the books are in order',
  );
}
