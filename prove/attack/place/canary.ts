/** A server that nobody has any reason to call: whoever makes the portal call it has found a way out. */
import { once } from 'node:events';
import { createServer } from 'node:http';

export type Canary = {
  readonly url: string;
  /** What was asked of it, since it was started. */
  readonly calls: readonly string[];
  readonly close: () => Promise<void>;
};

export async function startCanary(): Promise<Canary> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    response.end('<x/>');
  });
  await once(server.listen({ host: '127.0.0.1', port: 0 }), 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
