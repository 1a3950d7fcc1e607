/** What crash and race tests happen in: a council with an invoice, its provider account and its mailbox. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from '../../src/context.ts';
import { fakeClock } from '../../src/core/clock.ts';
import { sql } from '../../src/database/sql.ts';
import { checkInvariants } from '../../src/invariants/index.ts';
import { testInvoice } from '../../src/invoices/formats/test-invoice.ts';
import { importInvoices } from '../../src/invoices/index.ts';
import { startMailbox, type Mailbox } from '../../src/mailbox/index.ts';
import { useProviderAccount, type Organisation } from '../../src/organisations/index.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { startTestSandbox, type Sandbox } from '../support/sandbox.ts';
import { addTestOrganisation, worldContext } from '../support/world.ts';
import { deploy, freePort, type Deployment } from './deployment.ts';
import { truthRows, type Truth } from './hard-world.ts';

/** Shared by all runs of a file. */
export type Region = {
  readonly sandbox: Sandbox;
  readonly mailbox: Mailbox;
  readonly mailFolder: string;
};

export async function openRegion(context: Pick<TestContext, 'after'>): Promise<Region> {
  const sandbox = await startTestSandbox(context);
  const mailFolder = await mkdtemp(join(tmpdir(), 'saldo-mail-'));
  const mailbox = await startMailbox({
    folder: mailFolder,
    smtpPort: 0,
    httpPort: 0,
    host: '127.0.0.1',
  });
  context.after(async () => {
    await mailbox.close();
    await rm(mailFolder, { recursive: true, force: true });
  });
  return { sandbox, mailbox, mailFolder };
}

export type Town = {
  readonly region: Region;
  readonly database: TestDatabase;
  readonly context: Context;
  readonly organisation: Organisation;
  readonly deployment: Deployment;
  /** Another portal and worker over the same database, at an address of its own. */
  readonly deployAnother: () => Promise<Deployment>;
  readonly accountId: string;
  /** The sandbox's name of the account. */
  readonly sandboxAccount: string;
  /** The address of the invoice's page, without typing anything. */
  readonly invoice: string;
  /** A folder of this town's own. */
  readonly folder: string;
};

export const invoiceFile = testInvoice({
  number: '2026/1042',
  issuedOn: '2026-11-02',
  lines: [{ description: 'Mensa', amount: '100.00' }],
  instalments: [{ amount: '122.00', dueOn: '2026-12-31', meansOfPayment: 'MP08' }],
});

/** @param withInvoice false leaves loading it to the test */
export async function foundTown(
  test: TestContext,
  region: Region,
  withInvoice = true,
): Promise<Town> {
  const database = await testDatabase(test);
  const folder = await mkdtemp(join(tmpdir(), 'saldo-town-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  const context = worldContext(database, region.sandbox, fakeClock(new Date()));
  const organisation = await addTestOrganisation(context, 'valdorata');
  const port = await freePort();
  const accountId = 'acc_test';
  const account = await region.sandbox.control<Record<string, string>>('POST', '/accounts', {
    name: 'Valdorata',
    notification_url: `http://127.0.0.1:${port}/valdorata/notifications/${accountId}`,
  });
  const secrets = {
    api_key: account['api_key'] ?? '',
    notification_secret: account['notification_secret'] ?? '',
  };
  await useProviderAccount(
    context,
    organisation,
    { id: accountId, provider: 'sandbox', secrets },
    'test',
  );
  if (withInvoice) await loadInvoice(context, organisation);
  const around = {
    database,
    sandboxUrl: region.sandbox.url,
    smtpUrl: region.mailbox.smtpUrl,
    dataFolder: folder,
  };
  const deployment = deploy(test, { ...around, port });
  const deployAnother = async () => deploy(test, { ...around, port: await freePort() });
  const sandboxAccount = account['account_id'] ?? '';
  const invoice = withInvoice ? await invoiceAddress(database) : '';
  return {
    region,
    database,
    context,
    organisation,
    deployment,
    deployAnother,
    accountId,
    sandboxAccount,
    invoice,
    folder,
  };
}

async function loadInvoice(context: Context, organisation: Organisation): Promise<void> {
  const source = { name: 'invoice.xml', open: () => Readable.from([invoiceFile]) };
  const options = { organisation, dryRun: false, replace: false, actor: 'test' };
  for await (const file of importInvoices(context, source, options))
    assert.equal(file.status, 'imported');
}

async function invoiceAddress(database: TestDatabase): Promise<string> {
  const [row] = await database.owner.query<{ access_token: string }>(
    sql`select access_token from invoices`,
  );
  return `/valdorata/invoices/${row?.access_token}`;
}

/** A minute and a half goes by for whatever waits in our own rows; the clock of the machine cannot be moved. */
export async function passTime(town: Town): Promise<void> {
  const { owner } = town.database;
  await owner.query(
    sql`update attempts set next_ask_at = next_ask_at - interval '90 seconds' where next_ask_at > now()`,
  );
  await owner.query(
    sql`update refunds set next_ask_at = next_ask_at - interval '90 seconds' where next_ask_at > now()`,
  );
  await owner.query(
    sql`update messages set next_try_at = next_try_at - interval '90 seconds' where next_try_at > now()`,
  );
  await owner.query(
    sql`update inbox_events set next_try_at = next_try_at - interval '90 seconds' where next_try_at > now()`,
  );
}

type Unfinished = Record<
  'attempts' | 'refunds' | 'messages' | 'notifications' | 'receipts',
  number
>;

/** Waits until nothing is under way any more. @throws Error that says what still is */
export async function settled(town: Town): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const left = await unfinished(town);
    if (Object.values(left).every((count) => count === 0)) return;
    if (performance.now() > deadline) throw new Error(`still under way: ${JSON.stringify(left)}`);
    await passTime(town);
    await delay(50);
  }
}

async function unfinished(town: Town): Promise<Unfinished> {
  const [row] = await town.database.owner.query<Unfinished>(sql`select
    (select count(*)::integer from attempts where next_ask_at is not null) as attempts,
    (select count(*)::integer from refunds where next_ask_at is not null) as refunds,
    (select count(*)::integer from messages where state = 'queued') as messages,
    (select count(*)::integer from inbox_events where next_try_at is not null) as notifications,
    (select count(*)::integer from payments where state = 'paid' and not receipt_issued) as receipts`);
  assert(row);
  return row;
}

/** What the provider knows to be true of this town's account. */
export async function truthOf(town: Town): Promise<Truth> {
  const path = `/truth?account_id=${town.sandboxAccount}`;
  return truthRows.parse(await town.region.sandbox.control('GET', path)).items;
}

/** Every invariant, and that the ledger holds of the provider what the provider holds of us. */
export async function assertBooksAreRight(town: Town): Promise<void> {
  const results = await checkInvariants({
    database: town.database.owner,
    clock: town.context.clock,
  });
  assert.deepEqual(
    results.filter((result) => result.violations > 0),
    [],
  );
  const rows = await truthOf(town);
  const net = rows.reduce((sum, row) => sum + row.net, 0);
  assert.equal(
    await clearingBalance(town),
    BigInt(net),
    'the clearing account is what the provider says',
  );
}

async function clearingBalance(town: Town): Promise<bigint> {
  const account = `provider:${town.accountId}`;
  const [row] = await town.database.owner.query<{ balance: bigint }>(sql`
    select coalesce(sum(case when debit_account = ${account} then amount else -amount end), 0)::bigint as balance
    from ledger_postings where debit_account = ${account} or credit_account = ${account}`);
  return row?.balance ?? 0n;
}

/** One charge, one settlement, one receipt, and every mail of it sent under its own Message-ID. */
export async function assertPaidOnce(town: Town): Promise<void> {
  await assertBooksAreRight(town);
  const charges = (await truthOf(town)).flatMap((row) => row.charges);
  assert.equal(charges.length, 1, 'the provider charged once');
  const { owner } = town.database;
  const dues = await owner.query<{ amount: bigint; settled: bigint }>(
    sql`select amount, settled from dues`,
  );
  assert.deepEqual(dues, [{ amount: 12_200n, settled: 12_200n }]);
  const [receipts] = await owner.query<{ n: number }>(
    sql`select count(*)::integer as n from receipts`,
  );
  assert.equal(receipts?.n, 1, 'one receipt');
  await assertMailsLeft(town);
}

/** At least once each; a second copy carries the Message-ID of the first. */
async function assertMailsLeft(town: Town): Promise<void> {
  const sent = await town.database.owner.query<{ message_id: string; state: string }>(
    sql`select message_id, state from messages order by message_id`,
  );
  assert.equal(sent.length, 2, 'the payer and the organisation are written to');
  const received = await messageIds(town.region.mailFolder);
  for (const { message_id: id, state } of sent) {
    assert.equal(state, 'sent');
    assert(received.includes(`<${id}@127.0.0.1>`), `mail ${id} arrived`);
  }
}

async function messageIds(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
  const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return mails.flatMap((mail) => /^message-id: *(<[^>]+>)/im.exec(mail)?.[1] ?? []);
}
