import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createHardWorld, hour, minute, type HardWorld } from '../../../test/crash/hard-world.ts';
import { cards } from '../../../test/support/world.ts';
import { money } from '../../core/money.ts';
import { sql } from '../../database/sql.ts';
import { findDues, outstanding } from '../../dues/index.ts';
import type { Provider, RefundOutcome } from '../../providers/provider.ts';
import {
  askDueRefunds,
  askPayer,
  askProvider,
  closeByStray,
  explainStray,
  findAttention,
  findSuspenseOfAttempts,
  requestRefund,
  returnSuspense,
  setAgainstDue,
  sweepMovements,
  type SuspenseItem,
} from '../index.ts';

const order = { reason: 'as the payer asked', actor: 'staff:one' };
const euro = (minor: bigint) => money(minor, 'EUR');

/** Money of a first attempt that came after a second one had paid. */
async function secondPayment(world: HardWorld): Promise<SuspenseItem> {
  const { context, organisation } = world;
  const dueId = await world.due();
  const first = await world.begin(dueId);
  await world.pay(first.attempt, cards.declined);
  await askProvider(context, organisation, first.attempt, 'payer');
  const later = await world.begin(dueId);
  await world.pay(later.attempt, cards.good);
  await askProvider(context, organisation, later.attempt, 'payer');
  await world.sandbox.control('POST', `/sessions/${first.attempt.providerReference}/charge-late`);
  await askProvider(context, organisation, first.attempt, 'provider');
  const ids = [first.attempt.id];
  const [item] = await findSuspenseOfAttempts(context.database, organisation.id, ids);
  assert(item);
  return item;
}

async function owed(world: HardWorld, dueId: string): Promise<bigint> {
  const [due] = await findDues(world.context.database, world.organisation.id, [dueId]);
  assert(due);
  return outstanding(due).minor;
}

/** Mails and seals rest in these stories, so that what says that they are made is left aside. */
async function brokenBooks(world: HardWorld): Promise<string[]> {
  const restful = ['message_leaves', 'audit_sealed', 'ledger_sealed'];
  return (await world.broken()).filter((name) => !restful.includes(name));
}

test('a second payment settles another due, with a receipt of its own, and the rest goes back', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const item = await secondPayment(world);
  const dueId = await world.due(3000n);
  const against = { ...order, dueId, amount: euro(3000n) };
  const payment = await setAgainstDue(context, organisation, item.id, against);
  assert.equal(payment.state, 'paid');
  assert.equal(await owed(world, dueId), 0n);
  await world.work();
  const receipts = await world.database.owner.query(
    sql`select 1 from receipts where payment_id = ${payment.id} and amount = 3000`,
  );
  assert.equal(receipts.length, 1);
  await world.assertRight();
  const refund = await returnSuspense(context, organisation, item.id, order);
  assert.equal(refund.amount.minor, 1200n);
  const attention = await findAttention(context.database, organisation.id);
  assert.deepEqual(attention.suspense, []);
  await world.assertRight();
});

test('no more of a second payment is used than there is, and no due is settled beyond what is owed', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const item = await secondPayment(world);
  const small = await world.due(1000n);
  const large = await world.due(9000n);
  const against = (dueId: string, minor: bigint) =>
    setAgainstDue(context, organisation, item.id, { ...order, dueId, amount: euro(minor) });
  await assert.rejects(against(small, 1001n), { code: 'input_invalid' });
  await assert.rejects(against(large, 4201n), { code: 'over_refund' });
  const at = await Promise.allSettled(
    Array.from({ length: 6 }, (_, index) => against(index % 2 ? small : large, 900n)),
  );
  for (const one of at) {
    if (one.status === 'rejected')
      assert((one.reason as { code?: string }).code, String(one.reason));
  }
  assert.equal(await owed(world, small), 100n);
  assert.equal(await owed(world, large), 9000n - 2700n);
  await world.assertRight();
});

test('a second payment is either given back or set against a due, by whoever comes first', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  for (let round = 0; round < 8; round += 1) {
    const item = await secondPayment(world);
    const dueId = await world.due();
    const outcomes = await Promise.allSettled([
      setAgainstDue(context, organisation, item.id, { ...order, dueId, amount: euro(4200n) }),
      returnSuspense(context, organisation, item.id, order),
    ]);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  }
  await world.assertRight();
});

test('what settled a due by a second payment can be refunded to the card that paid it', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const item = await secondPayment(world);
  const dueId = await world.due();
  const against = { ...order, dueId, amount: euro(4200n) };
  const payment = await setAgainstDue(context, organisation, item.id, against);
  await requestRefund(context, organisation, payment.id, {
    ...order,
    lines: [{ dueId, amount: euro(4200n), after: 'owed_again' }],
    way: { kind: 'provider' },
  });
  assert.equal(await owed(world, dueId), 4200n);
  const refunds = (await world.facts()).flatMap((row) => row.refunds);
  assert.deepEqual(refunds, [{ amount: 4200 }]);
  await world.assertRight();
});

test('a wrong amount that was taken settles the due that it was for, and what is over goes back', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  const { attempt } = await world.begin(dueId);
  await world.plant('pay', 'wrong_amount');
  await world.pay(attempt, cards.good);
  assert.equal(await askProvider(context, organisation, attempt, 'payer'), 'conflicted');
  const [item] = await findSuspenseOfAttempts(context.database, organisation.id, [attempt.id]);
  assert(item);
  const against = { ...order, dueId, amount: euro(4200n) };
  await setAgainstDue(context, organisation, item.id, against);
  assert(await world.isHeld(dueId));
  await returnSuspense(context, organisation, item.id, order);
  assert.equal((await world.now(attempt)).state, 'cancelled');
  assert(!(await world.isHeld(dueId)));
  await world.work();
  await world.assertRight();
});

test('the payer is asked what is to become of a second payment, three times at most', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const item = await secondPayment(world);
  await askPayer(context, organisation, item.id, { ...order, key: 'form' });
  await askPayer(context, organisation, item.id, { ...order, key: 'form' });
  await askPayer(context, organisation, item.id, order);
  await askPayer(context, organisation, item.id, order);
  await assert.rejects(askPayer(context, organisation, item.id, order), { code: 'too_many_tries' });
  const mails = await world.database.owner.query(
    sql`select 1 from messages where template = 'second-payment-choice'`,
  );
  assert.equal(mails.length, 3);
});

/** A refund that had failed and left all the same while a second one was under way, which failed then. */
async function leftByStray(t: TestContext): Promise<HardWorld & { item: SuspenseItem }> {
  const plain = await createHardWorld(t);
  const sandbox = plain.context.providers.get('sandbox');
  assert(sandbox);
  const told: { says: RefundOutcome | null; isSlow: boolean } = { says: null, isSlow: false };
  const provider: Provider = {
    ...sandbox,
    fetchRefund: (account, id) =>
      told.says ? Promise.resolve(told.says) : sandbox.fetchRefund(account, id),
    refund: (account, request) =>
      told.isSlow
        ? Promise.resolve({ kind: 'processing', providerReference: `re_${request.refundId}` })
        : sandbox.refund(account, request),
  };
  const context = { ...plain.context, providers: new Map([['sandbox', provider]]) };
  const world = { ...plain, context };
  const pass = async (ms: number): Promise<void> => {
    world.clock.advance(ms);
    await askDueRefunds(context, world.organisation);
    await sweepMovements(context, world.organisation);
  };
  const item = await secondPayment(world);
  await returnSuspense(context, world.organisation, item.id, order);
  await world.work();
  told.says = { kind: 'failed', cause: 'the account is closed' };
  await pass(24 * hour + minute);
  told.isSlow = true;
  await returnSuspense(context, world.organisation, item.id, order);
  told.says = null;
  await world.database.owner.query(
    sql`update provider_sweeps set swept_until = swept_until - interval '2 days'`,
  );
  await pass(20 * minute);
  told.says = { kind: 'failed', cause: 'the account is closed' };
  await pass(24 * hour);
  return { ...world, item };
}

test('an item whose failed refund had left is closed by a person, and nobody has to look at it again', async (t) => {
  const world = await leftByStray(t);
  const { context, organisation, item } = world;
  const before = await findAttention(context.database, organisation.id);
  assert.equal(before.suspense.length, 1);
  assert.equal(before.strays.length, 1);
  await closeByStray(context, organisation, item.id, { ...order, reason: 'the bank confirmed it' });
  const after = await findAttention(context.database, organisation.id);
  assert.deepEqual([after.suspense, after.strays], [[], []]);
  await assert.rejects(closeByStray(context, organisation, item.id, order), {
    code: 'nothing_to_return',
  });
  assert.deepEqual(await brokenBooks(world), []);
});

test('money that left and does not come back is written off, once', async (t) => {
  const world = await leftByStray(t);
  const { context, organisation } = world;
  const [stray] = (await findAttention(context.database, organisation.id)).strays;
  assert(stray);
  const writeOff = { ...order, way: 'written_off' } as const;
  await explainStray(context, organisation, stray, writeOff);
  await assert.rejects(explainStray(context, organisation, stray, writeOff), {
    code: 'already_decided',
  });
  const [row] = await world.database.owner.query<{ amount: bigint }>(
    sql`select amount from ledger_postings where debit_account = 'losses'`,
  );
  assert.equal(row?.amount, 4200n);
  assert.deepEqual(await brokenBooks(world), []);
});
