/** A door on loopback before the database of a test: what goes through it is for the test to say. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { ConnectionSettings } from '../../src/database/connection-settings.ts';

/** @param lead told of everybody who comes; `reach` opens the way to the server */
export async function openDatabaseDoor(
  { host = '', port = 5432 }: ConnectionSettings,
  lead: (client: Socket, reach: () => Socket) => void,
) {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket.on('error', () => {}));
    return socket;
  };
  const path = join(host, `.s.PGSQL.${port}`);
  const reach = () => keep(host.startsWith('/') ? connect(path) : connect({ host, port }));
  const door = createServer((client) => lead(keep(client), reach));
  await once(door.listen({ host: '127.0.0.1', port: 0 }), 'listening');
  const address = door.address();
  assert(address !== null && typeof address !== 'string');
  return {
    port: address.port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await once(door.close(), 'close');
    },
  };
}
