import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import type { Database } from './database.ts';
import { sql, type Sql } from './sql.ts';

async function copied(database: Database, statement: Sql) {
  const rows: (readonly (string | null)[])[] = [];
  await database.copyRows(statement, async (some) => {
    rows.push(...some);
  });
  return rows;
}

test('texts come as they are, whatever stands in them', async (t) => {
  const { database } = await testDatabase(t);
  const texts = [
    'plain',
    'tab\there',
    'line\nend\r',
    String.raw`back\slash`,
    String.raw`\N`,
    '',
    'è 🙂',
    '$1',
  ];
  const statement = sql`
    select text, null::text, length(text) from unnest(${texts}::text[]) with ordinality as given (text, n)
    order by n`;
  const expected = texts.map((text) => [text, null, String(Array.from(text).length)]);
  assert.deepEqual(await copied(database, statement), expected);
});

test('values reach the statement as what they are, and are never a part of it', async (t) => {
  const { database } = await testDatabase(t);
  const hostile = `'); drop table payments; --`;
  const at = new Date('2026-11-22T15:41:40.123Z');
  const statement = sql`
    select ${hostile}, ${9_007_199_254_740_993n}::bigint + 1, ${at}::timestamptz, 'a' = any(${['a', '"']}::text[])`;
  assert.deepEqual(await copied(database, statement), [
    [hostile, '9007199254740994', '2026-11-22 15:41:40.123+00', 't'],
  ]);
});

test('rows come in order and wait for whoever takes them', async (t) => {
  const { database } = await testDatabase(t);
  let [taken, together, busy] = [0, 0, 0];
  await database.copyRows(sql`select n from generate_series(1, 25000) as n`, async (rows) => {
    busy += 1;
    together = Math.max(together, busy);
    await new Promise(setImmediate);
    for (const [cell] of rows) {
      taken += 1;
      assert.equal(cell, String(taken));
    }
    busy -= 1;
  });
  assert.equal(taken, 25_000);
  assert.equal(together, 1, 'one lot at a time');
});

test('whoever fails while taking rows hears it, and the pool goes on', async (t) => {
  const { database } = await testDatabase(t, { poolSize: 1 });
  const endless = sql`select generate_series(1, 100000000)`;
  const failure = database.copyRows(endless, () => Promise.reject(new Error('the disk is full')));
  await assert.rejects(failure, { message: 'the disk is full' });
  assert.deepEqual(await copied(database, sql`select 1`), [['1']]);
});

test('an error of the database is an error here, and the connection is good for more', async (t) => {
  const { database } = await testDatabase(t, { poolSize: 1 });
  await assert.rejects(
    copied(database, sql`select 1 / (n - 5000) from generate_series(1, 9000) as n`),
    {
      code: '22012',
    },
  );
  assert.deepEqual(await copied(database, sql`select 1`), [['1']]);
});
