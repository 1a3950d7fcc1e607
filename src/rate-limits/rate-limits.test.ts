import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { sql } from '../database/sql.ts';
import { isExhausted, tryOnce } from './index.ts';
import { forgetTries } from './store.ts';

const limit = { bucket: 'find:test', most: 10, windowMs: 60_000 };

test('of tries at once, exactly as many as the limit are let through, over all processes', async (t) => {
  const { context } = await createQuietWorld(t);
  const answers = await Promise.all(Array.from({ length: 40 }, () => tryOnce(context, limit)));
  assert.equal(answers.filter(Boolean).length, 10);
  assert(await isExhausted(context, limit));
});

test('looking counts nothing, buckets do not share, and a new window begins anew', async (t) => {
  const { context, clock } = await createQuietWorld(t);
  for (let each = 0; each < 20; each += 1) assert(!(await isExhausted(context, limit)));
  for (let each = 0; each < 10; each += 1) assert(await tryOnce(context, limit));
  assert(!(await tryOnce(context, limit)));
  assert(await tryOnce(context, { ...limit, bucket: 'find:other' }));
  clock.advance(60_000);
  assert(!(await isExhausted(context, limit)));
  assert(await tryOnce(context, limit));
});

test('windows that are over can be forgotten', async (t) => {
  const { context, clock, database } = await createQuietWorld(t);
  await tryOnce(context, limit);
  clock.advance(120_000);
  await tryOnce(context, limit);
  await forgetTries(context.database, new Date(clock.now().getTime() - 60_000));
  assert.equal((await database.owner.query(sql`select 1 as one from rate_limits`)).length, 1);
});
