/** A pooler in transaction mode, between us and the server: whoever starts behind one is told, and does not serve. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabaseDoor } from '../../test/support/database-door.ts';
import { testDatabase } from '../../test/support/database.ts';
import { connectDatabase } from './connect.ts';
import { clientConfig, type ConnectionSettings } from './connection-settings.ts';

const options = { poolSize: 2, applicationName: 'behind a pooler' };

test('behind a pooler that drops the settings of sessions nothing is served, and each is named', async (t) => {
  const { connections } = await testDatabase(t);
  const pooler = await startPooler(connections.portal);
  t.after(pooler.close);
  const connection = { ...connections.portal, host: '127.0.0.1', port: pooler.port };
  await assert.rejects(connectDatabase({ connection, ...options }), (error) => {
    assert(error instanceof Error);
    assert.match(error.message, /pooler/);
    for (const name of ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'])
      assert(error.message.includes(name), name);
    return true;
  });
  assert.equal(pooler.dropped(), 1);
});

test('a way that drops nothing is no pooler', async (t) => {
  const { connections } = await testDatabase(t);
  const { options: asked = '' } = clientConfig(connections.portal, 'any');
  assert.match(asked, /statement_timeout=/);
  const database = await connectDatabase({ connection: connections.portal, ...options });
  await database.close();
});

/** As PgBouncer does that ignores `options`, which it must to take such a client at all. */
async function startPooler(server: ConnectionSettings) {
  let dropped = 0;
  const door = await openDatabaseDoor(server, (client, reach) => {
    client.once('data', (startup: Buffer) => {
      dropped += 1;
      const backend = reach();
      backend.write(withoutOptions(startup));
      client.pipe(backend).pipe(client);
    });
  });
  return { ...door, dropped: () => dropped };
}

/** StartupMessage of the protocol: its length, its version, then names and values that end with zeros. */
function withoutOptions(startup: Buffer): Buffer {
  const version = startup.subarray(4, 8);
  const words = startup.subarray(8).toString('utf8').split('\0');
  const at = words.indexOf('options');
  assert(at >= 0 && at % 2 === 0, 'settings were asked for');
  const body = Buffer.from(words.toSpliced(at, 2).join('\0'));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(8 + body.length);
  return Buffer.concat([length, version, body]);
}
