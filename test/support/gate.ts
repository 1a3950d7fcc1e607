/** A gate in front of a server: what is asked of it can be held there for as long as a test wants. */
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import { text } from 'node:stream/consumers';

export type Gate = {
  /** The address to use instead of the server's; the server's own in its answers becomes this one. */
  readonly url: string;
  readonly close: () => void;
  readonly open: () => void;
  /** How many requests wait at the closed gate. */
  readonly waiting: () => number;
};

export async function startGate(test: Pick<TestContext, 'after'>, server: string): Promise<Gate> {
  let [isOpen, waiting] = [true, new Set<() => void>()];
  const pass = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    if (!isOpen) await new Promise<void>((resolve) => waiting.add(resolve));
    await forward(server, gate.url, asked, answer);
  };
  const gateServer = createServer((asked, answer) => {
    void pass(asked, answer).catch(() => answer.destroy());
  });
  await once(gateServer.listen(0, '127.0.0.1'), 'listening');
  const address = gateServer.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  test.after(() => {
    gateServer.close();
    gateServer.closeAllConnections();
  });
  const gate: Gate = {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      isOpen = false;
    },
    open: () => {
      isOpen = true;
      for (const goOn of waiting) goOn();
      waiting = new Set();
    },
    waiting: () => waiting.size,
  };
  return gate;
}

async function forward(
  server: string,
  gate: string,
  asked: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const { method, headers } = asked;
  const onward = request(new URL(asked.url ?? '/', server), { method, headers, agent: false });
  asked.pipe(onward);
  const [response] = (await once(onward, 'response')) as [IncomingMessage];
  const body = (await text(response)).replaceAll(server, gate);
  const kept = { ...response.headers, 'content-length': String(Buffer.byteLength(body)) };
  answer.writeHead(response.statusCode ?? 502, kept).end(body);
}
