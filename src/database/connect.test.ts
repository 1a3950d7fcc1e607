import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabaseDoor } from '../../test/support/database-door.ts';
import { testDatabase } from '../../test/support/database.ts';
import { checkServer, judgeServer } from './check-server.ts';
import { connectDatabase } from './connect.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { sql } from './sql.ts';

test('amounts come as bigint, days as text, instants as dates, documents as objects', async (t) => {
  const { database } = await testDatabase(t);
  const [row] = await database.query(sql`select 9007199254740993::bigint as amount,
    array[1, null]::bigint[] as amounts, date '2026-03-01' as day, array[date '2026-03-01'] as days,
    timestamptz '2026-03-01 12:00+01' as instant, 1.10::numeric as rate, '{"a": [1]}'::jsonb as document,
    count(*) as count`);
  assert.deepEqual(row, {
    amount: 9007199254740993n,
    amounts: [1n, null],
    day: '2026-03-01',
    days: ['2026-03-01'],
    instant: new Date('2026-03-01T11:00:00Z'),
    rate: '1.10',
    document: { a: [1] },
    count: 1n,
  });
});

test('what an address says about sessions does not replace the limits of the house', async (t) => {
  const { urls } = await testDatabase(t);
  const url = new URL(urls.portal);
  url.searchParams.set('options', '-c work_mem=5MB -c statement_timeout=0');
  const connection = { connectionString: url.href };
  const database = await connectDatabase({ connection, poolSize: 1, applicationName: 'address' });
  const [row] = await database.query(sql`select current_setting('work_mem') as work_mem,
    current_setting('statement_timeout') as statement_timeout,
    current_setting('default_transaction_isolation') as isolation`);
  await database.close();
  assert.deepEqual(row, {
    work_mem: '5MB',
    statement_timeout: '15s',
    isolation: 'read committed',
  });
});

test('the loss of idle connections is told and survived', async (t) => {
  const { owner, connections } = await testDatabase(t);
  const told = Promise.withResolvers<Error>();
  const database = await connectDatabase({
    connection: connections.owner,
    poolSize: 1,
    applicationName: 'idle',
    onIdleError: told.resolve,
  });
  await owner.query(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'idle' and datname = current_database()`);
  assert.match((await told.promise).message, /terminat/);
  assert.deepEqual(await database.query(sql`select 1 as one`), [{ one: 1 }]);
  await database.close();
});

test('a question whose connection is lost is refused for now; of what writes, the outcome is unknown', async (t) => {
  const { database } = await testDatabase(t);
  const question = sql`select pg_terminate_backend(pg_backend_pid())`;
  await assert.rejects(database.query(question), { code: 'unavailable' });
  const writing = sql`delete from rate_limits where (select pg_terminate_backend(pg_backend_pid()))`;
  await assert.rejects(database.query(writing), /terminat/);
});

test('a server that does not answer at first is waited for at the start, and no longer than ten times', async (t) => {
  const { connections } = await testDatabase(t);
  const door = await startSlowDoor(connections.portal, { silentTo: 3 });
  t.after(door.close);
  const options = { poolSize: 1, longestWaitMs: 500, applicationName: 'patient' };
  const through = { ...connections.portal, host: '127.0.0.1', port: door.port };
  const database = await connectDatabase({ connection: through, ...options });
  await database.close();
  assert.equal(door.came(), 4);
  door.stopAnswering();
  await assert.rejects(connectDatabase({ connection: through, ...options, longestWaitMs: 20 }), {
    name: 'Refusal',
    code: 'unavailable',
  });
  assert.equal(door.came(), 14);
});

test('the test server is fit for money', async (t) => {
  const { database } = await testDatabase(t);
  const { problems } = await checkServer(database, 'somebody_else');
  assert.deepEqual(problems, []);
});

test('each unfit property of a server is named in a sentence of its own', () => {
  const good = {
    version: '18.4',
    version_number: 180_004,
    fsync: 'on',
    full_page_writes: 'on',
    data_checksums: 'on',
    server_encoding: 'UTF8',
    standby: false,
    account: 'portal',
  };
  assert.deepEqual(judgeServer(good, 'owner'), { problems: [], warnings: [] });
  const bad = {
    version: '14.9',
    version_number: 140_009,
    fsync: 'off',
    full_page_writes: 'off',
    data_checksums: 'off',
    server_encoding: 'LATIN1',
    standby: true,
    account: 'owner',
  };
  const { problems, warnings } = judgeServer(bad, 'owner');
  assert.equal(problems.length, 5);
  assert.equal(warnings.length, 2);
});

/** A way to the server on which the first who come wait in vain. */
async function startSlowDoor(
  server: ConnectionSettings,
  { silentTo }: { readonly silentTo: number },
) {
  let [came, silent] = [0, silentTo];
  const door = await openDatabaseDoor(server, (client, reach) => {
    came += 1;
    if (came > silent) client.pipe(reach()).pipe(client);
  });
  return {
    ...door,
    came: () => came,
    stopAnswering: () => {
      silent = Infinity;
    },
  };
}
