import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHardWorld, hour, type HardWorld } from '../../../test/crash/hard-world.ts';
import { cards } from '../../../test/support/world.ts';
import { money } from '../../core/money.ts';
import { sql } from '../../database/sql.ts';
import { findDues, outstanding } from '../../dues/index.ts';
import type { Provider } from '../../providers/provider.ts';
import {
  acceptDispute,
  askProvider,
  findAttention,
  findDisputesOfAttempts,
  findOpenDisputes,
  requestRefund,
  sendEvidence,
  type Attempt,
  type Dispute,
  type Payment,
} from '../index.ts';

const order = { reason: 'delivered', actor: 'staff:one' };

type Scene = {
  readonly attempt: Attempt;
  readonly payment: Payment;
  readonly dueId: string;
  readonly disputeId: string;
};

/** A paid payment that the payer's bank takes back, whole or in part. */
async function disputed(world: HardWorld, amount?: number, refunded = 0n): Promise<Scene> {
  const { context, organisation } = world;
  const dueId = await world.due();
  const { payment, attempt } = await world.begin(dueId, dueId);
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  if (refunded > 0n) {
    await requestRefund(context, organisation, payment.id, {
      ...order,
      lines: [{ dueId, amount: money(refunded, 'EUR'), after: 'settled_otherwise' }],
      way: { kind: 'by_hand', from: 'till' },
    });
  }
  await world.sandbox.control('POST', `/sessions/${attempt.providerReference}/dispute`, { amount });
  await askProvider(context, organisation, attempt, 'provider');
  const dispute = await only(world, attempt);
  return { attempt, payment, dueId, disputeId: dispute.id };
}

async function only({ context, organisation }: HardWorld, attempt: Attempt): Promise<Dispute> {
  const found = await findDisputesOfAttempts(context.database, organisation.id, [attempt.id]);
  assert.equal(found.length, 1);
  assert(found[0]);
  return found[0];
}

async function owed(world: HardWorld, dueId: string): Promise<bigint> {
  const [due] = await findDues(world.context.database, world.organisation.id, [dueId]);
  assert(due);
  return outstanding(due).minor;
}

async function balance(world: HardWorld, account: string): Promise<bigint> {
  const [row] = await world.database.owner.query<{ minor: bigint }>(sql`
    select coalesce(sum(case when debit_account = ${account} then amount else -amount end), 0)::bigint as minor
    from ledger_postings where ${account} in (debit_account, credit_account)`);
  return row?.minor ?? 0n;
}

async function end(world: HardWorld, scene: Scene, verb: 'win' | 'lose'): Promise<Dispute> {
  const { providerReference } = await only(world, scene.attempt);
  await world.sandbox.control('POST', `/disputes/${providerReference}/${verb}`, {});
  for (const event of await world.events(scene.attempt)) await world.notify(event);
  await world.work();
  return only(world, scene.attempt);
}

test('a dispute is kept with its reason and its deadline, its fee is booked, and the organisation is told', async (t) => {
  const world = await createHardWorld(t);
  await world.sandbox.control('POST', '/settings', { dispute_fee: 1500 });
  const scene = await disputed(world);
  const dispute = await only(world, scene.attempt);
  assert.equal(dispute.state, 'opened');
  assert.equal(dispute.reason, 'fraudulent');
  assert.equal(dispute.amount.minor, 4200n);
  assert.equal(dispute.fee.minor, 1500n);
  assert(dispute.answerBy);
  assert.equal(await balance(world, 'fees'), 1500n);
  assert.equal(await owed(world, scene.dueId), 0n);
  const mails = await world.database.owner.query(
    sql`select 1 from messages where template = 'dispute'`,
  );
  assert.equal(mails.length, 1);
  await world.later(hour);
  await world.assertRight();
});

test('a lost dispute reopens what it hit, and the money is written off to it', async (t) => {
  const world = await createHardWorld(t);
  const scene = await disputed(world, 1200);
  const dispute = await end(world, scene, 'lose');
  assert.equal(dispute.state, 'lost');
  assert.equal(dispute.lost.minor, 1200n);
  assert.equal(await owed(world, scene.dueId), 1200n);
  assert.equal(await balance(world, 'disputes'), 0n);
  const { disputed: open } = await findAttention(world.context.database, world.organisation.id);
  assert.deepEqual(open, []);
  await world.assertRight();
});

test('after a lost dispute the rest can be refunded, and no more', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const scene = await disputed(world, 1200);
  await end(world, scene, 'lose');
  const refund = (minor: bigint) =>
    requestRefund(context, organisation, scene.payment.id, {
      ...order,
      lines: [{ dueId: scene.dueId, amount: money(minor, 'EUR'), after: 'owed_again' }],
      way: { kind: 'provider' },
    });
  await assert.rejects(refund(3001n), { code: 'over_refund' });
  await refund(3000n);
  assert.equal(await owed(world, scene.dueId), 4200n);
  await world.assertRight();
});

test('a won dispute books the money back and changes no due', async (t) => {
  const world = await createHardWorld(t);
  const scene = await disputed(world);
  const dispute = await end(world, scene, 'win');
  assert.equal(dispute.state, 'won');
  assert(dispute.endedAt);
  assert.equal(await owed(world, scene.dueId), 0n);
  await world.assertRight();
});

test('evidence is sent before the deadline and kept, and may win the dispute', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const scene = await disputed(world);
  const first = await sendEvidence(context, organisation, scene.disputeId, {
    ...order,
    text: 'The list of those present, signed.',
  });
  assert.deepEqual([first.answer.kind, first.dispute.state], ['taken', 'evidence_sent']);
  const more = { ...order, text: 'winning_evidence', key: 'form' };
  const second = await sendEvidence(context, organisation, scene.disputeId, more);
  assert.equal(second.dispute.state, 'won');
  await assert.rejects(
    sendEvidence(context, organisation, scene.disputeId, { ...order, text: 'more' }),
    { code: 'dispute_over' },
  );
  const [open] = await findOpenDisputes(context.database, organisation.id);
  assert.equal(open, undefined);
  await world.assertRight();
});

test('no evidence is sent after the deadline', async (t) => {
  const world = await createHardWorld(t);
  const scene = await disputed(world);
  world.clock.advance(8 * 24 * hour);
  await assert.rejects(
    sendEvidence(world.context, world.organisation, scene.disputeId, { ...order, text: 'late' }),
    { code: 'dispute_over' },
  );
});

test('evidence whose answer was lost can be sent once more', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const scene = await disputed(world);
  await world.plant('answer_dispute', 'error_500_after_effect');
  const given = { ...order, text: 'The list of those present.' };
  const lost = await sendEvidence(context, organisation, scene.disputeId, given);
  assert.equal(lost.answer.kind, 'unknown');
  assert.equal(lost.dispute.state, 'evidence_sent');
  const again = await sendEvidence(context, organisation, scene.disputeId, given);
  assert.equal(again.answer.kind, 'taken');
  await world.assertRight();
});

test('a dispute that is given up reopens what it hit', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const scene = await disputed(world);
  const answered = await acceptDispute(context, organisation, scene.disputeId, order);
  assert.equal(answered.dispute.state, 'accepted');
  assert.equal(await owed(world, scene.dueId), 4200n);
  await world.assertRight();
});

test('what a lost dispute takes although it had been given back is a loss', async (t) => {
  const world = await createHardWorld(t);
  const scene = await disputed(world, undefined, 1000n);
  await end(world, scene, 'lose');
  assert.equal(await balance(world, 'losses'), 1000n);
  assert.equal(await owed(world, scene.dueId), 3200n);
  await world.assertRight();
});

test('a bank that returns the money after all settles the due again, or what the due cannot take is kept apart', async (t) => {
  const world = await createHardWorld(t);
  const { organisation } = world;
  for (const isPaidAgain of [false, true]) {
    const scene = await disputed(world);
    const lost = await end(world, scene, 'lose');
    assert.equal(await owed(world, scene.dueId), 4200n);
    if (isPaidAgain) {
      const again = await world.begin(scene.dueId, 'again');
      await world.pay(again.attempt, cards.good);
      await askProvider(world.context, organisation, again.attempt, 'payer');
    }
    const sandbox = world.context.providers.get('sandbox');
    assert(sandbox);
    const after: Provider = {
      ...sandbox,
      fetchAttempt: async (account, reference) => {
        const outcome = await sandbox.fetchAttempt(account, reference);
        if (outcome.kind !== 'succeeded') return outcome;
        const disputes = outcome.disputes?.map((one) => ({ ...one, state: 'won' }) as const) ?? [];
        return { ...outcome, disputed: null, disputes };
      },
    };
    const context = { ...world.context, providers: new Map([['sandbox', after]]) };
    await askProvider(context, organisation, scene.attempt, 'provider');
    await askProvider(context, organisation, scene.attempt, 'provider');
    const won = await only(world, scene.attempt);
    assert.deepEqual([won.state, won.lost.minor, lost.lost.minor], ['won', 0n, 4200n]);
    assert.equal(await owed(world, scene.dueId), 0n);
    assert.deepEqual(await world.broken(), []);
  }
  const items = await world.database.owner.query<{ reason: string; amount: bigint }>(
    sql`select reason, amount from suspense_items`,
  );
  assert.deepEqual(items, [{ reason: 'dispute_returned', amount: 4200n }]);
});

test('a lost dispute whose news is lost is found out within a day', async (t) => {
  const world = await createHardWorld(t);
  const scene = await disputed(world);
  // As long as its opening is in the list of the provider, that leads to it.
  for (let passed = 0; passed < 4; passed += 1) await world.later(hour);
  const { providerReference } = await only(world, scene.attempt);
  await world.sandbox.control('POST', `/disputes/${providerReference}/lose`, {});
  await world.later(hour);
  assert.equal((await only(world, scene.attempt)).state, 'opened', 'nothing tells of it yet');
  for (let passed = 0; passed < 25; passed += 1) await world.later(hour);
  assert.equal((await only(world, scene.attempt)).state, 'lost');
  assert.equal(await owed(world, scene.dueId), 4200n);
  assert.deepEqual(await world.broken(), ['message_leaves'], 'nobody sends mails here');
});

test('a lost dispute of money that settled nothing ends what kept its due', async (t) => {
  const world = await createHardWorld(t);
  const dueId = await world.due();
  const { attempt } = await world.begin(dueId, dueId);
  await world.plant('pay', 'wrong_amount');
  await world.pay(attempt, cards.good);
  await askProvider(world.context, world.organisation, attempt, 'payer');
  assert.equal(await world.isHeld(dueId), true, 'another amount came than was asked');
  await world.sandbox.control('POST', `/sessions/${attempt.providerReference}/dispute`, {});
  await askProvider(world.context, world.organisation, attempt, 'provider');
  const { providerReference } = await only(world, attempt);
  await world.sandbox.control('POST', `/disputes/${providerReference}/lose`, {});
  await askProvider(world.context, world.organisation, attempt, 'provider');
  assert.equal(await world.isHeld(dueId), false);
  assert.equal((await world.now(attempt)).state, 'cancelled');
  await world.assertRight();
});
