import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld, type QuietWorld } from '../../../test/crash/quiet-world.ts';
import { sql } from '../../database/sql.ts';
import { useProviderAccount } from '../../organisations/index.ts';
import { hurryOthers } from './attempt-asking.ts';

const later = '2026-11-22T11:00:00Z';

/** Payments 1 to `count` whose payers are at the provider's page; each holds a due of its own. */
async function openMany(world: QuietWorld, count: number): Promise<void> {
  const { database, organisation, context } = world;
  const account = { id: 'acc_test', provider: 'sandbox', secrets: {} };
  await useProviderAccount(context, organisation, account, 'test');
  await database.owner.query(sql`
    with made as (select ${organisation.id}::text as org, number, ${later}::timestamptz as at
      from generate_series(1, ${count}::integer) as number),
    due as (insert into dues (organisation_id, due_id, position, service, reason, amount, currency,
        collectable, created_at)
      select org, 'due_' || number, 1, 'invoices', 'Mensa', 100, 'EUR', 'by_payer', at from made),
    payment as (insert into payments (organisation_id, payment_id, access_token, state, visitor, total,
        currency, language, created_at)
      select org, 'pay_' || number, number, 'open', 'one', 100, 'EUR', 'it', at from made),
    allocation as (insert into allocations (organisation_id, payment_id, due_id, position, amount)
      select org, 'pay_' || number, 'due_' || number, 1, 100 from made),
    attempt as (insert into attempts (organisation_id, attempt_id, payment_id, provider_account_id,
        provider, method, state, amount, currency, created_at, last_seen_at, next_ask_at)
      select org, 'att_' || number, 'pay_' || number, 'acc_test', 'sandbox', 'card', 'action_required',
        100, 'EUR', at, at, at from made)
    insert into holds (organisation_id, due_id, attempt_id, held_at)
    select org, 'due_' || number, 'att_' || number, at from made`);
}

/** The attempts that are asked about at once, and what for: their pages may be closed. */
async function hurried(world: QuietWorld): Promise<string[]> {
  const rows = await world.database.owner.query<{ attempt_id: string }>(sql`
    select attempt_id from attempts where next_ask_at < ${later} and last_seen_at < created_at`);
  return rows.map((row) => row.attempt_id);
}

test('only the open attempts that hold a due of the settled one are hurried', async (t) => {
  const world = await createQuietWorld(t);
  await openMany(world, 4);
  const { owner } = world.database;
  await owner.query(sql`update holds set released_at = held_at where attempt_id = 'att_1'`);
  await owner.query(sql`update holds set due_id = 'due_1' where attempt_id = 'att_2'`);
  const ask = (attempt: string): Promise<void> =>
    hurryOthers(owner, world.organisation.id, attempt, world.clock.now());
  await ask('att_3');
  assert.deepEqual(await hurried(world), []);
  await ask('att_1');
  assert.deepEqual(await hurried(world), ['att_2']);
});

test('hurrying others stays quick when thousands pay at once on tables nobody has analysed', async (t) => {
  const world = await createQuietWorld(t);
  await openMany(world, 2000);
  // The time limit of a statement is what a slow one runs into, here as in the portal.
  await hurryOthers(world.context.database, world.organisation.id, 'att_7', world.clock.now());
  assert.deepEqual(await hurried(world), []);
});
