/** The merchant API of disputes: evidence is sent, or the money is given up. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Account } from '../account.ts';
import { endDispute, findDispute, isOpen, sendEvidence } from '../dispute.ts';
import type { Dispute } from '../dispute.ts';
import { findSession } from '../session.ts';
import type { World } from '../world.ts';
import { errorAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import { idempotently } from './idempotency.ts';
import { admit, isAnswer } from './merchant.ts';
import { evidenceRequest, invalidAnswer } from './requests.ts';
import { respond } from './respond.ts';
import { fingerprint, give, idempotencyKey, pathId } from './session-routes.ts';
import { disputeShape } from './shapes.ts';

export function addDisputeRoutes(server: FastifyInstance, world: World): void {
  server.post('/v1/disputes/:id/evidence', (request, reply) => evidence(world, request, reply));
  server.post('/v1/disputes/:id/accept', (request, reply) => accept(world, request, reply));
}

const notFound = errorAnswer(404, 'dispute_not_found', 'There is no such dispute');
const over = errorAnswer(422, 'dispute_over', 'This dispute cannot be answered any more');

async function evidence(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const account = admit(world, request);
  if (isAnswer(account)) return give(reply, account);
  const key = idempotencyKey(request);
  if (typeof key !== 'string') return give(reply, key);
  const read = evidenceRequest.safeParse(request.body);
  if (!read.success) return give(reply, invalidAnswer(read.error));
  const keyed = { accountId: account.id, key, request: fingerprint(request) };
  return aboutOne(world, request, reply, account, (dispute) =>
    idempotently(world, keyed, () =>
      sendEvidence(world, dispute, read.data.text) ? shown(world, dispute) : over,
    ),
  );
}

async function accept(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const account = admit(world, request);
  if (isAnswer(account)) return give(reply, account);
  return aboutOne(world, request, reply, account, (dispute) => {
    if (!isOpen(dispute) && dispute.status !== 'accepted') return over;
    endDispute(world, dispute, 'accepted');
    return shown(world, dispute);
  });
}

async function aboutOne(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
  account: Account,
  work: (dispute: Dispute) => Answer,
): Promise<FastifyReply> {
  const dispute = findDispute(world, pathId(request));
  const session = dispute && findSession(world, dispute.sessionId);
  if (!dispute || session?.accountId !== account.id) return give(reply, notFound);
  const call = {
    affects: 'answer_dispute',
    accountId: account.id,
    references: [session.id, session.reference, dispute.id],
  } as const;
  return respond(world, reply, call, () => work(findDispute(world, dispute.id) ?? dispute));
}

function shown(world: World, dispute: Dispute): Answer {
  const now = findDispute(world, dispute.id) ?? dispute;
  const session = findSession(world, now.sessionId);
  return { status: 200, body: disputeShape(now, session?.currency ?? '') };
}
