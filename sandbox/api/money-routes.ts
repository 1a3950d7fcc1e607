/** The merchant API of refunds and of the list of movements. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { listMovements } from '../movement.ts';
import { findRefundsByReference, refundCharge } from '../refund.ts';
import type { World } from '../world.ts';
import { errorAnswer } from './answer.ts';
import { idempotently } from './idempotency.ts';
import { admit, isAnswer, silentAnswer } from './merchant.ts';
import { invalidAnswer, movementsQuery, referenceQuery, refundRequest } from './requests.ts';
import { respond } from './respond.ts';
import {
  fingerprint,
  give,
  idempotencyKey,
  ownSession,
  sessionNotFound,
} from './session-routes.ts';
import { movementShape, refundShape } from './shapes.ts';

export function addMoneyRoutes(server: FastifyInstance, world: World): void {
  server.post('/v1/sessions/:id/refunds', (request, reply) => refund(world, request, reply));
  server.get('/v1/refunds', (request, reply) => findRefunds(world, request, reply));
  server.get('/v1/movements', (request, reply) => movements(world, request, reply));
}

const refusals = {
  not_charged: 'Nothing was charged in this session',
  wrong_currency: 'The charge was made in another currency',
  exceeds_charge: 'Less than that is left of the charge',
} as const;

async function refund(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const account = admit(world, request);
  if (isAnswer(account)) return give(reply, account);
  const key = idempotencyKey(request);
  if (typeof key !== 'string') return give(reply, key);
  const read = refundRequest.safeParse(request.body);
  if (!read.success) return give(reply, invalidAnswer(read.error));
  const session = ownSession(world, account, request);
  if (!session) return give(reply, sessionNotFound);
  const silent = await silentAnswer(world, [session]);
  if (silent) return give(reply, silent);
  const call = {
    affects: 'refund',
    accountId: account.id,
    references: [session.id, session.reference, read.data.reference],
    idempotencyKey: key,
  } as const;
  const keyed = { accountId: account.id, key, request: fingerprint(request) };
  return respond(world, reply, call, () =>
    idempotently(world, keyed, () => {
      const result = refundCharge(world, session, read.data);
      if (result.kind === 'refused') return errorAnswer(422, result.code, refusals[result.code]);
      return { status: 201, body: refundShape(result.refund) };
    }),
  );
}

async function findRefunds(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const account = admit(world, request);
  if (isAnswer(account)) return give(reply, account);
  const query = referenceQuery.safeParse(request.query);
  if (!query.success) return give(reply, invalidAnswer(query.error));
  const { reference } = query.data;
  const call = { affects: 'ask_refund', accountId: account.id, references: [reference] } as const;
  return respond(world, reply, call, () => ({
    status: 200,
    body: { items: findRefundsByReference(world, account.id, reference).map(refundShape) },
  }));
}

/** Pages follow the order in which money moved, so a movement made meanwhile is never skipped. */
async function movements(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const account = admit(world, request);
  if (isAnswer(account)) return give(reply, account);
  const query = movementsQuery.safeParse(request.query);
  if (!query.success) return give(reply, invalidAnswer(query.error));
  const { from, to, cursor, limit } = query.data;
  const call = { affects: 'list', accountId: account.id, references: [] } as const;
  return respond(world, reply, call, () => {
    const items = listMovements(world, account.id, { from, to, after: cursor, limit });
    const last = items.at(-1);
    const next = last && items.length === limit ? String(last.sequence) : null;
    return { status: 200, body: { items: items.map(movementShape), next } };
  });
}
