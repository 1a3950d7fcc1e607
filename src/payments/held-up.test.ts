import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHardWorld, hour, type HardWorld } from '../../test/crash/hard-world.ts';
import { cards } from '../../test/support/world.ts';
import type { Context } from '../context.ts';
import type { CrashPoint } from '../core/crash-points.ts';
import {
  askProvider,
  createPayment,
  findSuspenseOfAttempts,
  returnSuspense,
  startAttempt,
} from './index.ts';

/** The portal as a process that sleeps for more than a day at a point, while the others go on. */
function asleepAt(world: HardWorld, point: CrashPoint): Context {
  const reach = (reached: CrashPoint): void => {
    if (reached === point) world.clock.advance(25 * hour + 1);
  };
  return { ...world.context, reach };
}

test('a start that was held up beyond the life of its key is not sent any more', async (t) => {
  const world = await createHardWorld(t);
  const { organisation } = world;
  const context = asleepAt(world, 'start.after_commit');
  const begun = await createPayment(context, organisation, {
    dueIds: [await world.due()],
    visitor: 'one',
    language: 'it',
  });
  const attempt = await startAttempt(context, organisation, begun.payment, {
    method: 'card',
    email: null,
    language: 'it',
    termsAccepted: true,
  });
  assert.equal(await world.sessions(attempt), 0, 'whoever gave it up meanwhile was right');
  assert.equal(attempt.state, 'unknown');
  await world.later(hour);
  assert.equal((await world.now(attempt)).state, 'expired');
  await world.assertRight();
});

test('a refund that was held up beyond the life of its key is not sent any more', async (t) => {
  const world = await createHardWorld(t);
  const { organisation } = world;
  const { attempt } = await world.begin(await world.due());
  await world.plant('pay', 'wrong_amount');
  await world.pay(attempt, cards.good);
  await askProvider(world.context, organisation, attempt, 'payer');
  const [item] = await findSuspenseOfAttempts(world.context.database, organisation.id, [
    attempt.id,
  ]);
  const order = { reason: 'wrong amount', actor: 'staff:test' };
  const context = asleepAt(world, 'refund.after_commit');
  const refund = await returnSuspense(context, organisation, item?.id ?? '', order);
  assert.equal(refund.state, 'unknown');
  const refunds = (await world.facts()).flatMap((row) => row.refunds);
  assert.deepEqual(refunds, []);
  await world.work();
  await world.assertRight();
});
