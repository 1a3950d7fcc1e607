/** What a worker takes for itself at once has a limit, however little the planner knows of the tables. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { useProviderAccount } from '../organisations/index.ts';
import { claimEvents, insertEvents } from './store/index.ts';

test('a worker takes as many notifications as it asks for, each once', async (t) => {
  const { context, organisation, clock } = await createQuietWorld(t);
  const account = { id: 'acc_test', provider: 'sandbox', secrets: {} };
  await useProviderAccount(context, organisation, account, 'test');
  const event = (number: number) => ({
    providerAccountId: account.id,
    eventId: `evt_${number}`,
    type: 'session.succeeded',
    bodyDigest: '',
    ourReference: null,
    providerReference: null,
    receivedAt: clock.now(),
  });
  const events = Array.from({ length: 300 }, (_, number) => event(number));
  await insertEvents(context.database, organisation.id, events);
  const claim = () => claimEvents(context.database, organisation.id, clock.now(), 60, 64);
  const rounds = [await claim(), await claim(), await claim(), await claim(), await claim()];
  assert.deepEqual(
    rounds.map((round) => round.length),
    [64, 64, 64, 64, 44],
  );
  assert.equal(new Set(rounds.flat().map(({ eventId }) => eventId)).size, 300);
});
