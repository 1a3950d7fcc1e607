/**
 * What people see when a request cannot be served: a page in their language, with an id where it is
 * our fault.
 */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RefusalCode } from '../core/errors.ts';
import { Refusal, refusals } from '../core/errors.ts';
import { watchMethods } from './allowed-methods.ts';
import type { ErrorKind } from './pages/error.ts';
import { errorPage } from './pages/error.ts';
import { sendPage } from './send-page.ts';
import type { View } from './view.ts';

export type ErrorPageOptions = {
  /** Must not fail: it is asked for when other things did. */
  readonly view: (request: FastifyRequest, reply: FastifyReply) => View | Promise<View>;
  readonly errorId: () => string;
};

const kinds: Partial<Record<RefusalCode, ErrorKind>> = {
  form_expired: 'form_expired',
  invoice_not_found: 'not_found',
  not_found: 'not_found',
  organisation_unknown: 'not_found',
  provider_unavailable: 'unavailable',
  too_many_tries: 'too_many',
  unavailable: 'unavailable',
};

// Appendix A of the PostgreSQL manual, class 53: disk full, out of memory, too many connections.
const lacksResources = /^53...$/;

/** As long as a request waits for a connection of the database before it is refused. */
const secondsUntilAgain = 2;

/** Comes before the routes: it notes their methods. */
export function addErrorPages(app: FastifyInstance, options: ErrorPageOptions): void {
  const methodsOf = watchMethods(app);
  app.setNotFoundHandler(async (request, reply) => {
    const methods = methodsOf(request.url);
    if (methods.length > 0 && !methods.includes(request.method)) {
      reply.header('allow', methods.join(', '));
      return answer(request, reply, { status: 405, kind: 'refused', errorId: null });
    }
    return answer(request, reply, { status: 404, kind: 'not_found', errorId: null });
  });

  app.setErrorHandler<FastifyError | Refusal>(async (error, request, reply) => {
    if (error instanceof Refusal) {
      const { status } = refusals[error.code];
      return answer(request, reply, {
        status,
        kind: kinds[error.code] ?? 'refused',
        errorId: null,
      });
    }
    const status = error.statusCode ?? 500;
    if (status === 404) return answer(request, reply, { status, kind: 'not_found', errorId: null });
    if (status === 429) return answer(request, reply, { status, kind: 'too_many', errorId: null });
    if (status < 500) return answer(request, reply, { status, kind: 'refused', errorId: null });
    if (lacksResources.test(error.code)) {
      request.log.error({ err: error }, 'the database has no room');
      return answer(request, reply, { status: 503, kind: 'unavailable', errorId: null });
    }
    const errorId = options.errorId();
    request.log.error({ err: error, errorId }, 'a request failed');
    return answer(request, reply, { status: 500, kind: 'failure', errorId });
  });

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    error: { status: number; kind: ErrorKind; errorId: string | null },
  ): Promise<FastifyReply> {
    const view = await options.view(request, reply);
    if (error.status === 503) reply.header('retry-after', secondsUntilAgain);
    return sendPage(reply.status(error.status), errorPage(view, error));
  }
}
