/** The control API's door: JSON without a key, for programs on this machine only, never for web pages. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { runDuePlans } from '../run-plans.ts';
import type { World } from '../world.ts';
import { ControlRefusal } from './control-refusal.ts';
import { addAccountControl } from './account-control.ts';
import { addFaultControl } from './fault-control.ts';
import { addNotificationControl } from './notification-control.ts';
import { addSessionControl } from './session-control.ts';
import { addWorldControl } from './world-control.ts';

export function addControlRoutes(server: FastifyInstance, world: World): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (!isLocal(request)) {
      void reply.code(403).send({ error: 'The control API is for programs on this machine' });
      return;
    }
    runDuePlans(world);
    done();
  });
  server.setErrorHandler((error, _request, reply) => explain(error, reply));
  addAccountControl(server, world);
  addFaultControl(server, world);
  addNotificationControl(server, world);
  addSessionControl(server, world);
  addWorldControl(server, world);
}

/** A browser names the page it comes from; such a request is somebody's page talking, not a program. */
function isLocal(request: FastifyRequest): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const isLoopback = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip);
  const isNamedSo = ['127.0.0.1', 'localhost', '[::1]'].includes(host);
  return isLoopback && isNamedSo && request.headers.origin === undefined;
}

function explain(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof z.ZodError) return reply.code(422).send({ error: z.prettifyError(error) });
  if (error instanceof ControlRefusal)
    return reply.code(error.status).send({ error: error.message });
  throw error;
}
