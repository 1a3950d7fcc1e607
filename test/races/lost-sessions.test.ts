/** Sessions of the database are cut while money moves: at any statement, also while COMMIT is under way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '../../src/database/sql.ts';
import { askProvider, type Attempt } from '../../src/payments/index.ts';
import { createHardWorld, minute, type HardWorld } from '../crash/hard-world.ts';
import { cards } from '../support/world.ts';

const payers = 12;
const mostTries = 200;

/** Whoever is told that it failed, or that nobody knows, does it again. */
async function insist<T>(work: () => Promise<T>): Promise<{ value: T; failures: number }> {
  for (let failures = 0; failures < mostTries; failures += 1) {
    try {
      return { value: await work(), failures };
    } catch (error) {
      assert(error instanceof Error);
      assert(!error.message.includes('violates'), error);
    }
  }
  throw new Error('it never succeeded');
}

async function cutSessions({ context }: HardWorld): Promise<number> {
  const { value } = await insist(() =>
    context.database.query(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
      order by random() limit 1`),
  );
  return value.length;
}

test('sessions that are cut at any moment lose nothing and do nothing twice', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const dueIds = await Promise.all(Array.from({ length: payers }, () => world.due()));
  let failures = 0;
  const paid = { isOver: false };
  const begun: Attempt[] = [];
  const paying = Promise.all(
    dueIds.map(async (dueId, index) => {
      const started = await insist(() => world.begin(dueId, `visitor ${index}`));
      const { attempt } = started.value;
      begun.push(attempt);
      failures += started.failures;
      await insist(() => world.work());
      const open = await insist(() => world.now(attempt));
      if (open.value.state === 'action_required') await world.pay(open.value, cards.good);
      failures += (await insist(() => askProvider(context, organisation, attempt, 'payer')))
        .failures;
    }),
  ).finally(() => {
    paid.isOver = true;
  });
  let cut = 0;
  while (!paid.isOver) {
    cut += await cutSessions(world);
    // Something else gets its turn before the next one.
    await world.facts();
  }
  await paying;
  t.diagnostic(`${cut} sessions cut, ${failures} failures seen by callers`);
  assert(cut > 0);
  for (const attempt of begun) {
    const { value } = await insist(() => world.now(attempt));
    if (value.state === 'action_required') await world.pay(value, cards.good);
  }
  await insist(() => world.later(2 * minute));
  await insist(() => world.later(2 * minute));
  const dues = await world.database.owner.query<{ settled: bigint }>(sql`select settled from dues`);
  assert(
    dues.every((due) => due.settled === 4200n),
    'every due is paid',
  );
  for (const row of await world.facts()) assert.equal(row.charges.length, 1);
  assert.equal((await world.facts()).length, payers);
  await world.assertRight();
});
