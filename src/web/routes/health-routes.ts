/** Whether the portal lives, and whether it can do its work. */
import type { FastifyInstance } from 'fastify';
import { sql } from '../../database/sql.ts';
import type { Site } from '../site.ts';

export function addHealthRoutes(app: FastifyInstance, site: Site): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (request, reply) => {
    if (site.stopping.aborted) {
      return reply.status(503).send({ status: 'stopping', problems: ['the portal is stopping'] });
    }
    try {
      await site.context.database.query(sql`select 1 as ready`);
      return { status: 'ready' };
    } catch (error) {
      request.log.error({ err: error }, 'not ready');
      return reply
        .status(503)
        .send({ status: 'not ready', problems: ['the database does not answer'] });
    }
  });
}
