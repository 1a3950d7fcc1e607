/** A connection that swallows everything without a word, as one does whose other end lost its power. */
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { openDatabaseDoor } from '../../test/support/database-door.ts';
import { testDatabase } from '../../test/support/database.ts';
import { connectDatabase } from './connect.ts';
import { CommitUnknown, type Transaction } from './database.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { sql } from './sql.ts';

const one = sql`select 1 as one`;

test('a question that nobody answers is given up, and the next one goes another way', async (t) => {
  const { database, way } = await openOverWay(t);
  way.fallSilent();
  await assert.rejects(database.query(one), { code: 'unavailable' });
  assert.deepEqual(await database.query(one), [{ one: 1 }]);
});

test('a transaction that nobody answers is begun again', async (t) => {
  const { database, way } = await openOverWay(t);
  let tries = 0;
  const result = await database.transaction(async (transaction: Transaction) => {
    tries += 1;
    if (tries === 1) way.fallSilent();
    return transaction.query(one);
  });
  assert.deepEqual([tries, result], [2, [{ one: 1 }]]);
});

test('a COMMIT that nobody answers may have happened', async (t) => {
  const { database, way } = await openOverWay(t);
  const work = async (transaction: Transaction) => {
    await transaction.query(one);
    way.fallSilent();
  };
  await assert.rejects(database.transaction(work), CommitUnknown);
});

/** One connection, so that whoever comes next would wait behind the silence. */
async function openOverWay(t: TestContext) {
  const { connections } = await testDatabase(t);
  const way = await startWay(connections.portal);
  const database = await connectDatabase({
    connection: { ...connections.portal, host: '127.0.0.1', port: way.port },
    poolSize: 1,
    applicationName: 'over a silent way',
    longestWaitMs: 30_000,
    longestSilenceMs: 500,
  });
  t.after(async () => {
    await database.close();
    await way.close();
  });
  return { database, way };
}

async function startWay(server: ConnectionSettings) {
  const ways = new Set<Socket>();
  const silent = new Set<Socket>();
  const door = await openDatabaseDoor(server, (client, reach) => {
    const backend = reach();
    ways.add(client);
    client.on('data', (message) => void (silent.has(client) || backend.write(message)));
    backend.on('data', (answer) => void (silent.has(client) || client.write(answer)));
    client.on('close', () => backend.destroy());
  });
  return {
    ...door,
    /** For the connections that there are; those that come later find their way. */
    fallSilent: () => {
      for (const way of ways) silent.add(way);
    },
  };
}
