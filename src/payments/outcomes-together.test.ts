import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld, type QuietWorld } from '../../test/crash/quiet-world.ts';
import { sql } from '../database/sql.ts';
import { money } from '../core/money.ts';
import { useProviderAccount } from '../organisations/index.ts';
import type { AttemptOutcome } from '../providers/provider.ts';
import { createPayment, findSuspenseOfAttempts } from './index.ts';
import { recordOutcome } from './record-outcome.ts';
import { insertAttempt, insertCreation, insertHolds } from './store/index.ts';

/** An attempt whose payer is at the provider, without a provider. */
async function openAttempt(
  { context, organisation }: QuietWorld,
  dueId: string,
  minor: bigint,
): Promise<string> {
  const { payment } = await createPayment(context, organisation, {
    dueIds: [dueId],
    visitor: dueId,
    language: 'it',
  });
  const id = context.ids.next('att');
  const at = context.clock.now();
  await context.database.transaction(async (transaction) => {
    const attempt = {
      id,
      paymentId: payment.id,
      providerAccountId: 'acc_test',
      provider: 'sandbox',
      method: 'card',
      amount: money(minor, 'EUR'),
      createdAt: at,
    } as const;
    await insertAttempt(transaction, organisation.id, attempt, at);
    const creation = { actor: 'payer', cause: null, at };
    await insertCreation(transaction, organisation.id, id, creation);
    await insertHolds(transaction, organisation.id, id, [dueId], at);
  });
  return id;
}

function success(id: string, minor: bigint): AttemptOutcome {
  return {
    kind: 'succeeded',
    providerReference: `ses_${id}`,
    paid: money(minor, 'EUR'),
    instrument: null,
    disputed: null,
  };
}

async function openWorld(t: Parameters<typeof createQuietWorld>[0]): Promise<QuietWorld> {
  const world = await createQuietWorld(t);
  const account = { id: 'acc_test', provider: 'sandbox', secrets: {} };
  await useProviderAccount(world.context, world.organisation, account, 'test');
  return world;
}

test('forty outcomes that come at once are each recorded, some twice, in one transaction', async (t) => {
  const world = await openWorld(t);
  const ids: string[] = [];
  for (let number = 0; number < 40; number += 1) {
    ids.push(await openAttempt(world, await world.due(4200n), 4200n));
  }
  let transactions = 0;
  const context = {
    ...world.context,
    database: {
      ...world.context.database,
      transaction: <T>(work: Parameters<typeof world.context.database.transaction<T>>[0]) => {
        transactions += 1;
        return world.context.database.transaction(work);
      },
    },
  };
  const told = [...ids, ...ids.slice(0, 10)];
  const states = await Promise.all(
    told.map((id) => recordOutcome(context, world.organisation, id, success(id, 4200n), 'test')),
  );
  assert(states.every((state) => state === 'succeeded'));
  assert.equal(transactions, 1, 'what comes at once is recorded at once');
  assert.deepEqual(await world.broken(), []);
  const entries = await world.database.owner.query(sql`select 1 from ledger_entries`);
  assert.equal(entries.length, 40);
});

test('one outcome that cannot be recorded does not keep the others from it', async (t) => {
  const world = await openWorld(t);
  const ids = [];
  for (let number = 0; number < 4; number += 1) {
    ids.push(await openAttempt(world, await world.due(4200n), 4200n));
  }
  const told = [ids[0] ?? '', 'att_nobody', ...ids.slice(1)];
  const results = await Promise.allSettled(
    told.map((id) =>
      recordOutcome(world.context, world.organisation, id, success(id, 4200n), 'test'),
    ),
  );
  assert.deepEqual(
    results.map((result) => result.status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
  );
  assert.deepEqual(await world.broken(), []);
});

test('of news of one attempt that comes together each finds what the one before left', async (t) => {
  const world = await openWorld(t);
  const id = await openAttempt(world, await world.due(4200n), 4200n);
  const other = await openAttempt(world, await world.due(100n), 100n);
  const record = (attempt: string, outcome: AttemptOutcome) =>
    recordOutcome(world.context, world.organisation, attempt, outcome, 'test');
  const states = await Promise.all([
    record(other, success(other, 100n)),
    record(id, { kind: 'processing', providerReference: `ses_${id}` }),
    record(id, { kind: 'failed', providerReference: `ses_${id}`, reason: 'declined' }),
    record(id, success(id, 4200n)),
    record(id, { kind: 'unknown', cause: 'late' }),
  ]);
  assert.deepEqual(states, ['succeeded', 'processing', 'failed', 'succeeded', 'succeeded']);
  const history = await world.database.owner.query<{ position: number; to_state: string }>(sql`
    select position, to_state from attempt_events where attempt_id = ${id} order by position`);
  assert.deepEqual(
    history.map((row) => `${row.position} ${row.to_state}`),
    ['1 created', '2 processing', '3 failed', '4 succeeded'],
  );
  assert.deepEqual(await world.broken(), []);
  const { context, organisation } = world;
  assert.deepEqual(
    await findSuspenseOfAttempts(context.database, organisation.id, [id, other]),
    [],
  );
});

test('a reference of the provider that belongs to another attempt is no answer', async (t) => {
  const world = await openWorld(t);
  const first = await openAttempt(world, await world.due(4200n), 4200n);
  const second = await openAttempt(world, await world.due(4200n), 4200n);
  const said = { ...success(first, 4200n), providerReference: 'ses_same' };
  const states = await Promise.all(
    [first, second].map((id) => recordOutcome(world.context, world.organisation, id, said, 'test')),
  );
  assert.deepEqual(states, ['succeeded', 'unknown']);
  assert.deepEqual(await world.broken(), []);
});
