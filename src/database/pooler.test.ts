/** A pooler in transaction mode, between us and the server: whoever starts behind one is told, and does not serve. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
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
async function startPooler({ host = '', port = 5432 }: ConnectionSettings) {
  const sockets = new Set<Socket>();
  let dropped = 0;
  const server = createServer((client) => {
    const path = join(host, `.s.PGSQL.${port}`);
    const backend = host.startsWith('/') ? connect(path) : connect({ host, port });
    for (const socket of [client, backend]) sockets.add(socket.on('error', () => {}));
    client.once('data', (startup: Buffer) => {
      dropped += 1;
      backend.write(withoutOptions(startup));
      client.pipe(backend).pipe(client);
    });
  });
  await once(server.listen({ host: '127.0.0.1', port: 0 }), 'listening');
  const address = server.address();
  assert(address !== null && typeof address !== 'string');
  return {
    port: address.port,
    dropped: () => dropped,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
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
