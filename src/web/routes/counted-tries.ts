/** Wrong look-ups are counted, so that nobody finds by guessing what is not theirs. */
import type { FastifyReply } from 'fastify';
import { isExhausted, tryOnce, type Limit } from '../../rate-limits/index.ts';
import { tooManyTriesPage } from '../pages/find-invoice.ts';
import { sendPage } from '../send-page.ts';
import type { Site } from '../site.ts';
import type { View } from '../view.ts';

const minute = 60_000;
/** Of one network address. */
export const perVisitor = { most: 30, windowMs: 10 * minute };

export async function anyExhausted(site: Site, limits: readonly Limit[]): Promise<boolean> {
  const exhausted = await Promise.all(limits.map((limit) => isExhausted(site.context, limit)));
  return exhausted.includes(true);
}

/**
 * Who is stopped by the first limit uses up no more of the next: else one visitor could bar everybody
 * from a number. @returns whether this try was within the limits
 */
export async function countTry(site: Site, limits: readonly Limit[]): Promise<boolean> {
  for (const limit of limits) if (!(await tryOnce(site.context, limit))) return false;
  return true;
}

export function sendTooMany(view: View, reply: FastifyReply): FastifyReply {
  return sendPage(reply.status(429), tooManyTriesPage(view, { retryMinutes: 10 }));
}
