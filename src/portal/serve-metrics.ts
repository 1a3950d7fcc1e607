/** The listener for operators' machines: figures and health, on loopback only, never beside the pages. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { answerHealth, type Health } from '../health/index.ts';
import type { Metrics } from '../observation/index.ts';
import { isAddressInUse, PortTaken } from '../web/listen.ts';

export type MetricsListener = { readonly port: number; readonly close: () => Promise<void> };

type Shown = {
  readonly page: () => ReturnType<Metrics['page']>;
  readonly health: Health;
  readonly log: Pick<Logger, 'error'>;
};

/** @throws PortTaken */
export async function serveMetrics(shown: Shown, port: number): Promise<MetricsListener> {
  const server = createServer((request, response) => {
    answer(shown, request, response).catch((error: unknown) => {
      shown.log.error({ err: error }, 'the figures could not be shown');
      response.writeHead(500).end();
    });
  });
  server.requestTimeout = 10_000;
  server.listen({ host: '127.0.0.1', port });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw isAddressInUse(error) ? new PortTaken('METRICS_PORT', port) : error;
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}

async function answer(
  { page, health }: Shown,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET') return void response.writeHead(405, { allow: 'GET' }).end();
  const [path = ''] = (request.url ?? '').split('?');
  const about = await answerHealth(health, path, request.headers.accept);
  if (about) return void response.writeHead(about.status, headers(about.type)).end(about.body);
  if (path !== '/metrics') return void response.writeHead(404).end();
  const { type, body } = await page();
  response.writeHead(200, headers(type)).end(body);
}

function headers(type: string): Record<string, string> {
  return { 'content-type': type, 'cache-control': 'no-store' };
}
