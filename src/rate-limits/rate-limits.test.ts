import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { sql } from '../database/sql.ts';
import { forgetOldTries, isExhausted, networkOf, tryOnce } from './index.ts';
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

test('counts of windows long over are cleared away by themselves', async (t) => {
  const { context, clock, database } = await createQuietWorld(t);
  const forget = forgetOldTries(context);
  await tryOnce(context, limit);
  await forget();
  assert.equal((await database.owner.query(sql`select 1 as one from rate_limits`)).length, 1);
  clock.advance(49 * 3_600_000);
  await forget();
  assert.equal((await database.owner.query(sql`select 1 as one from rate_limits`)).length, 0);
});

test('a visitor is an IPv4 address, or the network of an IPv6 address', () => {
  assert.equal(networkOf('203.0.113.7'), '203.0.113.7');
  assert.equal(networkOf('::ffff:203.0.113.7'), '203.0.113.7');
  assert.equal(networkOf('2001:db8:1:2::1'), networkOf('2001:0DB8:1:2:ffff:1:2:3'));
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'));
  assert.equal(networkOf('::1'), '0:0:0:0::/64');
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0::/64');
});
