/** The cookie of a session of staff: one for each organisation, because somebody may work for two. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Organisation } from '../organisations/index.ts';

type Means = Pick<Context, 'publicUrl'>;

export function sessionSecret(
  context: Means,
  request: FastifyRequest,
  organisation: Organisation,
): string | null {
  return request.cookies[nameOf(context, organisation)] ?? null;
}

export function giveSession(
  context: Means,
  reply: FastifyReply,
  organisation: Organisation,
  secret: string,
): void {
  reply.setCookie(nameOf(context, organisation), secret, attributes(context));
}

export function takeSession(context: Means, reply: FastifyReply, organisation: Organisation): void {
  reply.clearCookie(nameOf(context, organisation), attributes(context));
}

/** The prefix makes browsers refuse the cookie from a sibling host or over plain HTTP. */
function nameOf(context: Means, { slug }: Organisation): string {
  return `${isHttps(context) ? '__Host-' : ''}saldo-staff-${slug}`;
}

/** Lax, because links in mails lead to pages of the back office. */
function attributes(context: Means) {
  return { httpOnly: true, sameSite: 'lax', secure: isHttps(context), path: '/' } as const;
}

function isHttps({ publicUrl }: Means): boolean {
  return publicUrl.startsWith('https:');
}
