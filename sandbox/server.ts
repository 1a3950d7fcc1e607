/** Puts the sandbox together: merchant API, hosted pages, control API, scheduler, on loopback only. */
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { turnAway } from './api/merchant.ts';
import { addDisputeRoutes } from './api/dispute-routes.ts';
import { addMoneyRoutes } from './api/money-routes.ts';
import { addSessionRoutes } from './api/session-routes.ts';
import type { SandboxConfig } from './config.ts';
import { addControlRoutes } from './control/control.ts';
import { addPageRoutes } from './page/page-routes.ts';
import { startScheduler } from './scheduler.ts';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

export type Sandbox = { readonly url: string; readonly stop: () => Promise<void> };

/** @throws Error when the port is taken */
export async function startSandbox(config: SandboxConfig): Promise<Sandbox> {
  const world = createWorld(config.dataFolder);
  const server = await createServer(world);
  try {
    world.origin = await server.listen({ host: '127.0.0.1', port: config.port });
  } catch (error) {
    await server.close();
    world.store.close();
    throw new Error(`cannot listen on 127.0.0.1:${config.port}`, { cause: error });
  }
  const scheduler = startScheduler(world);
  return {
    url: world.origin,
    stop: async () => {
      await server.close();
      await scheduler.stop();
      world.store.close();
    },
  };
}

async function createServer(world: World): Promise<FastifyInstance> {
  const server = fastify({ forceCloseConnections: true, bodyLimit: 100_000 });
  server.get('/health/live', (_request, reply) => reply.send({ status: 'live' }));
  await server.register((scope, _options, done) => {
    scope.addHook('onRequest', (_request, reply, next) => {
      if (!turnAway(world, reply)) next();
    });
    addSessionRoutes(scope, world);
    addDisputeRoutes(scope, world);
    addMoneyRoutes(scope, world);
    done();
  });
  await server.register((scope) => addPageRoutes(scope, world));
  await server.register((scope, _options, done) => {
    addControlRoutes(scope, world);
    done();
  });
  return server;
}
