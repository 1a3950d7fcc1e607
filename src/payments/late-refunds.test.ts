import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createHardWorld, hour, minute, type HardWorld } from '../../test/crash/hard-world.ts';
import { cards } from '../../test/support/world.ts';
import { sql } from '../database/sql.ts';
import type { Provider, RefundOutcome } from '../providers/provider.ts';
import {
  askDueRefunds,
  askProvider,
  findSuspenseOfAttempts,
  returnSuspense,
  sweepMovements,
  type SuspenseItem,
} from './index.ts';
import type { Refund } from './refund.ts';
import { findRefund } from './store/index.ts';

const day = 24 * hour;
const order = { reason: 'paid twice', actor: 'staff:test' };

/** What the provider says instead of the truth; `again`: it gives money back that has left already. */
type Told = { says: RefundOutcome | null; again: 'succeeded' | 'processing' | null };

/** A hard world in which the provider can say of refunds what it is told to say. */
async function createRefundWorld(t: TestContext): Promise<HardWorld & { readonly told: Told }> {
  const world = await createHardWorld(t);
  const sandbox = world.context.providers.get('sandbox');
  assert(sandbox);
  const told: Told = { says: null, again: null };
  const provider: Provider = {
    ...sandbox,
    fetchRefund: (account, id) =>
      told.says === null ? sandbox.fetchRefund(account, id) : Promise.resolve(told.says),
    refund: (account, { refundId, ...request }) =>
      told.again
        ? Promise.resolve({
            kind: told.again,
            providerReference: `re_${refundId}`,
            refunded: request.amount,
          })
        : sandbox.refund(account, { refundId, ...request }),
  };
  const context = { ...world.context, providers: new Map([['sandbox', provider]]) };
  return { ...world, context, told };
}

/** Looks again at what the provider listed in the last two days. */
async function sweepAgain(world: HardWorld): Promise<void> {
  await world.database.owner.query(
    sql`update provider_sweeps set swept_until = swept_until - interval '2 days'`,
  );
  await pass(world, 20 * minute);
}

/** Money of a first attempt that came after a second one had paid, given back. */
async function returned(world: HardWorld): Promise<{ item: SuspenseItem; refund: Refund }> {
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
  const refund = await returnSuspense(context, organisation, item.id, order);
  assert.equal(refund.state, 'succeeded');
  await world.work();
  return { item, refund };
}

async function stateOf(world: HardWorld, refund: Refund): Promise<string | undefined> {
  const found = await findRefund(world.context.database, world.organisation.id, refund.id);
  return found?.state;
}

async function suspense(world: HardWorld): Promise<bigint> {
  const [row] = await world.database.owner.query<{ minor: bigint }>(sql`
    select coalesce(sum(case when credit_account = 'suspense' then amount else -amount end), 0)::bigint as minor
    from ledger_postings where 'suspense' in (debit_account, credit_account)`);
  return row?.minor ?? 0n;
}

/** Mails and seals rest in these stories, so that what says that they are made is left aside. */
async function brokenBooks(world: HardWorld): Promise<string[]> {
  const restful = ['message_leaves', 'audit_sealed', 'ledger_sealed'];
  return (await world.broken()).filter((name) => !restful.includes(name));
}

const cameBack: RefundOutcome = { kind: 'failed', cause: 'the account is closed' };

/** What the world does by itself; with its own context, so that the provider says what it is told. */
async function pass(world: HardWorld, ms: number): Promise<void> {
  world.clock.advance(ms);
  await askDueRefunds(world.context, world.organisation);
  await sweepMovements(world.context, world.organisation);
}

test('a refund that comes back days later is owed again, and can be given back once more', async (t) => {
  const world = await createRefundWorld(t);
  const { item, refund } = await returned(world);
  assert.equal(await suspense(world), 0n);
  world.told.says = cameBack;
  await pass(world, day + minute);
  assert.equal(await stateOf(world, refund), 'failed');
  assert.equal(await suspense(world), 4200n);
  assert.deepEqual(await brokenBooks(world), []);
  world.told.again = 'succeeded';
  const again = await returnSuspense(world.context, world.organisation, item.id, order);
  assert.equal(again.state, 'succeeded');
  assert.equal(await suspense(world), 0n);
  assert.deepEqual(await brokenBooks(world), []);
});

test('a refund that was said to have failed and had left all the same is booked when the list shows it', async (t) => {
  const world = await createRefundWorld(t);
  const { refund } = await returned(world);
  world.told.says = cameBack;
  await pass(world, day + minute);
  assert.equal(await stateOf(world, refund), 'failed');
  world.told.says = null;
  await sweepAgain(world);
  assert.equal(await stateOf(world, refund), 'succeeded');
  assert.equal(await suspense(world), 0n);
  assert.deepEqual(await brokenBooks(world), []);
});

test('money that left twice, because its failed refund had left after all, is listed and not hidden', async (t) => {
  const world = await createRefundWorld(t);
  const { item, refund } = await returned(world);
  world.told.says = cameBack;
  await pass(world, day + minute);
  world.told.again = 'succeeded';
  const again = await returnSuspense(world.context, world.organisation, item.id, order);
  assert.equal(again.state, 'succeeded');
  world.told.says = null;
  await sweepAgain(world);
  await pass(world, 20 * minute);
  assert.equal(await stateOf(world, refund), 'failed');
  const strays = await world.database.owner.query(sql`select 1 from stray_movements`);
  assert.equal(strays.length, 1);
  assert.equal(await suspense(world), -4200n);
  assert.deepEqual(await brokenBooks(world), []);
});

test('money that was listed as having left twice is not booked once more when its second refund fails', async (t) => {
  const world = await createRefundWorld(t);
  const { item, refund } = await returned(world);
  world.told.says = cameBack;
  await pass(world, day + minute);
  world.told.again = 'processing';
  const again = await returnSuspense(world.context, world.organisation, item.id, order);
  assert.equal(again.state, 'processing');
  world.told.says = null;
  await sweepAgain(world);
  assert.equal(await suspense(world), 0n, 'the first refund has left and is listed');
  world.told.says = cameBack;
  await pass(world, day);
  assert.equal(await stateOf(world, again), 'failed');
  world.told.says = null;
  await sweepAgain(world);
  assert.equal(await stateOf(world, refund), 'failed');
  assert.equal(await suspense(world), 0n);
  assert.deepEqual(await brokenBooks(world), []);
  await assert.rejects(returnSuspense(world.context, world.organisation, item.id, order), {
    code: 'nothing_to_return',
  });
});

test('a refund that stays what it is is asked about three times in a month, and then no more', async (t) => {
  const world = await createRefundWorld(t);
  const { refund } = await returned(world);
  let asked = 0;
  const provider = world.context.providers.get('sandbox');
  assert(provider);
  const counting: Provider = {
    ...provider,
    fetchRefund: (account, id) => {
      asked += 1;
      return provider.fetchRefund(account, id);
    },
  };
  const context = { ...world.context, providers: new Map([['sandbox', counting]]) };
  for (let passed = 0; passed < 40; passed += 1) await pass({ ...world, context }, day);
  assert.equal(asked, 3);
  assert.equal(await stateOf(world, refund), 'succeeded');
  assert.deepEqual(await brokenBooks(world), []);
});
