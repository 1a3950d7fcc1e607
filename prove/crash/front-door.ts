/** One address for several portals, as behind a reverse proxy: the first that listens takes a connection. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export type FrontDoor = {
  readonly port: number;
  /** Changes who is asked first; connections that are there stay where they are. */
  readonly lead: (ports: readonly number[]) => void;
  /** Ends every connection, so that all come in anew; for a moment at which nobody is being served. */
  readonly hangUp: () => void;
  readonly close: () => Promise<void>;
};

export async function openFrontDoor(ports: readonly number[]): Promise<FrontDoor> {
  let order = ports;
  const open = new Set<Socket>();
  const server = createServer((visitor) => {
    open.add(visitor);
    visitor.once('close', () => open.delete(visitor));
    // Whoever hangs up is told nothing; the other end is closed below.
    visitor.on('error', () => {});
    leadIn(visitor, [...order]);
  });
  const hangUp = (): void => {
    for (const socket of open) socket.destroy();
  };
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    port: address.port,
    lead: (next) => {
      order = next;
    },
    hangUp,
    close: async () => {
      hangUp();
      await once(server.close(), 'close');
    },
  };
}

/** Nothing was sent yet when nobody listens, so the next one can be asked. */
function leadIn(visitor: Socket, order: readonly number[]): void {
  const [port, ...others] = order;
  if (port === undefined) {
    visitor.destroy();
    return;
  }
  const portal = connect({ host: '127.0.0.1', port });
  let isInside = false;
  portal.once('connect', () => {
    isInside = true;
    visitor.pipe(portal).pipe(visitor);
  });
  portal.on('error', () => {
    if (!isInside) leadIn(visitor, others);
  });
  portal.once('close', () => {
    if (isInside) visitor.destroy();
  });
  visitor.once('close', () => portal.destroy());
}
