/** A request names one host: what names two could mean another to the proxy than to us. */
import type { FastifyInstance } from 'fastify';

class TwoHosts extends Error {
  readonly statusCode = 400;
}

/** Answers 400, as RFC 9112, 3.2 asks; Node.js itself takes the first and says nothing. */
export function refuseTwoHosts(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw }) => {
    const names = raw.rawHeaders.filter((_, index) => index % 2 === 0);
    const hosts = names.filter((name) => name.toLowerCase() === 'host');
    if (hosts.length > 1) throw new TwoHosts('more than one host');
  });
}
