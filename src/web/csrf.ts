/**
 * Only our own pages can post to us: a signed visitor cookie, a token made of it in each form, and
 * the request's origin.
 */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../core/errors.ts';
import { unguessable } from '../core/id.ts';
import { postedFields } from './posted-fields.ts';

export type CsrfOptions = {
  readonly publicAddress: string;
  /** At least 32 random bytes; the same in every process of the portal. */
  readonly key: Uint8Array;
  /** Replaced in tests only. */
  readonly random?: (size: number) => Uint8Array;
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For machines that sign what they send: provider notifications, the API. */
    csrf?: 'exempt';
  }
  interface FastifyRequest {
    /** Names this browser across requests, or null before its first form; never shown on a page. */
    visitor: string | null;
    /** How many items that browser has in its cart, as soon as the organisation is known. */
    cartItems: number;
  }
  interface FastifyReply {
    /** The token of this visitor's forms; gives a new visitor its cookie. */
    formToken: () => string;
  }
}

/** A cart outlives the browser; who does not come back for so long finds a new one. */
const visitorLifeSeconds = 30 * 24 * 3600;

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Needs @fastify/cookie and a body parser for forms; forms send the token as `form_token`. */
export function addCsrf(app: FastifyInstance, options: CsrfOptions): void {
  const origin = new URL(options.publicAddress).origin;
  const isHttps = origin.startsWith('https:');
  // The prefix makes browsers refuse the cookie from a sibling host or over plain HTTP.
  const cookieName = isHttps ? '__Host-saldo' : 'saldo';
  // Bytes would be made into a key for each signature, which costs five times what signing does.
  const key = createSecretKey(options.key);
  const sign = (purpose: string, text: string): string =>
    createHmac('sha256', key).update(`${purpose}\0${text}`).digest('base64url');

  app.decorateRequest('visitor', null);
  app.decorateRequest('cartItems', 0);
  app.decorateReply('formToken', function formToken(this: FastifyReply) {
    const { request } = this;
    request.visitor ??= Buffer.from((options.random ?? unguessable)(20)).toString('base64url');
    // Never what the browser sent: of several forms on a page the second would bring back a cookie that is not ours.
    give(this, `${request.visitor}.${sign('visitor', request.visitor)}`);
    return sign('form', request.visitor);
  });

  /** Its life begins anew; a page says it once, however many forms it has. */
  function give(reply: FastifyReply, cookie: string): void {
    reply.setCookie(cookieName, cookie, {
      httpOnly: true,
      sameSite: 'lax',
      secure: isHttps,
      path: '/',
      maxAge: visitorLifeSeconds,
    });
  }

  app.addHook('onRequest', (request, _reply, done) => {
    const [visitor = '', signature = ''] = (request.cookies[cookieName] ?? '').split('.');
    if (visitor && isEqual(signature, sign('visitor', visitor))) request.visitor = visitor;
    if (isGuarded(request) && !isFromUs(request, origin)) done(new Refusal('form_expired'));
    else done();
  });

  app.addHook('preValidation', (request, _reply, done) => {
    if (isGuarded(request) && !holdsToken(request)) done(new Refusal('form_expired'));
    else done();
  });

  function holdsToken({ body, visitor }: FastifyRequest): boolean {
    const { form_token: token } = postedFields(body);
    return typeof token === 'string' && visitor !== null && isEqual(token, sign('form', visitor));
  }
}

/** Where nothing is, nothing can be done: such a request is told that instead. */
function isGuarded(request: FastifyRequest): boolean {
  if (request.is404) return false;
  return !safeMethods.has(request.method) && request.routeOptions.config.csrf !== 'exempt';
}

/**
 * Judges by `Sec-Fetch-Site` where the browser sends it, else by `Origin`.
 *
 * Our pages send no referrer, and browsers then say `Origin: null` of our own forms: without
 * `Sec-Fetch-Site` such a request is left to the token.
 */
function isFromUs(request: FastifyRequest, ours: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  return origin === undefined || origin === 'null' || origin === ours;
}

function isEqual(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
