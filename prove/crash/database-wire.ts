/** A wire between our processes and PostgreSQL that breaks when told to: around COMMIT, or by holding everything. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { ConnectionSettings } from '../../src/database/connection-settings.ts';

/** What becomes of a COMMIT: it passes, it never arrives, or its answer never comes back. */
export type CommitFate = 'passes' | 'cut_before' | 'cut_after';

export type DatabaseWire = {
  readonly port: number;
  /** Asked at each COMMIT. */
  readonly decide: (fateOfCommit: () => CommitFate) => void;
  /** Keeps back everything that is sent to the server; `waiting` says how many messages. */
  readonly hold: () => { readonly waiting: () => number; readonly release: () => void };
  /** Told of every message to the server before it is passed on. */
  readonly watch: (onMessage: (message: Buffer) => void) => void;
  readonly close: () => Promise<void>;
};

// A simple query of the front end's protocol, whole: its letter, its length, its text and a zero.
const commit = /commit\0/i;

export async function layWire(server: ConnectionSettings): Promise<DatabaseWire> {
  let fateOfCommit = (): CommitFate => 'passes';
  let onMessage: (message: Buffer) => void = () => {};
  let held: (() => void)[] | null = null;
  const sockets = new Set<Socket>();

  const lay = (client: Socket): void => {
    const backend = connectTo(server);
    for (const [one, other] of [
      [client, backend],
      [backend, client],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => {});
      one.once('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    let isDeaf = false;
    backend.on('data', (answer: Buffer) => {
      if (isDeaf) client.resetAndDestroy();
      else client.write(answer);
    });
    client.on('data', (message: Buffer) => {
      onMessage(message);
      const fate = commit.test(message.toString('latin1')) ? fateOfCommit() : 'passes';
      if (fate === 'cut_before') {
        client.resetAndDestroy();
        return;
      }
      isDeaf = fate === 'cut_after';
      if (held) held.push(() => backend.write(message));
      else backend.write(message);
    });
  };

  const wire = createServer(lay);
  wire.listen({ host: '127.0.0.1', port: 0 });
  await once(wire, 'listening');
  const address = wire.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    port: address.port,
    decide: (next) => {
      fateOfCommit = next;
    },
    watch: (next) => {
      onMessage = next;
    },
    hold: () => {
      const messages: (() => void)[] = [];
      held = messages;
      return {
        waiting: () => messages.length,
        release: () => {
          held = null;
          for (const pass of messages) pass();
        },
      };
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await once(wire.close(), 'close');
    },
  };
}

function connectTo({ host = '127.0.0.1', port = 5432 }: ConnectionSettings): Socket {
  const isFolder = host.startsWith('/');
  return isFolder ? connect(join(host, `.s.PGSQL.${port}`)) : connect({ host, port });
}
