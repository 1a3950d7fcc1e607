/** Stops a server without refusing anything that it has accepted. */
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** How long a connection over which nothing was ever said may still begin to speak. */
const silenceMs = 1000;

export type StopServer = (options: {
  readonly stopping: AbortController;
  readonly delayMs: number;
}) => Promise<void>;

/**
 * Made before the server listens, because it must know every connection.
 *
 * The function that it returns says through `stopping` that the server is not ready any more, goes on
 * accepting for `delayMs` so that load balancers can turn away, and then ends when the last request
 * has its answer.
 */
export function prepareStop(server: FastifyInstance): StopServer {
  const connections = new Set<Socket>();
  server.server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  return async ({ stopping, delayMs }) => {
    stopping.abort();
    await delay(delayMs);
    // Browsers open connections for later; nothing else would end those.
    const silent = setTimeout(() => {
      for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
    }, silenceMs);
    await server.close();
    clearTimeout(silent);
  };
}
