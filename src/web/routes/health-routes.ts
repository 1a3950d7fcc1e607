/** Whether the portal lives, has started, is ready, and what is wrong with it, in words. */
import type { FastifyInstance } from 'fastify';
import { answerHealth } from '../../health/index.ts';
import type { Site } from '../site.ts';

export function addHealthRoutes(app: FastifyInstance, { health }: Site): void {
  for (const path of ['/health/live', '/health/started', '/health/ready']) {
    app.get(path, async (request, reply) => {
      const answer = await answerHealth(health, path, request.headers.accept);
      if (!answer) return reply.callNotFound();
      return reply
        .status(answer.status)
        .type(answer.type)
        .header('cache-control', 'no-store')
        .send(answer.body);
    });
  }
}
