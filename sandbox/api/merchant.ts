/** What every call of the merchant API goes through first: the key, the house being open, what is due being done. */
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findAccountByKey } from '../account.ts';
import type { Account } from '../account.ts';
import { runDuePlans } from '../run-plans.ts';
import type { Session } from '../session.ts';
import { readSetting } from '../settings.ts';
import type { World } from '../world.ts';
import { errorAnswer } from './answer.ts';
import type { Answer } from './answer.ts';

/** @returns the answer to give at once when the call goes no further */
export function admit(world: World, request: FastifyRequest): Account | Answer {
  runDuePlans(world);
  const account = findAccountByKey(world, request.headers.authorization);
  return account ?? errorAnswer(401, 'unknown_key', 'There is no such API key');
}

export function isAnswer(value: Account | Answer): value is Answer {
  return 'status' in value;
}

/** Closed for a while: 503, or no answer at all. @returns whether the request was turned away */
export function turnAway(world: World, reply: FastifyReply): boolean {
  const until = readSetting(world.store, 'closed_until');
  if (until <= world.clock.now()) return false;
  if (readSetting(world.store, 'closed_cuts_connections') === 1) {
    reply.hijack();
    reply.raw.destroy();
    return true;
  }
  const seconds = Math.ceil((until - world.clock.now()) / 1000);
  const { status, body } = errorAnswer(503, 'closed', 'Closed for maintenance');
  void reply.code(status).header('retry-after', String(seconds)).send(body);
  return true;
}

/** While the outcome of a session is nobody's to know, questions about it hang and end in 504. */
export async function silentAnswer(
  world: World,
  sessions: readonly Session[],
): Promise<Answer | null> {
  const now = world.clock.now();
  if (!sessions.some((session) => (session.silentUntil ?? 0) > now)) return null;
  await delay(readSetting(world.store, 'silence_hang_ms'));
  return errorAnswer(504, 'gateway_timeout', 'The card network did not answer');
}
