import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHardWorld, type HardWorld } from '../../../test/crash/hard-world.ts';
import { cards } from '../../../test/support/world.ts';
import { money } from '../../core/money.ts';
import { sql } from '../../database/sql.ts';
import {
  askProvider,
  findSuspenseOfAttempts,
  recordCounterPayment,
  requestRefund,
  returnSuspense,
  type CounterOrder,
  type CounterPayment,
} from '../index.ts';

function taken(
  world: HardWorld,
  dueId: string,
  minor = 4200n,
  more: Partial<CounterOrder> = {},
): Promise<CounterPayment> {
  return recordCounterPayment(world.context, world.organisation, {
    dueId,
    amount: money(minor, 'EUR'),
    email: 'maria.rossi@example.com',
    language: 'it',
    reason: 'paid in cash, slip 12',
    actor: 'staff:one',
    ...more,
  });
}

async function till(world: HardWorld): Promise<bigint> {
  const [row] = await world.database.owner.query<{ minor: bigint }>(sql`
    select coalesce(sum(case when debit_account = 'till' then amount else -amount end), 0)::bigint as minor
    from ledger_postings where 'till' in (debit_account, credit_account)`);
  return row?.minor ?? 0n;
}

test('cash taken at the counter settles its due and gives a receipt by mail', async (t) => {
  const world = await createHardWorld(t);
  const { payment, setAside } = await taken(world, await world.due());
  assert.equal(payment.state, 'paid');
  assert.equal(setAside.minor, 0n);
  assert.equal(await till(world), 4200n);
  await world.work();
  const mails = await world.database.owner.query(
    sql`select 1 from messages where template = 'receipt-for-payer'`,
  );
  assert.equal(mails.length, 1);
  const [receipt] = await world.database.owner.query<{ method: string }>(
    sql`select document #>> '{payment,method}' as method from receipts`,
  );
  assert.equal(receipt?.method, 'counter');
  await world.assertRight();
});

test('a part of a due can be paid at the counter, and the rest by card', async (t) => {
  const world = await createHardWorld(t);
  const dueId = await world.due();
  await taken(world, dueId, 1200n);
  const { attempt } = await world.begin(dueId);
  assert.equal(attempt.amount.minor, 3000n);
  await world.pay(attempt, cards.good);
  await askProvider(world.context, world.organisation, attempt, 'payer');
  await assert.rejects(taken(world, dueId, 1n), { code: 'due_already_paid' });
  await world.assertRight();
});

test('more than is owed is not taken at the counter', async (t) => {
  const world = await createHardWorld(t);
  const dueId = await world.due();
  await assert.rejects(taken(world, dueId, 4201n), { code: 'input_invalid' });
  await assert.rejects(taken(world, dueId, 0n), { code: 'input_invalid' });
  await world.assertRight();
});

test('a running card payment is cancelled at the provider before cash is taken', async (t) => {
  const world = await createHardWorld(t);
  const dueId = await world.due();
  const { attempt } = await world.begin(dueId);
  const { payment } = await taken(world, dueId);
  assert.equal(payment.state, 'paid');
  assert.equal((await world.now(attempt)).state, 'cancelled');
  await world.pay(attempt, cards.good);
  assert.deepEqual(await world.facts(), []);
  await world.assertRight();
});

test('cash that comes when the card had paid already is a second payment, and goes back from the till', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  const { attempt } = await world.begin(dueId);
  await world.pay(attempt, cards.good);
  const { payment, setAside } = await taken(world, dueId);
  assert.equal(payment.state, 'set_aside');
  assert.equal(setAside.minor, 4200n);
  assert.equal((await world.now(attempt)).state, 'succeeded');
  await world.assertRight();
  const [item] = await findSuspenseOfAttempts(context.database, organisation.id, [
    payment.settledBy ?? '',
  ]);
  const refund = await returnSuspense(context, organisation, item?.id ?? '', {
    reason: 'handed back',
    actor: 'staff:one',
  });
  assert.equal(refund.state, 'succeeded');
  assert.equal(await till(world), 0n);
  await world.assertRight();
});

test('no cash is recorded while nobody can say what became of a card payment', async (t) => {
  const world = await createHardWorld(t);
  const dueId = await world.due();
  const { attempt } = await world.begin(dueId);
  await world.pay(attempt, cards.good);
  await world.plant('cancel', 'error_503', 5);
  await assert.rejects(taken(world, dueId), { code: 'due_in_progress' });
  assert.equal(await till(world), 0n);
  await world.heal();
  const { payment } = await taken(world, dueId);
  assert.equal(payment.state, 'set_aside');
  await world.assertRight();
});

test('the same cash is recorded once, however often its form is sent', async (t) => {
  const world = await createHardWorld(t);
  const dueId = await world.due();
  const sent = await Promise.all([1, 2, 3].map(() => taken(world, dueId, 4200n, { key: 'form' })));
  const again = await taken(world, dueId, 4200n, { key: 'form' });
  const ids = [...sent, again].map(({ payment }) => payment.id);
  assert.equal(new Set(ids).size, 1);
  assert.equal(await till(world), 4200n);
  await world.assertRight();
});

test('cash and card at once end in one paid due and at most one second payment', async (t) => {
  const world = await createHardWorld(t);
  for (let round = 0; round < 10; round += 1) {
    const dueId = await world.due();
    const { attempt } = await world.begin(dueId, `visitor ${round}`);
    await Promise.allSettled([
      taken(world, dueId),
      world.pay(attempt, cards.good),
      askProvider(world.context, world.organisation, attempt, 'payer'),
    ]);
    await world.work();
  }
  await world.assertRight();
});

test('what was paid at the counter is refunded from the till, not through a provider', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  const { payment } = await taken(world, dueId);
  const order = {
    lines: [{ dueId, amount: money(200n, 'EUR'), after: 'settled_otherwise' }],
    reason: 'discount',
    actor: 'staff:one',
  } as const;
  await assert.rejects(
    requestRefund(context, organisation, payment.id, { ...order, way: { kind: 'provider' } }),
    { code: 'method_not_available' },
  );
  const way = { kind: 'by_hand', from: 'till' } as const;
  await requestRefund(context, organisation, payment.id, { ...order, way });
  assert.equal(await till(world), 4000n);
  await world.assertRight();
});
