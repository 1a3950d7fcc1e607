/** Sends an answer of the merchant API, or what a planted fault makes of it. */
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { takeFault } from '../fault.ts';
import type { Affected, Fault } from '../fault.ts';
import { readSetting } from '../settings.ts';
import type { World } from '../world.ts';
import { alter } from './alter.ts';
import { errorAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import { spoilStoredAnswer } from './idempotency.ts';

export type Call = {
  readonly affects: Affected;
  readonly accountId: string;
  /** Session ids and merchant references that the call is about. */
  readonly references: readonly string[];
  readonly idempotencyKey?: string;
};

/** `work` has its effect at once and only once; the answer may be lost on the way. */
export async function respond(
  world: World,
  reply: FastifyReply,
  call: Call,
  work: () => Answer,
): Promise<FastifyReply> {
  const fault = takeFault(world, call)?.fault ?? null;
  const refusal = fault && refusals[fault];
  if (refusal) return send(reply, refusal);
  if (fault === 'hang_before_effect') return hang(world, reply);
  if (fault === 'cut_before_effect') return cut(reply);
  const answer = work();
  if (fault) return disturb({ world, reply, call, answer, fault });
  return send(reply, answer);
}

const serverError = errorAnswer(500, 'internal_error', 'Something went wrong on our side');

const refusals: Partial<Record<Fault, Answer>> = {
  error_500: serverError,
  error_503: errorAnswer(503, 'unavailable', 'Not available just now'),
  refuse_401: errorAnswer(401, 'unknown_key', 'There is no such API key'),
  refuse_403: errorAnswer(403, 'not_allowed', 'This API key may not do that'),
  conflict_409: errorAnswer(409, 'request_in_progress', 'A request with this key is in progress'),
  too_many_429: errorAnswer(429, 'too_many_requests', 'Too many requests; try later'),
  refuse_422: errorAnswer(422, 'refused', 'This account may not take such a payment'),
};

type Disturbance = {
  readonly world: World;
  readonly reply: FastifyReply;
  readonly call: Call;
  readonly answer: Answer;
  readonly fault: Fault;
};

/** The effect has happened; this is what the merchant sees of it. */
function disturb({ world, reply, call, answer, fault }: Disturbance): Promise<FastifyReply> {
  const json = JSON.stringify(answer.body);
  switch (fault) {
    case 'hang_after_effect':
      return hang(world, reply);
    case 'cut_after_effect':
      return cut(reply);
    case 'error_500_after_effect':
      return send(reply, serverError);
    case 'error_500_replayed':
      if (call.idempotencyKey !== undefined) {
        spoilStoredAnswer(world, call.accountId, call.idempotencyKey, serverError);
      }
      return send(reply, serverError);
    case 'garbage':
      return sendText(
        reply,
        '<!doctype html><title>Welcome</title><p>Please sign in to the Wi-Fi</p>',
      );
    case 'truncated':
      return sendText(reply, json.slice(0, Math.floor(json.length / 2)));
    case 'huge':
      return sendText(reply, `${json.slice(0, -1)},"padding":"${'x'.repeat(3_000_000)}"}`);
    case 'drip':
      return drip(world, reply, json);
    case 'redirect':
      return send(reply, {
        status: 302,
        body: null,
        headers: { location: `${world.origin}/health/live` },
      });
    default:
      return send(reply, { ...answer, body: alter(answer.body, fault) });
  }
}

async function send(reply: FastifyReply, answer: Answer): Promise<FastifyReply> {
  return reply
    .code(answer.status)
    .headers(answer.headers ?? {})
    .send(answer.body);
}

async function sendText(reply: FastifyReply, text: string): Promise<FastifyReply> {
  return reply.code(200).type('application/json').send(text);
}

/** Says nothing until the caller goes away or `hang_ms` are over, then cuts the connection. */
async function hang(world: World, reply: FastifyReply): Promise<FastifyReply> {
  reply.hijack();
  await untilGone(reply, readSetting(world.store, 'hang_ms'));
  reply.raw.destroy();
  return reply;
}

async function cut(reply: FastifyReply): Promise<FastifyReply> {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

async function drip(world: World, reply: FastifyReply, text: string): Promise<FastifyReply> {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'application/json' });
  const end = world.clock.machineNow() + readSetting(world.store, 'hang_ms');
  for (const character of text) {
    if (reply.raw.destroyed || world.clock.machineNow() > end) break;
    reply.raw.write(character);
    await untilGone(reply, 1000);
  }
  reply.raw.destroy();
  return reply;
}

async function untilGone(reply: FastifyReply, ms: number): Promise<void> {
  const gone = new AbortController();
  const stop = (): void => {
    gone.abort();
  };
  reply.raw.once('close', stop);
  try {
    await delay(ms, undefined, { signal: gone.signal });
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    reply.raw.off('close', stop);
  }
}
