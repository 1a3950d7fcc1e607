/** Follows each request: its id, its span, its figures and its one line in the log. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { startStopwatch } from '../core/clock.ts';
import { startRequestSpan, withLogFields, type RequestSpan } from '../observation/index.ts';
import { holdsCardNumber } from './card-number-guard.ts';

declare module 'fastify' {
  interface FastifyRequest {
    followed: Followed | null;
  }
}

type Followed = {
  readonly elapsed: () => number;
  readonly span: RequestSpan;
  /** Runs what comes after as a part of this request, whichever event it comes from. */
  readonly inside: (work: () => void) => void;
};

const soundId = /^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$/;
const traceParent = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * The id that whoever stands before us gave the request, or its trace's, where it is fit to be
 * written down; null otherwise.
 */
export function givenRequestId(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): string | null {
  const { 'x-request-id': id, traceparent } = headers;
  const trace = typeof traceparent === 'string' ? traceParent.exec(traceparent)?.[1] : undefined;
  const fit = [id, trace].find(
    (text) => typeof text === 'string' && soundId.test(text) && !holdsCardNumber(text),
  );
  return typeof fit === 'string' ? fit : null;
}

/** Comes before all other hooks, so that these are followed too. */
export function watchRequests(app: FastifyInstance, { log, note }: Pick<Context, 'log' | 'note'>) {
  app.decorateRequest('followed', null);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    request.followed = follow(request);
    request.followed.inside(done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    request.followed?.inside(() => {
      const route = routeOf(request);
      const { method } = request;
      const status = reply.statusCode;
      const seconds = request.followed?.elapsed() ?? 0;
      note?.({ kind: 'request', method, route, status, seconds });
      const line = { method, route, status, ms: Math.round(seconds * 1000) };
      if (isQuiet(route)) log.debug(line, 'request');
      else log.info(line, 'request');
      request.followed?.span.end({ 'http.response.status_code': status }, status >= 500);
    });
    done();
  });
}

function follow(request: FastifyRequest): Followed {
  const { method } = request;
  const route = routeOf(request);
  const span = startRequestSpan(`${method} ${route}`, request.headers, {
    'http.request.method': method,
    'http.route': route,
  });
  const inside = withLogFields({ request: request.id }, () =>
    span.inside(() => AsyncLocalStorage.snapshot()),
  );
  return { elapsed: startStopwatch(), span, inside };
}

/** The pattern: addresses hold tokens that open payments, and whatever people type. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}

/** Asked so often by machines that they would hide the rest. */
function isQuiet(route: string): boolean {
  return route.startsWith('/health/') || route.startsWith('/assets/');
}
