/** A request names one host: what names two could mean another to the proxy than to us. */
import type { FastifyInstance } from 'fastify';

class TwoHosts extends Error {
  readonly statusCode = 400;
}

/** Answers 400, as RFC 9112, 3.2 asks; Node.js itself takes the first and says nothing. */
export function refuseTwoHosts(app: FastifyInstance): void {
  app.addHook('onRequest', ({ raw }, _reply, done) => {
    // Names and values take turns.
    const hosts = raw.rawHeaders.filter(
      (name, index) => index % 2 === 0 && name.length === 4 && name.toLowerCase() === 'host',
    );
    if (hosts.length > 1) done(new TwoHosts('more than one host'));
    else done();
  });
}
