/** Stolen cards are tried on small open invoices: one invoice takes only so many tries. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '../../src/core/errors.ts';
import { cancelAttempt } from '../../src/payments/index.ts';
import { createWorld } from '../support/world.ts';

test('one due takes thirty tries in an hour, from however many browsers', async (t) => {
  const world = await createWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  for (let each = 1; each <= 30; each += 1) {
    const { attempt } = await world.begin(dueId, `browser ${each}`);
    await cancelAttempt(context, organisation, attempt, 'payer');
  }
  const refused = (error: unknown): boolean =>
    error instanceof Refusal && error.code === 'too_many_tries';
  await assert.rejects(world.begin(dueId, 'browser 31'), refused);
  await world.begin(await world.due(), 'browser 31');
  world.clock.advance(3_600_001);
  await world.begin(dueId, 'browser 32');
});
