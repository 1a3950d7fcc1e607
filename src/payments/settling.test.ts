import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDues } from '../dues/index.ts';
import { cards, createWorld, newestAttempt } from '../../test/support/world.ts';
import { askProvider, findPayment, findSuspenseOfAttempts, returnSuspense } from './index.ts';

test('a card that is accepted settles the due once, however often the provider is asked', async (t) => {
  const world = await createWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  const { payment, attempt } = await world.begin(dueId);
  assert.equal(attempt.state, 'action_required');
  await world.pay(attempt, cards.good);
  const states = await Promise.all(
    Array.from({ length: 8 }, () => askProvider(context, organisation, attempt, 'payer')),
  );
  assert.deepEqual(new Set(states), new Set(['succeeded']));
  const [due] = await findDues(context.database, organisation.id, [dueId]);
  assert.equal(due?.settled.minor, 4200n);
  assert.equal((await findPayment(context.database, organisation.id, payment.id))?.state, 'paid');
  assert.deepEqual(await world.broken(), []);
});

test('a refused card frees the due and the payment can be tried again', async (t) => {
  const world = await createWorld(t);
  const dueId = await world.due();
  const first = await world.begin(dueId);
  await world.pay(first.attempt, cards.declined);
  const state = await askProvider(world.context, world.organisation, first.attempt, 'payer');
  assert.equal(state, 'failed');
  assert.equal((await newestAttempt(world, first.payment)).declineReason, 'declined');
  const second = await world.begin(dueId);
  assert.equal(second.payment.id, first.payment.id);
  assert.notEqual(second.attempt.id, first.attempt.id);
  assert.deepEqual(await world.broken(), []);
});

test('money that comes late for a due that was paid meanwhile is kept, shown and given back', async (t) => {
  const world = await createWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  const first = await world.begin(dueId);
  await world.pay(first.attempt, cards.declined);
  await askProvider(context, organisation, first.attempt, 'payer');
  const second = await world.begin(dueId, 'two');
  await world.pay(second.attempt, cards.good);
  await askProvider(context, organisation, second.attempt, 'payer');
  await world.sandbox.control('POST', `/sessions/${first.attempt.providerReference}/charge-late`);
  assert.equal(await askProvider(context, organisation, first.attempt, 'provider'), 'succeeded');
  const [item] = await findSuspenseOfAttempts(context.database, organisation.id, [
    first.attempt.id,
  ]);
  assert.equal(item?.amount.minor, 4200n);
  assert.equal(item?.reason, 'already_settled');
  assert.deepEqual(await world.broken(), []);
  const refund = await returnSuspense(context, organisation, item?.id ?? '', {
    reason: 'paid twice',
    actor: 'staff:test',
  });
  assert.equal(refund.state, 'succeeded');
  await assert.rejects(
    returnSuspense(context, organisation, item?.id ?? '', { reason: 'again', actor: 'staff:test' }),
    { code: 'nothing_to_return' },
  );
  assert.deepEqual(await world.broken(), []);
});

test('an amount that differs from what was asked settles nothing and waits for a person', async (t) => {
  const world = await createWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  const { attempt } = await world.begin(dueId);
  await world.sandbox.control('POST', '/faults', { on: 'pay', fault: 'wrong_amount' });
  await world.pay(attempt, cards.good);
  assert.equal(await askProvider(context, organisation, attempt, 'provider'), 'conflicted');
  const [due] = await findDues(context.database, organisation.id, [dueId]);
  assert.equal(due?.settled.minor, 0n);
  assert.deepEqual(await world.broken(), []);
  const [item] = await findSuspenseOfAttempts(context.database, organisation.id, [attempt.id]);
  await returnSuspense(context, organisation, item?.id ?? '', {
    reason: 'wrong amount',
    actor: 'staff:test',
  });
  assert.deepEqual(await world.broken(), []);
  const again = await world.begin(dueId);
  assert.equal(again.attempt.state, 'action_required');
});

test('money whose return the bank of the payer has begun is not given back a second time', async (t) => {
  const world = await createWorld(t);
  const { context, organisation } = world;
  const { attempt } = await world.begin(await world.due());
  await world.sandbox.control('POST', '/faults', { on: 'pay', fault: 'wrong_amount' });
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'provider');
  const [item] = await findSuspenseOfAttempts(context.database, organisation.id, [attempt.id]);
  await world.sandbox.control('POST', `/sessions/${attempt.providerReference}/dispute`);
  await askProvider(context, organisation, attempt, 'provider');
  const order = { reason: 'wrong amount', actor: 'staff:test' };
  await assert.rejects(returnSuspense(context, organisation, item?.id ?? '', order), {
    code: 'disputed',
  });
  assert.deepEqual(await world.broken(), []);
});
