/** Where providers send their notifications: kept first, then acknowledged; what follows is a job's. */
import type { FastifyInstance } from 'fastify';
import { refusals, Refusal } from '../../core/errors.ts';
import { receiveNotification } from '../../payments/index.ts';
import { NotificationRejected } from '../../providers/provider.ts';
import { organisationOf, type Site } from '../site.ts';
import { addressPart, postedFields } from '../posted-fields.ts';

const largestBytes = 256 * 1024;

export async function addNotificationRoutes(app: FastifyInstance, site: Site): Promise<void> {
  await app.register(async (scope) => {
    // The exact bytes are what is signed.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: largestBytes },
      (_, body, done) => {
        done(null, body);
      },
    );
    scope.setErrorHandler(async (error, request, reply) => {
      const code = error instanceof Refusal ? error.code : null;
      if (error instanceof NotificationRejected) {
        const { organisation, account } = postedFields(request.params);
        request.log.warn({ reason: error.message, organisation, account }, 'notification refused');
        return reply
          .status(401)
          .type('application/problem+json')
          .send({ title: 'The notification is not genuine', status: 401 });
      }
      const refused = statusOfRequest(error);
      if (refused !== null) {
        return reply
          .status(refused)
          .type('application/problem+json')
          .send({ title: 'The notification cannot be read', status: refused });
      }
      if (!code) request.log.error({ err: error }, 'notification could not be kept');
      const problem = code ? refusals[code] : refusals.unavailable;
      return reply
        .status(problem.status)
        .type('application/problem+json')
        .send({ ...problem, code: code ?? 'unavailable' });
    });
    scope.post(
      '/:organisation/notifications/:account',
      { config: { csrf: 'exempt' } },
      async (request, reply) => {
        const organisation = await organisationOf(site, request);
        const account = addressPart(request, 'account');
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
        );
        await receiveNotification(site.context, organisation, account, {
          headers,
          body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
          receivedAt: site.context.clock.now(),
        });
        return reply.status(204).send();
      },
    );
  });
}

/** Of what the server refused to read, such as too much at once: the sender's fault, not ours. */
function statusOfRequest(error: unknown): number | null {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
