import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cards, createWorld, newestAttempt } from '../../test/support/world.ts';
import { askProvider, findAttention, sweepMovements } from './index.ts';

const twentyMinutes = 20 * 60_000;

test('a charge whose outcome never reached us is found in the list of the provider', async (t) => {
  const world = await createWorld(t);
  const { payment, attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  world.clock.advance(twentyMinutes);
  assert.equal(await sweepMovements(world.context, world.organisation), 0);
  assert.equal((await newestAttempt(world, payment)).state, 'succeeded');
  assert.deepEqual(await world.broken(), []);
});

test('a second charge that the provider made by itself is kept in suspense, once', async (t) => {
  const world = await createWorld(t);
  const { context, organisation, clock } = world;
  const { attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  await world.sandbox.control('POST', `/sessions/${attempt.providerReference}/charge-again`);
  clock.advance(twentyMinutes);
  assert.equal(await sweepMovements(context, organisation), 1);
  clock.advance(twentyMinutes);
  assert.equal(await sweepMovements(context, organisation), 0);
  const { strays } = await findAttention(context.database, organisation.id);
  assert.deepEqual(
    strays.map(({ kind, ourReference, amount }) => [kind, ourReference, amount.minor]),
    [['charge', attempt.id, 4200n]],
  );
  // No worker gives receipts here.
  assert.deepEqual(await world.broken(), ['receipt_exists']);
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
