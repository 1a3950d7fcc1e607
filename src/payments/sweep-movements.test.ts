import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHardWorld } from '../../test/crash/hard-world.ts';
import { cards, createWorld, newestAttempt } from '../../test/support/world.ts';
import { askProvider, findAttention, processInbox, sweepMovements } from './index.ts';

const twentyMinutes = 20 * 60_000;

test('a charge whose outcome never reached us is found in the list of the provider', async (t) => {
  const world = await createHardWorld(t);
  const { payment, attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  world.clock.advance(twentyMinutes);
  assert.equal(await sweepMovements(world.context, world.organisation), 0);
  assert.equal((await newestAttempt(world, payment)).state, 'succeeded');
  await world.work();
  assert.deepEqual(await world.broken(), []);
});

test('a second charge that the provider made by itself is set aside once, whoever finds it first', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation, clock } = world;
  const { attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  await world.sandbox.control('POST', `/sessions/${attempt.providerReference}/charge-again`);
  clock.advance(twentyMinutes);
  for (const event of await world.allEvents()) await world.notify(event);
  await Promise.all([
    sweepMovements(context, organisation),
    processInbox(context, organisation),
    sweepMovements(context, organisation),
  ]);
  await world.later(twentyMinutes);
  const { strays, suspense } = await findAttention(context.database, organisation.id);
  assert.deepEqual(strays, []);
  assert.deepEqual(
    suspense.map(({ reason, amount }) => [reason, amount.minor]),
    [['already_settled', 4200n]],
  );
  await world.assertRight();
});

test('a second charge whose news is lost is found in the list of the provider', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const { attempt } = await world.begin(await world.due());
  await world.plant('pay', 'charge_twice');
  await world.pay(attempt, cards.good);
  await world.later(twentyMinutes);
  await world.later(twentyMinutes);
  const { suspense } = await findAttention(context.database, organisation.id);
  assert.equal(suspense.length, 1);
  await world.assertRight();
});

test('a dispute whose news is lost is found in the list of the provider, and so is its end', async (t) => {
  const world = await createHardWorld(t);
  const { attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  await askProvider(world.context, world.organisation, attempt, 'payer');
  await world.later(twentyMinutes);
  const path = `/sessions/${attempt.providerReference}/dispute`;
  const dispute = await world.sandbox.control<{ dispute_id: string }>('POST', path);
  await world.later(twentyMinutes);
  assert.equal((await world.now(attempt)).disputed.minor, 4200n);
  await world.assertRight();
  await world.sandbox.control('POST', `/disputes/${dispute.dispute_id}/win`);
  await world.later(twentyMinutes);
  assert.equal((await world.now(attempt)).disputed.minor, 0n);
  await world.assertRight();
});

test('money that nothing of ours explains is kept in suspense, once', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const { attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  await world.forget(attempt);
  await world.later(twentyMinutes);
  await world.later(twentyMinutes);
  const { strays } = await findAttention(context.database, organisation.id);
  assert.deepEqual(
    strays.map(({ kind, ourReference, amount }) => [kind, ourReference, amount.minor]),
    [['charge', attempt.id, 4200n]],
  );
  await world.assertRight();
});

test('a charge that the provider lists and cannot be asked about stays in the period', async (t) => {
  const world = await createHardWorld(t);
  const { attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.declined);
  await askProvider(world.context, world.organisation, attempt, 'payer');
  await world.sandbox.control('POST', `/sessions/${attempt.providerReference}/charge-late`);
  await world.plant('ask', 'error_503', 10_000);
  for (let time = 0; time < 12; time += 1) await world.later(twentyMinutes);
  await world.heal();
  await world.later(twentyMinutes);
  assert.equal((await world.now(attempt)).state, 'succeeded');
  await world.assertRight();
});

test('a provider that cannot be asked for its list is asked for the same period later', async (t) => {
  const world = await createWorld(t);
  const { context, organisation, clock } = world;
  const { payment, attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  clock.advance(twentyMinutes);
  await world.sandbox.control('POST', '/faults', { on: 'list', fault: 'error_503' });
  assert.equal(await sweepMovements(context, organisation), 0);
  assert.equal((await newestAttempt(world, payment)).state, 'action_required');
  clock.advance(twentyMinutes);
  await sweepMovements(context, organisation);
  assert.equal((await newestAttempt(world, payment)).state, 'succeeded');
});
