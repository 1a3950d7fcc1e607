/** The portal's web server: its plugins in their order, its pages, its way of failing. */
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { databaseChecks } from '../database/database-checks.ts';
import { createHealth, type Health } from '../health/index.ts';
import { addAssets, type Assets } from './assets.ts';
import { addCsrf } from './csrf.ts';
import { addErrorPages } from './error-pages.ts';
import { refuseTwoHosts } from './one-host.ts';
import { addRoutes } from './routes.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { viewOf, type Site } from './site.ts';
import { soundAddress } from './sound-address.ts';
import { givenRequestId, watchRequests } from './watch-requests.ts';

export type ServerOptions = {
  readonly trustedProxies: readonly string[];
  /** Aborted when the portal was told to stop: it ends connections with their answers. */
  readonly stopping?: AbortSignal;
  /** Rooms beside this one that answer under addresses of their own. */
  readonly beside?: readonly ((app: FastifyInstance, site: Site) => void)[];
  /** What is known of this process's health; without it, only that of the database. */
  readonly health?: Health;
};

/** @returns a server that does not listen yet */
export async function createServer(
  context: Context,
  assets: Assets,
  options: ServerOptions,
): Promise<FastifyInstance> {
  const stopping = options.stopping ?? new AbortController().signal;
  const health = options.health ?? createHealth(databaseChecks(context.database));
  const site: Site = { context, assets, health };
  // Named so that the instance is an ordinary one, not one of this logger's type.
  const loggerInstance: FastifyBaseLogger = context.log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    bodyLimit: 64 * 1024,
    // Without it, a request that trickles in keeps its connection for ever.
    requestTimeout: 60_000,
    rewriteUrl: ({ url }) => soundAddress(url ?? ''),
    genReqId: ({ headers }) => givenRequestId(headers) ?? context.ids.token().slice(0, 16),
    // The id comes from the circumstances of each line, as it does for lines of the rooms.
    childLoggerFactory: (logger) => logger,
    // Ends idle connections at once when the portal stops.
    forceCloseConnections: 'idle',
    // What comes over a connection that is not idle yet was accepted, so it is answered.
    return503OnClosing: false,
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    // Otherwise the connection would be kept for a next request, and the portal with it.
    if (stopping.aborted) reply.header('connection', 'close');
    done(null, payload);
  });
  watchRequests(app, context);
  await app.register(cookie);
  await app.register(formbody);
  const pageOrigins = [...context.providers.values()].flatMap((provider) => provider.pageOrigins);
  addSecurityHeaders(app, { publicAddress: context.publicUrl, pageOrigins });
  addCsrf(app, { publicAddress: context.publicUrl, key: context.key });
  addErrorPages(app, {
    view: (request, reply) => viewOf(site, request, reply, null),
    errorId: () => context.ids.token().slice(0, 10),
  });
  refuseTwoHosts(app);
  addAssets(app, assets);
  await addRoutes(app, site);
  for (const add of options.beside ?? []) add(app, site);
  return app;
}
