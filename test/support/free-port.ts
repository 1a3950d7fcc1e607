/** Ports for processes that are told where to listen, each given out once on this machine at any time. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { isAddressInUse } from '../../src/web/listen.ts';

/**
 * Below the ports that systems give to whoever does not ask for a certain one: to outgoing
 * connections and to listeners on port 0. A port from among those may be gone again at once.
 */
const [lowest, highest] = [20_000, 31_999];
const blockSize = 20;
const blocks = (highest - lowest + 1) / blockSize;

/** What this process has left of its block, and the listeners that keep its blocks from all others. */
const own: { left: number[]; readonly claims: Server[] } = { left: [], claims: [] };

/** A port on which nobody listens, and which no other process is given as long as this one lives. */
export async function freePort(): Promise<number> {
  const port = own.left.shift();
  if (port === undefined) {
    own.left = await claimBlock();
    return freePort();
  }
  const probe = await listen(port);
  if (probe === null) return freePort();
  await once(probe.close(), 'close');
  return port;
}

/** Whoever listens on the first port of a block has the others; it lets go of them when it ends, however it ends. */
async function claimBlock(): Promise<number[]> {
  for (let tries = 0; tries < blocks; tries += 1) {
    const first = lowest + ((process.pid + tries) % blocks) * blockSize;
    const claim = await listen(first);
    if (claim === null) continue;
    claim.unref();
    own.claims.push(claim);
    return Array.from({ length: blockSize - 1 }, (_, index) => first + 1 + index);
  }
  throw new Error(`no ports are left from ${lowest} to ${highest}`);
}

/** Null when somebody listens there already. */
async function listen(port: number): Promise<Server | null> {
  const server = createServer();
  try {
    await once(server.listen({ host: '127.0.0.1', port }), 'listening');
    return server;
  } catch (error) {
    if (isAddressInUse(error)) return null;
    throw error;
  }
}
