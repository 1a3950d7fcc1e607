/** The portal and its worker are killed at every named point of a payment, a refund and an import. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { crashPoints } from '../../src/core/crash-points.ts';
import { sql } from '../../src/database/sql.ts';
import { insertDue } from '../../src/dues/index.ts';
import { money } from '../../src/core/money.ts';
import { createPayment, startAttempt, askProvider } from '../../src/payments/index.ts';
import { cards } from '../support/world.ts';
import type { Role } from './deployment.ts';
import { createPayer, nothingAcknowledged, payInvoice, type Acknowledged } from './payer.ts';
import {
  assertBooksAreRight,
  assertPaidOnce,
  foundTown,
  invoiceFile,
  openRegion,
  passTime,
  settled,
  truthOf,
  type Region,
  type Town,
} from './town.ts';

type Run = {
  readonly at: string;
  readonly dies: Role;
  /** The worker starts only after the crash, so that the portal gets there first. */
  readonly workerIsLate?: boolean;
  readonly staysAway?: boolean;
  readonly cancelsFirst?: boolean;
};

const runs: readonly Run[] = [
  { at: 'start.before_commit:1', dies: 'serve' },
  { at: 'start.after_commit:1', dies: 'serve' },
  { at: 'start.after_provider:1', dies: 'serve' },
  { at: 'outcome.before_commit:1', dies: 'serve' },
  { at: 'outcome.after_commit:1', dies: 'serve' },
  { at: 'start.after_record:1', dies: 'serve' },
  { at: 'return.before_ask:1', dies: 'serve' },
  { at: 'outcome.before_commit:2', dies: 'serve', workerIsLate: true },
  { at: 'outcome.after_commit:2', dies: 'serve', workerIsLate: true },
  { at: 'notification.before_commit:1', dies: 'serve', staysAway: true },
  { at: 'notification.after_commit:1', dies: 'serve', staysAway: true },
  { at: 'cancel.before_provider:1', dies: 'serve', cancelsFirst: true },
  { at: 'cancel.after_provider:1', dies: 'serve', cancelsFirst: true },
  { at: 'notification.before_processed:1', dies: 'work' },
  { at: 'outcome.before_commit:1', dies: 'work', staysAway: true },
  { at: 'outcome.after_commit:1', dies: 'work', staysAway: true },
  { at: 'receipt.before_commit:1', dies: 'work' },
  { at: 'receipt.after_commit:1', dies: 'work' },
  { at: 'message.before_send:1', dies: 'work' },
  { at: 'message.after_send:1', dies: 'work' },
  { at: 'message.after_commit:1', dies: 'work' },
];

const reached = new Set<string>();

function noteReached(at: string): void {
  reached.add(at.split(':')[0] ?? at);
}

const name = 'whatever is killed, the invoice is paid once and what was acknowledged is kept';

// Processes wait for each other more than they work, so two runs fit side by side.
test(name, { concurrency: 2 }, async (t) => {
  const region = await openRegion(t);
  const refundPoints = crashPoints.filter((point) => point.startsWith('refund.'));
  const importPoints = crashPoints.filter((point) => point.startsWith('import.'));
  await Promise.all([
    ...runs.map((run) =>
      t.test(`${run.dies} killed at ${run.at}`, (subtest) =>
        crashWhilePaying(subtest, region, run),
      ),
    ),
    ...refundPoints.map((point) =>
      t.test(`return of money killed at ${point}`, (subtest) =>
        crashWhileReturning(subtest, region, point),
      ),
    ),
    ...importPoints.map((point) =>
      t.test(`import killed at ${point}`, (subtest) => crashWhileImporting(subtest, region, point)),
    ),
  ]);
  await t.test('every crash point was reached', () => {
    assert.deepEqual(
      crashPoints.filter((point) => !reached.has(point)),
      [],
    );
  });
});

async function crashWhilePaying(t: TestContext, region: Region, run: Run): Promise<void> {
  const town = await foundTown(t, region);
  const { deployment } = town;
  const other = run.dies === 'serve' ? 'work' : 'serve';
  await Promise.all([
    deployment.start(run.dies, run.at),
    run.workerIsLate === true ? Promise.resolve() : deployment.start(other),
  ]);
  const payer = createPayer(deployment.url);
  const acknowledged = nothingAcknowledged();
  const plan = {
    invoice: town.invoice,
    card: cards.good,
    acknowledged,
    passTime: () => passTime(town),
  };
  try {
    await payInvoice(payer, { ...plan, ...run });
  } catch (error) {
    assert.equal(run.dies, 'serve', `only a dead portal stops the payer: ${String(error)}`);
  }
  await deployment.death(run.dies);
  noteReached(run.at);
  await Promise.all([
    deployment.start(run.dies),
    run.workerIsLate === true ? deployment.start('work') : Promise.resolve(),
  ]);
  await assertKept(town, acknowledged);
  await payInvoice(payer, plan);
  assert(acknowledged.isPaid, 'the payer is told that the invoice is paid');
  await settled(town);
  await assertPaidOnce(town);
  await assertKept(town, acknowledged);
}

/** Nothing that the payer or the provider was told is gone. */
async function assertKept(town: Town, acknowledged: Acknowledged): Promise<void> {
  const { owner } = town.database;
  if (acknowledged.payment !== null) {
    const token = acknowledged.payment.split('/').at(-1);
    const rows = await owner.query(
      sql`select 1 as one from payments where access_token = ${token}`,
    );
    assert.equal(rows.length, 1, 'the payment that the payer was sent to is kept');
  }
  for (const session of acknowledged.sessions) {
    const rows = await owner.query(
      sql`select 1 as one from attempts where provider_reference = ${session}`,
    );
    assert.equal(rows.length, 1, 'the attempt of the page that the payer was sent to is kept');
  }
  const path = `/deliveries?account_id=${town.sandboxAccount}`;
  type Delivery = { readonly event_id: string; readonly state: string };
  const { items } = await town.region.sandbox.control<{ items: Delivery[] }>('GET', path);
  for (const { event_id: id } of items.filter((item) => item.state === 'delivered')) {
    const rows = await owner.query(sql`select 1 as one from inbox_events where event_id = ${id}`);
    assert.equal(rows.length, 1, 'the notification that was acknowledged is kept');
  }
}

/** A due paid twice, by hand: the money of the first attempt comes after that of the second. */
async function setMoneyAside(town: Town): Promise<string> {
  const { context, organisation, region } = town;
  const id = context.ids.next('due');
  const due = {
    id,
    invoiceId: null,
    position: 1,
    service: 'invoices',
    reason: 'Mensa',
    amount: money(4200n, 'EUR'),
    dueOn: null,
    collectable: 'by_payer',
  } as const;
  await context.database.transaction((transaction) =>
    insertDue(transaction, organisation.id, due, context.clock.now()),
  );
  const choice = { method: 'card', email: null, language: 'it', termsAccepted: true } as const;
  const begin = async (card: string) => {
    const input = { dueIds: [id], visitor: 'one', language: 'it' } as const;
    const { payment } = await createPayment(context, organisation, input);
    const attempt = await startAttempt(context, organisation, payment, choice);
    await region.sandbox.control('POST', `/sessions/${attempt.providerReference}/pay`, { card });
    await askProvider(context, organisation, attempt, 'payer');
    return attempt;
  };
  const first = await begin(cards.declined);
  await begin(cards.good);
  await region.sandbox.control('POST', `/sessions/${first.providerReference}/charge-late`);
  await askProvider(context, organisation, first, 'provider');
  const [item] = await town.database.owner.query<{ suspense_item_id: string }>(
    sql`select suspense_item_id from suspense_items`,
  );
  return item?.suspense_item_id ?? '';
}

async function crashWhileReturning(t: TestContext, region: Region, point: string): Promise<void> {
  const town = await foundTown(t, region);
  const item = await setMoneyAside(town);
  const order = [
    'payment',
    'return',
    item,
    '--organisation',
    'valdorata',
    '--reason',
    'paid twice',
  ];
  const killed = await town.deployment.run(order, `${point}:1`);
  assert.equal(killed.signal, 'SIGKILL', killed.said);
  noteReached(point);
  const again = await town.deployment.run(order);
  const isThere = point !== 'refund.before_commit';
  assert.equal(again.status, isThere ? 1 : 0, again.said);
  await town.deployment.start('work');
  await settled(town);
  await assertBooksAreRight(town);
  const refunds = (await truthOf(town)).flatMap((row) => row.refunds);
  assert.deepEqual(
    refunds.map((refund) => refund.amount),
    [4200],
  );
  const rows = await town.database.owner.query<{ state: string }>(sql`select state from refunds`);
  assert.deepEqual(rows, [{ state: 'succeeded' }]);
}

async function crashWhileImporting(t: TestContext, region: Region, point: string): Promise<void> {
  const town = await foundTown(t, region, false);
  const file = join(town.folder, 'invoice.xml');
  await writeFile(file, invoiceFile);
  const order = ['import', 'invoices', file, '--organisation', 'valdorata', '--json'];
  const killed = await town.deployment.run(order, `${point}:1`);
  assert.equal(killed.signal, 'SIGKILL', killed.said);
  noteReached(point);
  const again = await town.deployment.run(order);
  const status = point === 'import.before_commit' ? 'imported' : 'already_known';
  assert.equal(again.status, 0, again.said);
  assert.match(again.said, new RegExp(`"status":"${status}"`));
  const [row] = await town.database.owner.query<{ invoices: number; dues: number }>(sql`
    select (select count(*)::integer from invoices) as invoices, (select count(*)::integer from dues) as dues`);
  assert.deepEqual(row, { invoices: 1, dues: 1 });
  await assertBooksAreRight(town);
}
