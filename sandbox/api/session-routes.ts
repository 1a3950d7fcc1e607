/** The merchant API of hosted sessions: start, ask, find, cancel. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '../account.ts';
import { cancelSession } from '../cancel-session.ts';
import { findSession, findSessionsByReference } from '../session.ts';
import type { Session } from '../session.ts';
import { startSession } from '../start-session.ts';
import type { World } from '../world.ts';
import { errorAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import { idempotently } from './idempotency.ts';
import { admit, isAnswer, silentAnswer } from './merchant.ts';
import { invalidAnswer, referenceQuery, startRequest } from './requests.ts';
import { respond } from './respond.ts';
import { sessionShape } from './shapes.ts';

export function addSessionRoutes(server: FastifyInstance, world: World): void {
  server.post('/v1/sessions', (request, reply) => start(world, request, reply));
  server.get('/v1/sessions', (request, reply) => find(world, request, reply));
  server.get('/v1/sessions/:id', (request, reply) => ask(world, request, reply));
  server.post('/v1/sessions/:id/cancel', (request, reply) => cancel(world, request, reply));
}

export async function give(reply: FastifyReply, answer: Answer): Promise<FastifyReply> {
  return reply.code(answer.status).send(answer.body);
}

/** @returns the key, or the answer that says that there is none */
export function idempotencyKey(request: FastifyRequest): string | Answer {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && key.length > 0 && key.length <= 255) return key;
  return errorAnswer(
    400,
    'idempotency_key_missing',
    'Send an Idempotency-Key of 1 to 255 characters',
  );
}

async function start(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const account = admit(world, request);
  if (isAnswer(account)) return give(reply, account);
  const key = idempotencyKey(request);
  if (typeof key !== 'string') return give(reply, key);
  const read = startRequest.safeParse(request.body);
  if (!read.success) return give(reply, invalidAnswer(read.error));
  const { accepted_brands: acceptedBrands, return_url: returnUrl, ...rest } = read.data;
  const call = {
    affects: 'start',
    accountId: account.id,
    references: [rest.reference],
    idempotencyKey: key,
  } as const;
  const keyed = { accountId: account.id, key, request: fingerprint(request) };
  return respond(world, reply, call, () =>
    idempotently(world, keyed, () => {
      const session = startSession(world, {
        accountId: account.id,
        acceptedBrands,
        returnUrl,
        ...rest,
      });
      return { status: 201, body: sessionShape(world, session) };
    }),
  );
}

/** The request as one text: its address and its JSON in the order that it came. */
export function fingerprint(request: FastifyRequest): string {
  return `${request.url} ${JSON.stringify(request.body)}`;
}

async function find(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const account = admit(world, request);
  if (isAnswer(account)) return give(reply, account);
  const query = referenceQuery.safeParse(request.query);
  if (!query.success) return give(reply, invalidAnswer(query.error));
  const { reference } = query.data;
  const sessions = findSessionsByReference(world, account.id, reference);
  const silent = await silentAnswer(world, sessions);
  if (silent) return give(reply, silent);
  const call = { affects: 'ask', accountId: account.id, references: [reference] } as const;
  return respond(world, reply, call, () => ({
    status: 200,
    body: { items: sessions.map((session) => sessionShape(world, session)) },
  }));
}

async function ask(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return aboutOne(world, request, reply, 'ask', (session) => session);
}

async function cancel(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return aboutOne(world, request, reply, 'cancel', (session) => cancelSession(world, session));
}

async function aboutOne(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  affects: 'ask' | 'cancel',
  work: (session: Session) => Session,
): Promise<FastifyReply> {
  const account = admit(world, request);
  if (isAnswer(account)) return give(reply, account);
  const session = ownSession(world, account, request);
  if (!session) return give(reply, sessionNotFound);
  const silent = await silentAnswer(world, [session]);
  if (silent) return give(reply, silent);
  const call = {
    affects,
    accountId: account.id,
    references: [session.id, session.reference],
  } as const;
  return respond(world, reply, call, () => {
    const now = findSession(world, session.id) ?? session;
    return { status: 200, body: sessionShape(world, work(now)) };
  });
}

export const sessionNotFound = errorAnswer(404, 'session_not_found', 'There is no such session');

/** The session that the address names, when it is the account's own. */
export function ownSession(
  world: World,
  account: Account,
  request: FastifyRequest,
): Session | null {
  const session = findSession(world, pathId(request));
  return session?.accountId === account.id ? session : null;
}

/** The `:id` of the address. */
export function pathId(request: FastifyRequest): string {
  const { params } = request;
  const isNamed = typeof params === 'object' && params !== null && 'id' in params;
  return isNamed ? String(params.id) : '';
}
