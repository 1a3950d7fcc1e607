/** Shares requests among several portals, one after the other, as a load balancer without memory would. */
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/** The environment variable that makes the suites run on two portals with two workers. */
export const twoPortalsVariable = 'SALDO_TEST_TWO_PORTALS';

/** @returns how to stop it */
export async function startRoundRobin(
  port: number,
  portals: readonly number[],
): Promise<() => Promise<void>> {
  let turn = 0;
  const server = createServer((asked, answer) => {
    turn += 1;
    const portal = portals[turn % portals.length] ?? port;
    forward(portal, asked, answer).catch(() => answer.destroy());
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
}

/** The host is passed on as the browser named it; the address of the payer stands in the headers already. */
async function forward(
  port: number,
  asked: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const { method, url, headers } = asked;
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false });
  asked.pipe(onward);
  const [response] = (await once(onward, 'response')) as [IncomingMessage];
  const { connection: _, ...kept } = response.headers;
  answer.writeHead(response.statusCode ?? 502, kept);
  response.pipe(answer);
}
