/** What a browser keeps while it is at the identity provider: sealed, and of use once. */
import type { Visit } from '../office-route.ts';

export function giveJourney({ context, reply, organisation }: Visit, sealed: string): void {
  reply.setCookie(nameOf(organisation.slug), sealed, {
    httpOnly: true,
    // The provider sends the browser back by a link of its own.
    sameSite: 'lax',
    secure: context.publicUrl.startsWith('https:'),
    path: `/${organisation.slug}/office/provider`,
    maxAge: 600,
  });
}

export function takeJourney({ request, reply, organisation }: Visit): string {
  const name = nameOf(organisation.slug);
  reply.clearCookie(name, { path: `/${organisation.slug}/office/provider` });
  return request.cookies[name] ?? '';
}

function nameOf(slug: string): string {
  return `saldo-provider-${slug}`;
}
