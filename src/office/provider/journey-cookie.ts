/** What a browser keeps while it is at the identity provider: sealed, and of use once. */
import type { Visit } from '../office-route.ts';

export function giveJourney(visit: Visit, sealed: string): void {
  visit.reply.setCookie(nameOf(visit), sealed, { ...attributes(visit), maxAge: 600 });
}

export function takeJourney(visit: Visit): string {
  visit.reply.clearCookie(nameOf(visit), attributes(visit));
  return visit.request.cookies[nameOf(visit)] ?? '';
}

function nameOf({ organisation }: Visit): string {
  return `saldo-provider-${organisation.slug}`;
}

/** Lax, because the provider sends the browser back by a link of its own. */
function attributes({ context, organisation }: Visit) {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: context.publicUrl.startsWith('https:'),
    path: `/${organisation.slug}/office/provider`,
  } as const;
}
