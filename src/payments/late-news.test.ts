import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHardWorld, hour, minute, second } from '../../test/crash/hard-world.ts';
import { sql } from '../../src/database/sql.ts';
import { cards } from '../../test/support/world.ts';
import {
  askDueAttempts,
  askProvider,
  findPayment,
  findSuspenseOfAttempts,
  returnSuspense,
} from './index.ts';

test('a late charge is booked although the provider did not answer when its notification was followed up', async (t) => {
  const world = await createHardWorld(t);
  const dueId = await world.due();
  const { payment, attempt } = await world.begin(dueId);
  await world.pay(attempt, cards.declined);
  assert.equal(await askProvider(world.context, world.organisation, attempt, 'payer'), 'failed');
  await world.sandbox.control('POST', `/sessions/${attempt.providerReference}/charge-late`);
  await world.plant('ask', 'error_503', 100);
  for (const event of await world.events(attempt)) await world.notify(event);
  await world.work();
  assert.equal((await world.now(attempt)).state, 'failed');
  await world.heal();
  await world.later(10 * second);
  assert.equal((await world.now(attempt)).state, 'succeeded');
  assert.equal(
    (await findPayment(world.context.database, world.organisation.id, payment.id))?.state,
    'paid',
  );
  await world.assertRight();
});

test('a notification is followed up for as long as the provider is away, and never parked for that', async (t) => {
  const world = await createHardWorld(t);
  const { attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.declined);
  await askProvider(world.context, world.organisation, attempt, 'payer');
  await world.sandbox.control('POST', `/sessions/${attempt.providerReference}/charge-late`);
  for (const event of await world.events(attempt)) await world.notify(event);
  await world.plant('ask', 'error_503', 1000);
  for (let passed = 0; passed < 6 * hour; passed += 5 * minute) await world.later(5 * minute);
  await world.heal();
  await world.later(15 * minute);
  assert.equal((await world.now(attempt)).state, 'succeeded');
  await world.assertRight();
});

test('a wrong amount that comes late is set aside although another attempt is open', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  const first = await world.begin(dueId);
  await world.pay(first.attempt, cards.declined);
  await askProvider(context, organisation, first.attempt, 'payer');
  const later = await world.begin(dueId);
  await world.plant('pay', 'wrong_amount');
  await world.sandbox.control('POST', `/sessions/${first.attempt.providerReference}/charge-late`);
  assert.equal(await askProvider(context, organisation, first.attempt, 'provider'), 'failed');
  const [item] = await findSuspenseOfAttempts(context.database, organisation.id, [
    first.attempt.id,
  ]);
  assert.equal(item?.amount.minor, 4201n);
  assert.equal((await world.now(first.attempt)).declineReason, 'declined');
  await world.assertRight();
  await world.pay(later.attempt, cards.good);
  assert.equal(await askProvider(context, organisation, later.attempt, 'payer'), 'succeeded');
  await returnSuspense(context, organisation, item?.id ?? '', {
    reason: 'wrong amount',
    actor: 'staff:test',
  });
  await world.assertRight();
});

test('a card that the provider charges twice settles once, and the second charge can be given back', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const { attempt } = await world.begin(await world.due());
  await world.plant('pay', 'charge_twice');
  await world.pay(attempt, cards.good);
  assert.equal((await world.facts())[0]?.charges.length, 2);
  const all = await world.sandbox.control<{ items: { body: unknown }[] }>('GET', '/events');
  for (const event of [...all.items, ...all.items.toReversed()]) await world.notify(event);
  await world.work();
  const rows = await world.database.owner.query<{ id: string; attempt_id: string }>(
    sql`select suspense_item_id as id, attempt_id from suspense_items`,
  );
  assert.equal(rows.length, 1);
  assert.notEqual(rows[0]?.attempt_id, attempt.id);
  await world.assertRight();
  const refund = await returnSuspense(context, organisation, rows[0]?.id ?? '', {
    reason: 'twice',
    actor: 'staff:test',
  });
  assert.equal(refund.state, 'succeeded');
  await world.assertRight();
});

test('a success of nothing is no success and no failure', async (t) => {
  const world = await createHardWorld(t);
  const dueId = await world.due(1n);
  const { attempt } = await world.begin(dueId);
  const [provider] = world.context.providers.values();
  assert(provider);
  const nothing = {
    kind: 'succeeded',
    providerReference: attempt.providerReference ?? '',
    paid: { minor: 0n, currency: 'EUR' },
    instrument: null,
    disputed: null,
  } as const;
  const lying = { ...provider, fetchAttempt: () => Promise.resolve(nothing) };
  const context = { ...world.context, providers: new Map([['sandbox', lying]]) };
  assert.equal(await askProvider(context, world.organisation, attempt, 'payer'), 'unknown');
  assert(await world.isHeld(dueId));
  await world.later(minute);
  assert.equal((await world.now(attempt)).state, 'action_required');
  await world.assertRight();
});

test('a page that the payer left is cancelled after ten minutes, not before and not much later', async (t) => {
  const world = await createHardWorld(t);
  const dueId = await world.due();
  const { attempt } = await world.begin(dueId);
  for (let passed = 1; passed < 10; passed += 1) {
    await world.later(minute);
    assert.equal((await world.now(attempt)).state, 'action_required', `after ${passed} minutes`);
  }
  await world.later(minute + second);
  assert.equal((await world.now(attempt)).state, 'cancelled');
  assert(!(await world.isHeld(dueId)));
  await world.assertRight();
});

test('an outcome that nobody knows for three days is told to a person once, and the due stays held', async (t) => {
  const world = await createHardWorld(t);
  const dueId = await world.due();
  const { attempt } = await world.begin(dueId);
  await world.pay(attempt, cards.good);
  await world.plant('ask', 'error_503', 100_000);
  await world.plant('cancel', 'error_503', 100_000);
  for (let passed = 0; passed < 76; passed += 1) await world.later(hour);
  const alerts = await world.database.owner.query(
    sql`select source from messages where source like 'unresolved:%'`,
  );
  assert.equal(alerts.length, 1);
  assert.equal((await world.now(attempt)).state, 'unknown');
  assert(await world.isHeld(dueId));
  assert.deepEqual(await world.broken(), []);
  await world.heal();
  await world.later(hour);
  assert.equal((await world.now(attempt)).state, 'succeeded');
  assert(!(await world.isHeld(dueId)));
});

test('an attempt that cannot even be asked about does not hold up the others', async (t) => {
  const world = await createHardWorld(t);
  const broken = await world.begin(await world.due());
  const whole = await world.begin(await world.due(), 'two');
  await world.pay(whole.attempt, cards.good);
  const [provider] = world.context.providers.values();
  assert(provider);
  const partly: typeof provider = {
    ...provider,
    fetchAttempt: (account, reference) => {
      if (reference.attemptId === broken.attempt.id) throw new Error('a bug');
      return provider.fetchAttempt(account, reference);
    },
  };
  const context = { ...world.context, providers: new Map([['sandbox', partly]]) };
  world.clock.advance(minute);
  assert.equal(await askDueAttempts(context, world.organisation), 2);
  assert.equal((await world.now(whole.attempt)).state, 'succeeded');
  assert.equal((await world.now(broken.attempt)).state, 'unknown');
  await world.later(minute);
  assert.equal((await world.now(broken.attempt)).state, 'action_required');
  await world.assertRight();
});

test('when late money settles a due, the page that another payer has open for it is closed', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  const first = await world.begin(dueId);
  await world.pay(first.attempt, cards.declined);
  await askProvider(context, organisation, first.attempt, 'payer');
  const other = await world.begin(dueId, 'two');
  await world.sandbox.control('POST', `/sessions/${first.attempt.providerReference}/charge-late`);
  await askProvider(context, organisation, first.attempt, 'provider');
  await world.work();
  assert.equal((await world.now(other.attempt)).state, 'cancelled');
  assert.equal(await world.isHeld(dueId), false);
  await world.assertRight();
});
