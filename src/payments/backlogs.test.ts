import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { cards, createWorld } from '../../test/support/world.ts';
import type { Backlog } from '../core/backlog.ts';
import type { Queryable, Row } from '../database/database.ts';
import { sql, type Sql } from '../database/sql.ts';
import { askProvider, findPaymentBacklogs, receiveNotification } from './index.ts';

async function backlogs(world: Awaited<ReturnType<typeof createWorld>>) {
  const found = await findPaymentBacklogs(world.context.database);
  return (name: string): Backlog => {
    const one = found.find((backlog) => backlog.name === name);
    assert(one, `a backlog called ${name}`);
    return one;
  };
}

test('what waits of payments is counted over all organisations, with the age of the oldest', async (t) => {
  const world = await createWorld(t);
  const { context, organisation, database } = world;
  const before = await backlogs(world);
  assert.deepEqual(
    ['notifications', 'unknown_attempts', 'refunds', 'receipts'].map((name) => before(name).count),
    [0, 0, 0, 0],
  );
  const { attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'worker');
  const paid = await backlogs(world);
  assert.deepEqual(
    [paid('receipts').count, paid('receipts').oldest],
    [1, context.clock.now()],
    'a paid payment waits for its receipt',
  );
  await database.owner.query(sql`update attempts set state = 'unknown', next_ask_at = now()`);
  assert.equal((await backlogs(world))('unknown_attempts').count, 1);
  await database.owner.query(sql`update attempts set state = 'action_required'`);
  assert.equal((await backlogs(world))('unknown_attempts').count, 0, 'the payer is at it');
});

test('notifications wait until they are dealt with', async (t) => {
  const world = await createWorld(t);
  const { context, organisation, accountId, database } = world;
  const receivedAt = new Date('2026-11-22T09:00:00Z');
  await assert.rejects(
    receiveNotification(context, organisation, accountId, {
      headers: {},
      body: Buffer.from('{}'),
      receivedAt,
    }),
  );
  assert.equal((await backlogs(world))('notifications').count, 0, 'what is refused does not wait');
  await database.owner.query(sql`
    insert into inbox_events (organisation_id, provider_account_id, event_id, type, body_digest,
      received_at, next_try_at)
    values (${organisation.id}, ${accountId}, 'one', 'charge', '', ${receivedAt}, now()),
      (${organisation.id}, ${accountId}, 'two', 'charge', '', now(), now()),
      (${organisation.id}, ${accountId}, 'done', 'charge', '', ${new Date(0)}, null)`);
  const { count, oldest } = (await backlogs(world))('notifications');
  assert.deepEqual([count, oldest], [2, receivedAt]);
});

test('looking at what waits reads indexes of open work only, however much has been done', async (t) => {
  const { owner } = await testDatabase(t);
  const statements: Sql[] = [];
  const noting: Queryable = {
    query: async <R extends Row>(statement: Sql) => {
      statements.push(statement);
      return owner.query<R>(statement);
    },
  };
  await findPaymentBacklogs(noting);
  const plans = await owner.transaction(async (transaction) => {
    // With so few rows the whole table would be read, rightly.
    await transaction.query(sql`set local enable_seqscan = off`);
    const found: string[] = [];
    for (const { text, values } of statements) {
      const lines = await transaction.query({ text: `explain ${text}`, values });
      found.push(JSON.stringify(lines));
    }
    return found;
  });
  const indexes = [
    'inbox_events_to_process',
    'attempts_(?:to_ask|one_live)',
    'refunds_to_ask',
    'payments_awaiting_receipt',
  ];
  for (const index of indexes) {
    assert(
      plans.some((plan) => new RegExp(index).test(plan)),
      `${index} in\n${plans.join('\n')}`,
    );
  }
});
