import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHardWorld, hour, minute, second } from '../../test/crash/hard-world.ts';
import { cards } from '../../test/support/world.ts';
import { sql } from '../database/sql.ts';
import { askProvider, cancelAttempt, findSuspenseOfAttempts, returnSuspense } from './index.ts';

/** Nothing of these tells whether the provider did what it was asked. */
const silences = [
  'hang_before_effect',
  'hang_after_effect',
  'cut_before_effect',
  'cut_after_effect',
  'error_500',
  'error_500_after_effect',
  'error_503',
  'refuse_401',
  'refuse_403',
  'conflict_409',
  'too_many_429',
  'garbage',
  'truncated',
  'huge',
  'redirect',
  'wrong_reference',
  'unknown_status',
  'live_mode',
] as const;

test('a start without a clear answer holds the due, is made good, and ends in one page and one charge', async (t) => {
  const world = await createHardWorld(t);
  for (const fault of silences) {
    await world.plant('start', fault);
    const dueId = await world.due();
    const { attempt } = await world.begin(dueId, fault);
    assert.equal(attempt.state, 'unknown', fault);
    assert(await world.isHeld(dueId), fault);
    const again = await world.begin(dueId, fault);
    assert.equal(again.attempt.id, attempt.id, `${fault}: a second click makes no second attempt`);
    await world.heal();
    await world.later(10 * second);
    const open = await world.now(attempt);
    assert.equal(open.state, 'action_required', fault);
    await world.pay(open, cards.good);
    await askProvider(world.context, world.organisation, open, 'payer');
    assert.equal((await world.now(attempt)).state, 'succeeded', fault);
    assert.equal(await world.sessions(attempt), 1, fault);
  }
  for (const row of await world.facts()) assert.equal(row.charges.length, 1);
  await world.assertRight();
});

test('a start that is refused for good frees the due at once', async (t) => {
  const world = await createHardWorld(t);
  await world.plant('start', 'refuse_422');
  const dueId = await world.due();
  const { attempt } = await world.begin(dueId);
  assert.equal(attempt.state, 'failed');
  assert(!(await world.isHeld(dueId)));
  await world.assertRight();
});

test('an error that the provider repeats for a key is looked past, never answered with a new key', async (t) => {
  const world = await createHardWorld(t);
  await world.plant('start', 'error_500_replayed');
  const dueId = await world.due();
  const { attempt } = await world.begin(dueId);
  for (let tries = 0; tries < 5; tries += 1) await world.later(hour);
  assert((await world.sessions(attempt)) <= 1);
  assert.notEqual((await world.now(attempt)).state, 'failed');
  await world.later(20 * hour);
  await world.later(hour);
  const ended = await world.now(attempt);
  assert(['expired', 'cancelled'].includes(ended.state), ended.state);
  assert(!(await world.isHeld(dueId)));
  await world.assertRight();
});

test('after the life of its key a start is only asked about, and given up when nothing can come of it', async (t) => {
  const world = await createHardWorld(t);
  await world.plant('start', 'cut_before_effect');
  const dueId = await world.due();
  const { attempt } = await world.begin(dueId);
  await world.later(23 * hour + 30 * minute);
  assert.equal(await world.sessions(attempt), 0);
  assert.equal((await world.now(attempt)).state, 'unknown');
  assert(await world.isHeld(dueId));
  await world.later(2 * hour);
  assert.equal((await world.now(attempt)).state, 'expired');
  assert(!(await world.isHeld(dueId)));
  await world.assertRight();
});

test('a question without a clear answer neither settles nor frees anything, and the truth comes later', async (t) => {
  const world = await createHardWorld(t);
  const faults = [...silences, 'stale', 'refuse_422', 'drip'] as const;
  for (const fault of faults) {
    const dueId = await world.due();
    const { attempt } = await world.begin(dueId, fault);
    await world.pay(attempt, cards.good);
    await world.plant('ask', fault, 2);
    const state = await askProvider(world.context, world.organisation, attempt, 'payer');
    assert(['unknown', 'action_required', 'processing'].includes(state), `${fault}: ${state}`);
    assert(await world.isHeld(dueId), fault);
    await world.heal();
    await world.later(2 * minute);
    assert.equal((await world.now(attempt)).state, 'succeeded', fault);
    await world.plant('ask', fault, 2);
    await askProvider(world.context, world.organisation, attempt, 'payer');
    assert.equal(
      (await world.now(attempt)).state,
      'succeeded',
      `${fault}: nothing takes a success back`,
    );
    await world.heal();
  }
  await world.assertRight();
});

test('a page that is left and cannot be cancelled for certain keeps the due held', async (t) => {
  const world = await createHardWorld(t);
  for (const fault of silences) {
    const dueId = await world.due();
    const { attempt } = await world.begin(dueId, fault);
    await world.plant('cancel', fault);
    const state = await cancelAttempt(world.context, world.organisation, attempt, 'payer');
    assert.equal(state, 'unknown', fault);
    assert(await world.isHeld(dueId), fault);
    await world.heal();
    await world.later(12 * minute);
    await world.later(12 * minute);
    const ended = await world.now(attempt);
    assert.equal(ended.state, 'cancelled', fault);
    assert(!(await world.isHeld(dueId)), fault);
  }
  await world.assertRight();
});

test('a cancellation that comes after the money settles the due instead', async (t) => {
  const world = await createHardWorld(t);
  const { attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  assert.equal(
    await cancelAttempt(world.context, world.organisation, attempt, 'payer'),
    'succeeded',
  );
  await world.assertRight();
});

test('money in another currency settles nothing and stays held until a person gives it back', async (t) => {
  const world = await createHardWorld(t);
  const dueId = await world.due();
  const { attempt } = await world.begin(dueId);
  await world.pay(attempt, cards.good);
  await world.plant('ask', 'wrong_currency', 1);
  assert.equal(
    await askProvider(world.context, world.organisation, attempt, 'payer'),
    'conflicted',
  );
  assert(await world.isHeld(dueId));
  assert.deepEqual(await world.broken(), []);
});

test('a card whose bank is silent is held, and settled or freed by what turns out', async (t) => {
  const world = await createHardWorld(t);
  await world.sandbox.control('POST', '/settings', { silence_ms: 60_000, silence_hang_ms: 1 });
  const outcomes = [
    [cards.silentThenSuccess, 'succeeded'],
    [cards.silentThenFailure, 'failed'],
  ] as const;
  for (const [card, outcome] of outcomes) {
    const dueId = await world.due();
    const { attempt } = await world.begin(dueId, outcome);
    await world.pay(attempt, card);
    const state = await askProvider(world.context, world.organisation, attempt, 'payer');
    assert(['unknown', 'processing'].includes(state), state);
    assert(await world.isHeld(dueId));
    await world.sandbox.control('POST', '/clock', { advance_ms: 60_000 });
    await world.later(minute);
    assert.equal((await world.now(attempt)).state, outcome);
    assert(!(await world.isHeld(dueId)));
  }
  await world.assertRight();
});

test('a refund without a clear answer keeps its room, is sent under the same key, and leaves once', async (t) => {
  const world = await createHardWorld(t);
  for (const fault of silences) {
    const item = await setAside(world, fault);
    await world.plant('refund', fault);
    const order = { reason: 'paid twice', actor: 'staff:test' };
    const refund = await returnSuspense(world.context, world.organisation, item, order);
    assert.equal(refund.state, 'unknown', fault);
    await assert.rejects(returnSuspense(world.context, world.organisation, item, order), {
      code: 'nothing_to_return',
    });
    await world.heal();
    await world.later(minute);
    const [row] = await world.database.owner.query<{ state: string }>(
      sql`select state from refunds where refund_id = ${refund.id}`,
    );
    assert.equal(row?.state, 'succeeded', fault);
  }
  const refunds = (await world.facts()).flatMap((row) => row.refunds);
  assert.equal(refunds.length, silences.length);
  await world.assertRight();
});

test('a refund that is refused gives its room back, is never sent again by itself, and may be ordered anew', async (t) => {
  const world = await createHardWorld(t);
  const item = await setAside(world, 'one');
  await world.plant('refund', 'refuse_422');
  const order = { reason: 'paid twice', actor: 'staff:test' };
  const refused = await returnSuspense(world.context, world.organisation, item, order);
  assert.equal(refused.state, 'failed');
  const body = {
    id: 'evt_x',
    mode: 'test',
    type: 'refund.failed',
    session: null,
    refund: { id: 'x', reference: refused.id },
  };
  await world.notify({ body });
  await world.later(hour);
  assert.deepEqual(
    (await world.facts()).flatMap((row) => row.refunds),
    [],
  );
  await world.assertRight();
  assert.equal(
    (await returnSuspense(world.context, world.organisation, item, order)).state,
    'succeeded',
  );
  await world.assertRight();
});

/** Money of a first attempt that comes after a second one has paid. */
async function setAside(
  world: Awaited<ReturnType<typeof createHardWorld>>,
  visitor: string,
): Promise<string> {
  const { context, organisation } = world;
  const dueId = await world.due();
  const first = await world.begin(dueId, visitor);
  await world.pay(first.attempt, cards.declined);
  await askProvider(context, organisation, first.attempt, 'payer');
  const later = await world.begin(dueId, visitor);
  await world.pay(later.attempt, cards.good);
  await askProvider(context, organisation, later.attempt, 'payer');
  await world.sandbox.control('POST', `/sessions/${first.attempt.providerReference}/charge-late`);
  await askProvider(context, organisation, first.attempt, 'provider');
  const [item] = await findSuspenseOfAttempts(context.database, organisation.id, [
    first.attempt.id,
  ]);
  return item?.id ?? '';
}
