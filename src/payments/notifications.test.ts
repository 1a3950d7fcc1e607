import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createHardWorld,
  hour,
  minute,
  second,
  type HardWorld,
} from '../../test/crash/hard-world.ts';
import { cards } from '../../test/support/world.ts';
import { sql } from '../database/sql.ts';
import { NotificationRejected } from '../providers/provider.ts';
import { askProvider, receiveNotification } from './index.ts';

async function kept(world: HardWorld): Promise<number> {
  return (await world.database.owner.query(sql`select 1 as one from inbox_events`)).length;
}

const about = (reference: string, id = 'evt_1') => ({
  body: {
    id,
    mode: 'test',
    type: 'session.succeeded',
    session: { id: 'ses_x', reference },
    refund: null,
  },
});

test('what is not signed by this account, now, over these bytes, is refused and not kept', async (t) => {
  const world = await createHardWorld(t);
  const { attempt } = await world.begin(await world.due());
  const event = about(attempt.id);
  const forgeries = {
    'no signature': { header: null },
    'an empty one': { header: '' },
    'another scheme': {
      header: `t=${Math.floor(world.clock.now().getTime() / 1000)},v0=${'0'.repeat(64)}`,
    },
    "another account's secret": { secret: 'whsec_of_somebody_else' },
    'too old': { ageMs: 6 * minute },
    'from the future': { ageMs: -6 * minute },
  };
  for (const [name, forgery] of Object.entries(forgeries)) {
    await assert.rejects(world.notify(event, forgery), NotificationRejected, name);
  }
  const opened = { headers: {}, body: Buffer.from('{}'), receivedAt: world.clock.now() };
  await assert.rejects(receiveNotification(world.context, world.organisation, 'acc_none', opened), {
    code: 'not_found',
  });
  for (const body of [
    '{',
    '[]',
    '{"id":1}',
    'x'.repeat(70_000),
    JSON.stringify({ ...event.body, mode: 'live' }),
  ]) {
    await assert.rejects(world.notify({ body }), NotificationRejected);
  }
  assert.equal(await kept(world), 0);
});

test('a notification is kept once, and what comes later under its name is not believed', async (t) => {
  const world = await createHardWorld(t);
  const { attempt } = await world.begin(await world.due());
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => world.notify(about(attempt.id))),
  );
  assert.equal(answers.filter((answer) => answer === 'new').length, 1);
  assert.equal(await world.notify(about('att_other')), 'known');
  assert.equal(await kept(world), 1);
  const [row] = await world.database.owner.query<{ our_reference: string }>(
    sql`select our_reference from inbox_events`,
  );
  assert.equal(row?.our_reference, attempt.id);
});

test('a notification says nothing of itself: the provider is asked, and decides', async (t) => {
  const world = await createHardWorld(t);
  const { attempt } = await world.begin(await world.due());
  await world.notify(about(attempt.id));
  await world.work();
  assert.equal((await world.now(attempt)).state, 'action_required');
  await world.assertRight();
});

test('what concerns nothing that we know is parked after some tries, and holds nobody up', async (t) => {
  const world = await createHardWorld(t);
  const { attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  await world.notify(about('att_of_nobody', 'evt_unknown'));
  for (const event of await world.events(attempt)) await world.notify(event);
  await world.work();
  assert.equal((await world.now(attempt)).state, 'succeeded');
  for (let tries = 0; tries < 6; tries += 1) await world.later(5 * second);
  const rows = await world.database.owner.query<{ tries: number; parked_because: string | null }>(
    sql`select tries, parked_because from inbox_events where event_id = 'evt_unknown'`,
  );
  assert.deepEqual(rows, [{ tries: 5, parked_because: 'concerns nothing that we know' }]);
  await world.later(2 * hour);
  await world.assertRight();
});

test('what another account says of an attempt counts for nothing', async (t) => {
  const world = await createHardWorld(t);
  const { attempt } = await world.begin(await world.due());
  await world.database.owner.query(sql`
    insert into provider_accounts (organisation_id, provider_account_id, provider, mode, sealed_secrets, created_at)
    select organisation_id, 'acc_other', 'another', mode, sealed_secrets, created_at from provider_accounts`);
  await world.database.owner.query(sql`
    insert into inbox_events (organisation_id, provider_account_id, event_id, type, body_digest, our_reference,
      received_at, next_try_at)
    values (${world.organisation.id}, 'acc_other', 'evt', 'x', '', ${attempt.id}, now(), now())`);
  for (let tries = 0; tries < 6; tries += 1) await world.later(5 * second);
  const rows = await world.database.owner.query<{ parked: boolean }>(
    sql`select parked_because is not null as parked from inbox_events`,
  );
  assert.deepEqual(rows, [{ parked: true }]);
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

test('in whatever order and however often the news of a payment comes, it ends the same', async (t) => {
  const world = await createHardWorld(t);
  const endings = new Set<string>();
  for (const [round, order] of permutations([0, 1, 2, 3]).entries()) {
    for (const isDoubled of [round % 2 === 0]) {
      const dueId = await world.due();
      const { attempt } = await world.begin(dueId, `${order.join('')}${isDoubled}`);
      await world.pay(attempt, cards.good);
      const path = `/sessions/${attempt.providerReference}/dispute`;
      const dispute = await world.sandbox.control<{ dispute_id: string }>('POST', path, {
        amount: 1000,
      });
      await world.sandbox.control('POST', `/disputes/${dispute.dispute_id}/win`);
      const events = await world.events(attempt);
      assert.equal(events.length, order.length);
      for (const index of order) {
        const event = events[index] ?? { body: '' };
        await world.notify(event);
        if (isDoubled) await world.notify(event);
        await world.work();
      }
      const end = await world.now(attempt);
      const [due] = await world.database.owner.query<{ settled: bigint }>(
        sql`select settled from dues where due_id = ${dueId}`,
      );
      endings.add(`${end.state} ${end.captured.minor} ${end.disputed.minor} ${due?.settled}`);
    }
  }
  assert.deepEqual([...endings], ['succeeded 4200 0 4200']);
  await world.assertRight();
});

test('a dispute is followed as it opens, is won and opens again, each time once', async (t) => {
  const world = await createHardWorld(t);
  const { attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  const ask = () => askProvider(world.context, world.organisation, attempt, 'provider');
  await ask();
  for (let round = 0; round < 2; round += 1) {
    const path = `/sessions/${attempt.providerReference}/dispute`;
    const dispute = await world.sandbox.control<{ dispute_id: string }>('POST', path);
    await Promise.all([ask(), ask(), ask()]);
    assert.equal((await world.now(attempt)).disputed.minor, 4200n);
    await world.assertRight();
    await world.sandbox.control('POST', `/disputes/${dispute.dispute_id}/win`);
    await Promise.all([ask(), ask(), ask()]);
    assert.equal((await world.now(attempt)).disputed.minor, 0n);
    await world.assertRight();
  }
});
