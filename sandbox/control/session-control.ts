/** Control of sessions: pay without a browser, late truth, double charges, disputes. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { pathId } from '../api/session-routes.ts';
import { sessionShape } from '../api/shapes.ts';
import { bareNumber, isCardNumber } from '../card.ts';
import { endDispute, findDispute, openDispute } from '../dispute.ts';
import type { Dispute } from '../dispute.ts';
import { amountToJson } from '../money.ts';
import { totalsOf } from '../movement.ts';
import { answerAuthentication, chargeAgain, payByCard, succeed } from '../pay-session.ts';
import {
  findSession,
  findSessionByName,
  findSessionsByReference,
  listSessions,
} from '../session.ts';
import type { Session } from '../session.ts';
import type { World } from '../world.ts';
import { ControlRefusal } from './control-refusal.ts';

const filter = z.object({
  account_id: z.string().nullable().default(null),
  reference: z.string().optional(),
});

const payment = z.strictObject({
  card: z.string().transform(bareNumber).refine(isCardNumber, 'not a card number'),
  authentication: z.enum(['approve', 'refuse', 'wait']).default('approve'),
});

const disputeRequest = z.strictObject({
  amount: z.int().positive().transform(BigInt).optional(),
  reason: z.string().min(1).max(100).optional(),
});

export function addSessionControl(server: FastifyInstance, world: World): void {
  server.get('/control/sessions', (request, reply) => {
    const { account_id: accountId, reference } = filter.parse(request.query);
    const items =
      accountId !== null && reference !== undefined
        ? findSessionsByReference(world, accountId, reference)
        : listSessions(world, accountId).filter(
            (session) => reference === undefined || session.reference === reference,
          );
    return reply.send({ items: items.map((session) => sessionShape(world, session)) });
  });
  server.get('/control/sessions/:id', (request, reply) =>
    reply.send(sessionShape(world, needSession(world, request))),
  );
  server.post('/control/sessions/:id/pay', (request, reply) => {
    const session = needSession(world, request);
    const { card, authentication } = payment.parse(request.body);
    const result = pay(world, session, card, authentication);
    return reply.send({ result, session: sessionNow(world, session) });
  });
  server.post('/control/sessions/:id/charge-late', (request, reply) => {
    const session = needSession(world, request);
    if (totalsOf(world, session.id).charged > 0n) throw new ControlRefusal(409, 'charged already');
    world.store.transaction(() => {
      succeed(world, session);
    });
    return reply.send(sessionNow(world, session));
  });
  server.post('/control/sessions/:id/charge-again', (request, reply) => {
    const session = needSession(world, request);
    if (totalsOf(world, session.id).charged === 0n)
      throw new ControlRefusal(409, 'not charged yet');
    return reply.code(201).send(sessionShape(world, chargeAgain(world, session)));
  });
  server.post('/control/sessions/:id/dispute', (request, reply) => {
    const session = needSession(world, request);
    const { amount, reason } = disputeRequest.parse(request.body ?? {});
    const dispute = openDispute(world, session, amount ?? null, reason);
    if (!dispute) throw new ControlRefusal(409, 'less than that is left of the charge');
    return reply.code(201).send(disputeShape(dispute));
  });
  for (const outcome of ['won', 'lost'] as const) {
    const verb = outcome === 'won' ? 'win' : 'lose';
    server.post(`/control/disputes/:id/${verb}`, (request, reply) => {
      const dispute = findDispute(world, pathId(request));
      if (!dispute) throw new ControlRefusal(404, 'no such dispute');
      endDispute(world, dispute, outcome);
      return reply.send(disputeShape(findDispute(world, dispute.id) ?? dispute));
    });
  }
}

function pay(world: World, session: Session, card: string, answer: 'approve' | 'refuse' | 'wait') {
  const result = payByCard(world, session.id, card);
  if (result !== 'authenticate' || answer === 'wait') return result;
  return answerAuthentication(world, session.id, answer === 'approve');
}

/** By session id, or by merchant reference: then the newest session. */
function needSession(world: World, request: FastifyRequest): Session {
  const session = findSessionByName(world, pathId(request));
  if (!session) throw new ControlRefusal(404, 'no such session');
  return session;
}

function sessionNow(world: World, session: Session) {
  return sessionShape(world, findSession(world, session.id) ?? session);
}

function disputeShape(dispute: Dispute) {
  return {
    dispute_id: dispute.id,
    session_id: dispute.sessionId,
    amount: amountToJson(dispute.amount),
    status: dispute.status,
  };
}
