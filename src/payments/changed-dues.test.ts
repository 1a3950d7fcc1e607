import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorld, cards } from '../../test/support/world.ts';
import { sql } from '../database/sql.ts';
import { withdrawDues } from '../dues/index.ts';
import { askProvider, createPayment, findSuspenseOfAttempts, startAttempt } from './index.ts';

const choice = { method: 'card', email: null, language: 'it', termsAccepted: true } as const;

test('nothing is charged at a figure that has changed since the payer saw it', async (t) => {
  const world = await createWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  const input = { dueIds: [dueId], visitor: 'one', language: 'it' } as const;
  const { payment } = await createPayment(context, organisation, input);
  await world.database.owner.query(sql`
    update dues set credited = 1000
    where organisation_id = ${organisation.id} and due_id = ${dueId}`);
  const started = startAttempt(context, organisation, payment, choice);
  await assert.rejects(started, { code: 'amount_changed' });
  assert.deepEqual(await world.truth(), []);
  const { payment: anew } = await createPayment(context, organisation, input);
  assert.deepEqual([anew.id === payment.id, anew.total.minor], [false, 3200n]);
});

test('a due that was withdrawn is not charged, and money that still comes for it is kept apart', async (t) => {
  const world = await createWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due();
  const { payment, attempt } = await world.begin(dueId);
  await world.pay(attempt, cards.declined);
  await askProvider(context, organisation, attempt, 'payer');
  await context.database.transaction((transaction) =>
    withdrawDues(transaction, organisation.id, [dueId], context.clock.now()),
  );
  const started = startAttempt(context, organisation, payment, choice);
  await assert.rejects(started, { code: 'due_withdrawn' });
  await world.sandbox.control('POST', `/sessions/${attempt.providerReference}/charge-late`);
  assert.equal(await askProvider(context, organisation, attempt, 'provider'), 'succeeded');
  const [item] = await findSuspenseOfAttempts(context.database, organisation.id, [attempt.id]);
  assert.deepEqual([item?.reason, item?.amount.minor], ['withdrawn', 4200n]);
  assert.deepEqual(await world.broken(), []);
});
