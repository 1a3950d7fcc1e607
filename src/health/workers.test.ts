import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { systemClock, fakeClock } from '../core/clock.ts';
import { sql } from '../database/sql.ts';
import { clockCheck, startHeartbeat, workersCheck } from './index.ts';

test('a worker is known to be alive until it stops or falls silent', async (t) => {
  const { context, database } = await createQuietWorld(t);
  const check = workersCheck(context);
  const [none] = await check.run();
  assert.deepEqual([none?.ok, none?.sentence], [false, 'There is no worker: start one.']);

  const [one, other] = [await startHeartbeat(context), await startHeartbeat(context)];
  const [both] = await check.run();
  assert.deepEqual([both?.ok, both?.sentence], [true, '2 workers are alive.']);
  await other.stop();
  const [left] = await check.run();
  assert.deepEqual([left?.ok, left?.sentence], [true, 'One worker is alive.']);

  await database.owner.query(sql`update workers set seen_at = seen_at - interval '5 minutes'`);
  const [silent] = await check.run();
  assert.deepEqual(
    [silent?.ok, silent?.sentence],
    [false, 'No worker has been heard of for 5 minutes.'],
  );
  await one.stop();
  assert.deepEqual(await database.owner.query(sql`select worker_id from workers`), []);
});

test('a worker that stops while the database is away ends all the same', async (t) => {
  const { context } = await createQuietWorld(t);
  const query = () => Promise.reject(new Error('connection refused'));
  const heartbeat = await startHeartbeat({ ...context, database: { ...context.database, query } });
  await heartbeat.stop();
});

test('clocks that differ by two seconds are told of', async (t) => {
  const { context } = await createQuietWorld(t);
  const [agreed] = await clockCheck({ ...context, clock: systemClock }).run();
  assert.equal(agreed?.ok, true);
  const ahead = fakeClock(new Date(systemClock.now().getTime() + 60_000));
  const [differ] = await clockCheck({ ...context, clock: ahead }).run();
  assert.equal(differ?.ok, false);
  assert.match(differ?.sentence ?? '', /differ by (?:59|60) seconds/);
  const behind = fakeClock(new Date(systemClock.now().getTime() - 5000));
  const [late] = await clockCheck({ ...context, clock: behind }).run();
  assert.equal(late?.ok, false);
});
