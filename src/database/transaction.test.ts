import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { Refusal } from '../core/errors.ts';
import { connectDatabase } from './connect.ts';
import { CommitUnknown } from './database.ts';
import type { Database, Transaction } from './database.ts';
import { insideTransaction } from './inside-transaction.ts';
import { sql } from './sql.ts';

async function withRows(context: Parameters<typeof testDatabase>[0]) {
  const { database, owner, connections } = await testDatabase(context);
  await owner.query(sql`create table things (id integer primary key, amount bigint not null)`);
  await owner.query(sql`insert into things values (1, 100), (2, 100)`);
  await owner.query(sql`grant all on things to public`);
  return { database, owner, connections };
}

const amounts = async (database: Database) => {
  const rows = await database.query<{ amount: bigint }>(sql`select amount from things order by id`);
  return rows.map((row) => row.amount);
};

const add = (transaction: Transaction, id: number, amount: bigint) =>
  transaction.query(sql`update things set amount = amount + ${amount} where id = ${id}`);

const endSession = (database: Database, pid: unknown) =>
  database.query(sql`select pg_terminate_backend(${pid}::integer, 5000)`);

const sessionOf = async (transaction: Transaction) => {
  const [row] = await transaction.query<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return row?.pid;
};

test('a transaction keeps what it did when its work returns, and nothing when it throws', async (t) => {
  const { database } = await withRows(t);
  const answer = await database.transaction(async (transaction) => {
    await add(transaction, 1, 5n);
    return 'done';
  });
  assert.equal(answer, 'done');
  const refusal = new Refusal('due_already_paid');
  await assert.rejects(
    database.transaction(async (transaction) => {
      await add(transaction, 1, 7n);
      throw refusal;
    }),
    refusal,
  );
  assert.deepEqual(await amounts(database), [105n, 100n]);
});

test('a swallowed error does not pass for a commit', async (t) => {
  const { database } = await withRows(t);
  const work = database.transaction(async (transaction) => {
    await add(transaction, 1, 5n);
    await transaction.query(sql`insert into things values (1, 0)`).catch(() => {});
  });
  await assert.rejects(work, /COMMIT answered ROLLBACK/);
  assert.deepEqual(await amounts(database), [100n, 100n]);
});

test('two transactions that lock each other both succeed in the end', async (t) => {
  const { database } = await withRows(t);
  let runs = 0;
  const bothHaveOne = Promise.withResolvers<void>();
  const move = (first: number, second: number) =>
    database.transaction(async (transaction) => {
      await add(transaction, first, 1n);
      runs += 1;
      if (runs === 2) bothHaveOne.resolve();
      await bothHaveOne.promise;
      await add(transaction, second, 1n);
    });
  await Promise.all([move(1, 2), move(2, 1)]);
  assert.equal(runs, 3);
  assert.deepEqual(await amounts(database), [102n, 102n]);
});

test('a connection that is lost before COMMIT makes the whole work run again, once', async (t) => {
  const { database } = await withRows(t);
  let runs = 0;
  await database.transaction(async (transaction) => {
    runs += 1;
    if (runs === 1) await endSession(database, await sessionOf(transaction));
    await add(transaction, 1, 5n);
  });
  assert.equal(runs, 2);
  assert.deepEqual(await amounts(database), [105n, 100n]);
});

test('a connection that is lost time and again ends in a refusal after five repetitions', async (t) => {
  const { database } = await withRows(t);
  let runs = 0;
  const work = database.transaction(async (transaction) => {
    runs += 1;
    await endSession(database, await sessionOf(transaction));
    await add(transaction, 1, 5n);
  });
  await assert.rejects(work, { name: 'Refusal', code: 'unavailable' });
  assert.equal(runs, 6);
  assert.deepEqual(await amounts(database), [100n, 100n]);
});

test('a connection that is lost while COMMIT is under way leaves the outcome unknown', async (t) => {
  const { database, owner } = await withRows(t);
  await owner.query(sql`create function kill_me() returns trigger language plpgsql as
    $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`);
  await owner.query(sql`create constraint trigger at_commit after update on things
    deferrable initially deferred for each row execute function kill_me()`);
  let runs = 0;
  const work = database.transaction(async (transaction) => {
    runs += 1;
    await add(transaction, 1, 5n);
  });
  await assert.rejects(work, CommitUnknown);
  assert.equal(runs, 1);
});

test('a rule that is broken only at COMMIT is an error like any other, not an unknown outcome', async (t) => {
  const { database, owner } = await withRows(t);
  await owner.query(sql`update things set amount = 200 where id = 2`);
  await owner.query(sql`alter table things add constraint distinct_amounts unique (amount)
    deferrable initially deferred`);
  const work = database.transaction((transaction) => add(transaction, 1, 100n));
  await assert.rejects(work, { code: '23505' });
  assert.deepEqual(await amounts(database), [100n, 200n]);
});

test('code knows whether it is inside a transaction, and may not begin another there', async (t) => {
  const { database } = await withRows(t);
  const afterwards = Promise.withResolvers<void>();
  let leftRunning: Promise<boolean> | undefined;
  assert.equal(insideTransaction(), false);
  await database.transaction(async (transaction) => {
    await add(transaction, 1, 1n);
    assert.equal(insideTransaction(), true);
    leftRunning = afterwards.promise.then(insideTransaction);
    await assert.rejects(
      database.transaction(() => Promise.resolve()),
      /inside another/,
    );
  });
  afterwards.resolve();
  assert.equal(await leftRunning, false);
  assert.equal(insideTransaction(), false);
});

test('a transaction cannot be used after its end', async (t) => {
  const { database } = await withRows(t);
  const kept = await database.transaction((transaction) => Promise.resolve(transaction));
  await assert.rejects(kept.query(sql`select 1`), /after its end/);
});

test('when every connection is in use, the next one waits two seconds and is refused', async (t) => {
  const { connections } = await withRows(t);
  const small = await connectDatabase({
    connection: connections.portal,
    poolSize: 1,
    applicationName: 'small pool',
  });
  const finish = Promise.withResolvers<void>();
  const holder = small.transaction(() => finish.promise);
  const refused = { name: 'Refusal', code: 'unavailable' };
  await Promise.all([
    assert.rejects(small.query(sql`select 1`), refused),
    assert.rejects(
      small.transaction((transaction) => transaction.query(sql`select 1`)),
      refused,
    ),
  ]);
  finish.resolve();
  await holder;
  assert.equal((await small.query(sql`select 1`)).length, 1);
  await small.close();
});
