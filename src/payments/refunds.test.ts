import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHardWorld, hour, minute, type HardWorld } from '../../test/crash/hard-world.ts';
import { cards } from '../../test/support/world.ts';
import { money } from '../core/money.ts';
import { sql } from '../database/sql.ts';
import { findDues, outstanding } from '../dues/index.ts';
import { refuseApproval } from '../orders/index.ts';
import { setOrganisation } from '../organisations/index.ts';
import { issueReceipts } from '../receipts/index.ts';
import type { Provider, RefundOutcome } from '../providers/provider.ts';
import {
  agreeToRefund,
  askDueRefunds,
  askProvider,
  createPayment,
  findAllocations,
  requestRefund,
  startAttempt,
  type AfterRefund,
  type Payment,
  type RefundOrder,
} from './index.ts';

const euro = (minor: bigint) => money(minor, 'EUR');

/** A payment of several dues that was paid by card. */
async function paid(
  world: HardWorld,
  cents: readonly bigint[] = [4200n],
  visitor = 'one',
): Promise<{ payment: Payment; dueIds: string[] }> {
  const { context, organisation } = world;
  const dueIds = await Promise.all(cents.map((minor) => world.due(minor)));
  const begun = await createPayment(context, organisation, { dueIds, visitor, language: 'it' });
  const attempt = await startAttempt(context, organisation, begun.payment, {
    method: 'card',
    email: 'maria.rossi@example.com',
    language: 'it',
    termsAccepted: true,
  });
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  return { payment: begun.payment, dueIds };
}

function orderOf(
  lines: readonly (readonly [dueId: string | undefined, minor: bigint, after?: AfterRefund])[],
  more: Partial<RefundOrder> = {},
): RefundOrder {
  return {
    lines: lines.map(([dueId = '', minor, after = 'owed_again']) => {
      return { dueId, amount: euro(minor), after };
    }),
    way: { kind: 'provider' },
    reason: 'course cancelled',
    actor: 'staff:one',
    ...more,
  };
}

async function owed(world: HardWorld, dueId: string | undefined): Promise<bigint> {
  const [due] = await findDues(world.context.database, world.organisation.id, [dueId ?? '']);
  assert(due);
  return outstanding(due).minor;
}

async function refunds(world: HardWorld): Promise<number[]> {
  return (await world.facts()).flatMap((row) => row.refunds.map(({ amount }) => amount));
}

/** A hard world whose provider says of refunds what it is told to say. */
async function createRefundWorld(
  ...args: Parameters<typeof createHardWorld>
): Promise<HardWorld & { told: { says: RefundOutcome | null } }> {
  const world = await createHardWorld(...args);
  const sandbox = world.context.providers.get('sandbox');
  assert(sandbox);
  const told: { says: RefundOutcome | null } = { says: null };
  const provider: Provider = {
    ...sandbox,
    fetchRefund: (account, id) =>
      told.says ? Promise.resolve(told.says) : sandbox.fetchRefund(account, id),
  };
  const context = { ...world.context, providers: new Map([['sandbox', provider]]) };
  return { ...world, context, told };
}

async function later(world: HardWorld, ms: number): Promise<void> {
  world.clock.advance(ms);
  await askDueRefunds(world.context, world.organisation);
  await issueReceipts(world.context, world.organisation);
}

/** Mails and seals rest in these stories, so that what says that they are made is left aside. */
async function brokenBooks(world: HardWorld): Promise<string[]> {
  const restful = ['message_leaves', 'audit_sealed', 'ledger_sealed'];
  return (await world.broken()).filter((name) => !restful.includes(name));
}

test('a paid payment is given back line by line, and each due is what was decided for it', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const { payment, dueIds } = await paid(world, [3000n, 1200n]);
  const [first, second] = dueIds;
  const order = orderOf([
    [first, 1000n],
    [second, 1200n, 'settled_otherwise'],
  ]);
  const requested = await requestRefund(context, organisation, payment.id, order);
  assert.equal(requested.kind === 'refund' && requested.refund.state, 'succeeded');
  assert.deepEqual(await refunds(world), [2200]);
  assert.equal(await owed(world, first), 1000n);
  assert.equal(await owed(world, second), 0n);
  const allocations = await findAllocations(context.database, organisation.id, payment.id);
  assert.deepEqual(
    allocations.map(({ applied, refunded }) => [applied.minor, refunded.minor]),
    [
      [3000n, 1000n],
      [1200n, 1200n],
    ],
  );
  await world.assertRight();
});

test('payer and organisation are told when money has left', async (t) => {
  const world = await createHardWorld(t);
  const { payment, dueIds } = await paid(world);
  await requestRefund(world.context, world.organisation, payment.id, orderOf([[dueIds[0], 100n]]));
  const mails = await world.database.owner.query<{ recipient: string }>(
    sql`select recipient from messages where template = 'refund' order by recipient`,
  );
  assert.deepEqual(
    mails.map((mail) => mail.recipient),
    ['maria.rossi@example.com', 'ragioneria@valdorata.example'],
  );
});

test('a due that is owed again can be paid again', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const { payment, dueIds } = await paid(world);
  await requestRefund(context, organisation, payment.id, orderOf([[dueIds[0], 4200n]]));
  const again = await world.begin(dueIds[0] ?? '', 'two');
  await world.pay(again.attempt, cards.good);
  assert.equal(await askProvider(context, organisation, again.attempt, 'payer'), 'succeeded');
  assert.equal(await owed(world, dueIds[0]), 0n);
  await world.assertRight();
});

test('two people who refund the same payment at once never give back more than was paid, a hundred times', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  for (let round = 0; round < 100; round += 1) {
    const { payment, dueIds } = await paid(world, [4200n], `visitor ${round}`);
    const outcomes = await Promise.allSettled(
      ['staff:one', 'staff:two', 'staff:one', 'staff:two'].map((actor) =>
        requestRefund(context, organisation, payment.id, orderOf([[dueIds[0], 2500n]], { actor })),
      ),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    assert.equal(refused.length, 3);
    for (const { reason } of refused) {
      assert.equal((reason as { code: string }).code, 'over_refund');
      assert.match((reason as { detail: string }).detail, /€17\.00/);
    }
  }
  assert.deepEqual(
    await refunds(world),
    Array.from({ length: 100 }, () => 2500),
  );
  await world.assertRight();
});

test('the same form sent twice at once gives money back once', async (t) => {
  const world = await createHardWorld(t);
  const { payment, dueIds } = await paid(world);
  const order = orderOf([[dueIds[0], 700n]], { key: 'form one' });
  const both = await Promise.all(
    [1, 2, 3].map(() => requestRefund(world.context, world.organisation, payment.id, order)),
  );
  const ids = both.map((one) => one.kind === 'refund' && one.refund.id);
  assert.equal(new Set(ids).size, 1);
  assert.deepEqual(await refunds(world), [700]);
  await world.assertRight();
});

test('nothing is given back while a dispute is open', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const { payment, dueIds } = await paid(world);
  const [fact] = await world.facts();
  await world.sandbox.control('POST', `/sessions/${fact?.reference}/dispute`, { amount: 100 });
  for (const event of await world.allEvents()) await world.notify(event);
  await world.work();
  const order = orderOf([[dueIds[0], 100n]]);
  await assert.rejects(requestRefund(context, organisation, payment.id, order), {
    code: 'disputed',
  });
  await world.assertRight();
});

test('a refund whose outcome is unknown stays so, and its due stays settled, until the provider answers', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const { payment, dueIds } = await paid(world);
  await world.plant('refund', 'error_500', 50);
  await world.plant('ask_refund', 'error_503', 50);
  const requested = await requestRefund(
    context,
    organisation,
    payment.id,
    orderOf([[dueIds[0], 4200n]]),
  );
  assert.equal(requested.kind === 'refund' && requested.refund.state, 'unknown');
  for (let passed = 0; passed < 10; passed += 1) {
    await later(world, minute);
    assert.equal(await owed(world, dueIds[0]), 0n);
    assert.deepEqual(await brokenBooks(world), []);
  }
  const once = orderOf([[dueIds[0], 1n]]);
  await assert.rejects(requestRefund(context, organisation, payment.id, once), {
    code: 'over_refund',
  });
  await world.heal();
  await later(world, hour);
  assert.equal(await owed(world, dueIds[0]), 4200n);
  assert.deepEqual(await refunds(world), [4200]);
  await world.work();
  await world.assertRight();
});

test('a refund that comes back settles its due again, also one whose claim was settled otherwise', async (t) => {
  const world = await createRefundWorld(t);
  const { payment, dueIds } = await paid(world, [3000n, 1200n]);
  const order = orderOf([
    [dueIds[0], 3000n],
    [dueIds[1], 500n, 'settled_otherwise'],
  ]);
  await requestRefund(world.context, world.organisation, payment.id, order);
  world.told.says = { kind: 'failed', cause: 'the account is closed' };
  await later(world, 25 * hour);
  assert.equal(await owed(world, dueIds[0]), 0n);
  assert.equal(await owed(world, dueIds[1]), 0n);
  assert.deepEqual(await brokenBooks(world), []);
  world.told.says = null;
  await requestRefund(
    world.context,
    world.organisation,
    payment.id,
    orderOf([[dueIds[0], 3000n]], { way: { kind: 'by_hand', from: 'till' } }),
  );
  assert.equal(await owed(world, dueIds[0]), 3000n);
  assert.deepEqual(await brokenBooks(world), []);
});

test('a refund that comes back when its due was paid by another is kept apart', async (t) => {
  const world = await createRefundWorld(t);
  const { context, organisation } = world;
  const { payment, dueIds } = await paid(world);
  await requestRefund(context, organisation, payment.id, orderOf([[dueIds[0], 4200n]]));
  const again = await world.begin(dueIds[0] ?? '', 'two');
  await world.pay(again.attempt, cards.good);
  await askProvider(context, organisation, again.attempt, 'payer');
  world.told.says = { kind: 'failed', cause: 'the account is closed' };
  await later(world, 25 * hour);
  const items = await world.database.owner.query<{ reason: string; amount: bigint }>(
    sql`select reason, amount from suspense_items`,
  );
  assert.deepEqual(items, [{ reason: 'refund_came_back', amount: 4200n }]);
  assert.equal(await owed(world, dueIds[0]), 0n);
  assert.deepEqual(await brokenBooks(world), []);
});

test('a refund above the limit waits for a second person, and parts of it add up', async (t) => {
  const world = await createHardWorld(t);
  const { context } = world;
  const organisation = await setOrganisation(
    context,
    world.organisation,
    { ...world.organisation.settings, refund_limit: { amount: '20.00', currency: 'EUR' } },
    'test',
  );
  const { payment, dueIds } = await paid(world);
  const small = await requestRefund(
    context,
    organisation,
    payment.id,
    orderOf([[dueIds[0], 2000n]]),
  );
  assert.equal(small.kind, 'refund');
  const large = await requestRefund(context, organisation, payment.id, orderOf([[dueIds[0], 1n]]));
  assert(large.kind === 'approval');
  assert.deepEqual(await refunds(world), [2000]);
  await assert.rejects(agreeToRefund(context, organisation, large.approvalId, 'staff:one'), {
    code: 'same_person',
  });
  const agreed = await Promise.allSettled(
    [1, 2, 3].map(() => agreeToRefund(context, organisation, large.approvalId, 'staff:two')),
  );
  assert.equal(agreed.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.deepEqual(await refunds(world), [2000, 1]);
  const other = await requestRefund(context, organisation, payment.id, orderOf([[dueIds[0], 9n]]));
  assert(other.kind === 'approval');
  const refusal = { approvalId: other.approvalId, actor: 'staff:two' };
  await refuseApproval(context, organisation.id, refusal);
  await assert.rejects(agreeToRefund(context, organisation, other.approvalId, 'staff:three'), {
    code: 'already_decided',
  });
  await assert.rejects(
    world.database.owner.query(
      sql`update approvals set decided_by = proposed_by where decision = 'agreed'`,
    ),
    /approvals_by_two_people/,
  );
  await world.assertRight();
});

test('what was paid by card can be paid out by hand, from an account of the organisation alone', async (t) => {
  const world = await createHardWorld(t);
  const { context } = world;
  const iban = 'IT60X0542811101000000123456';
  const organisation = await setOrganisation(
    context,
    world.organisation,
    { ...world.organisation.settings, accounts: [{ name: 'Tesoreria', iban }] },
    'test',
  );
  const { payment, dueIds } = await paid(world);
  const from = (account: string) =>
    orderOf([[dueIds[0], 4200n]], { way: { kind: 'by_hand', from: account } });
  const other = from('ES9121000418450200051332');
  await assert.rejects(requestRefund(context, organisation, payment.id, other), {
    code: 'input_invalid',
  });
  await requestRefund(context, organisation, payment.id, from(iban));
  assert.deepEqual(await refunds(world), []);
  const [row] = await world.database.owner.query<{ amount: bigint }>(
    sql`select amount from ledger_postings where credit_account = ${`bank:${iban}`}`,
  );
  assert.equal(row?.amount, 4200n);
  await world.assertRight();
});
