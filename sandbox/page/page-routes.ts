/** The hosted pages: the card, the strong authentication, cancelling, and the way back. */
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findAccount } from '../account.ts';
import { turnAway } from '../api/merchant.ts';
import { pathId } from '../api/session-routes.ts';
import { bareNumber, brandOf, isCardNumber } from '../card.ts';
import { cancelSession } from '../cancel-session.ts';
import { answerAuthentication, payByCard } from '../pay-session.ts';
import { runDuePlans } from '../run-plans.ts';
import { findSession, pageLanguages } from '../session.ts';
import type { PageLanguage, Session } from '../session.ts';
import type { World } from '../world.ts';
import { authenticationPage } from './authentication-page.ts';
import { readCard, typedCard } from './card-form.ts';
import { brandNames, cardPage } from './card-page.ts';
import type { CardPageState } from './card-page.ts';
import { notice, pageContext } from './frame.ts';
import type { PageContext } from './frame.ts';
import { html } from './html.ts';
import { textsIn } from './page.texts.ts';
import { style } from './style.ts';

export async function addPageRoutes(server: FastifyInstance, world: World): Promise<void> {
  await server.register(formbody);
  server.addHook('onRequest', (_request, reply, done) => {
    if (!turnAway(world, reply)) done();
  });
  server.get('/pay/page.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=3600').send(style),
  );
  const route = (run: Run) => (request: FastifyRequest, reply: FastifyReply) => {
    runDuePlans(world);
    const session = findSession(world, pathId(request));
    if (!session) return missing(request, reply);
    const organisation = findAccount(world, session.accountId)?.name ?? '';
    return run({ world, request, reply, context: pageContext(session, organisation) });
  };
  server.get('/pay/:id', route(showCard));
  server.post('/pay/:id', route(submitCard));
  server.get('/pay/:id/authentication', route(showAuthentication));
  server.post('/pay/:id/authentication', route(submitAuthentication));
  server.post('/pay/:id/cancel', route(submitCancel));
}

type Visit = {
  readonly world: World;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly context: PageContext;
};
type Run = (visit: Visit) => FastifyReply;

const nothingTyped = { holder: '', number: '', expiry: '', code: '' };

function showCard(visit: Visit): FastifyReply {
  const { session } = visit.context;
  if (session.status !== 'open') return elsewhere(visit);
  const typed = { ...nothingTyped, email: session.email ?? '' };
  return show(visit, 200, cardPage(visit.context, { typed, errors: {}, refusedBrand: null }));
}

function submitCard(visit: Visit): FastifyReply {
  const { world, request, context } = visit;
  if (context.session.status !== 'open') return elsewhere(visit);
  const typed = typedCard.parse(request.body ?? {});
  const read = readCard(typed, world.clock.now());
  const refusedBrand = brandRefused(context, typed.number);
  if ('errors' in read || refusedBrand !== null) {
    const errors = 'errors' in read ? read.errors : {};
    const number = refusedBrand === null ? typed.number : '';
    return again(visit, { typed: { ...typed, number }, errors, refusedBrand });
  }
  payByCard(world, context.session.id, read.number);
  return elsewhere(visit);
}

/** The name of a brand that this session does not take, or null. */
function brandRefused({ session, t }: PageContext, typed: string): string | null {
  const number = bareNumber(typed);
  const brand = brandOf(number);
  if (!isCardNumber(number) || (brand && session.acceptedBrands.includes(brand))) return null;
  return brand ? brandNames[brand] : t('other_brand');
}

function again(visit: Visit, state: CardPageState): FastifyReply {
  return show(visit, 422, cardPage(visit.context, state));
}

function showAuthentication(visit: Visit): FastifyReply {
  if (visit.context.session.status !== 'authenticating') return elsewhere(visit);
  return show(visit, 200, authenticationPage(visit.context));
}

function submitAuthentication(visit: Visit): FastifyReply {
  const { world, request, context } = visit;
  const { body } = request;
  const answer = typeof body === 'object' && body !== null && 'answer' in body ? body.answer : null;
  if (answer === 'approve' || answer === 'refuse') {
    answerAuthentication(world, context.session.id, answer === 'approve');
  }
  return elsewhere(visit);
}

function submitCancel(visit: Visit): FastifyReply {
  cancelSession(visit.world, visit.context.session);
  return elsewhere(visit);
}

/** Where the session stands now decides where its payer belongs; so a repeated click changes nothing. */
function elsewhere(visit: Visit): FastifyReply {
  const { world, reply, context } = visit;
  const session = findSession(world, context.session.id) ?? context.session;
  switch (session.status) {
    case 'open':
      return reply.redirect(`/pay/${session.id}`, 303);
    case 'authenticating':
      return reply.redirect(`/pay/${session.id}/authentication`, 303);
    case 'expired':
      return show(visit, 410, expiredPage(context));
    case 'processing':
    case 'succeeded':
    case 'failed':
    case 'cancelled':
      return reply.redirect(session.returnUrl, 303);
    default:
      throw session.status satisfies never;
  }
}

function expiredPage({ session, organisation, t }: PageContext): string {
  const back = html`<p><a href="${session.returnUrl}">${t('back', { organisation })}</a></p>`;
  return notice(session.language, t('expired_title'), t('expired_lead'), back);
}

function missing(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = preferredLanguage(request.headers['accept-language'] ?? '');
  const t = textsIn(language);
  const page = notice(language, t('missing_title'), t('missing_lead'), null);
  return withHeaders(reply, "'none'").code(404).send(page);
}

function preferredLanguage(header: string): PageLanguage {
  const asked = header
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().slice(0, 2));
  const known = asked.map((tag) => pageLanguages.find((language) => language === tag));
  return known.find((language) => language !== undefined) ?? 'en';
}

function show({ reply, context }: Visit, status: number, page: string): FastifyReply {
  return withHeaders(reply, formTargets(context.session)).code(status).send(page);
}

/** Browsers apply form-action to redirects too, so the way back has to be named. */
function formTargets(session: Session): string {
  return `'self' ${new URL(session.returnUrl).origin}`;
}

function withHeaders(reply: FastifyReply, formAction: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').headers({
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'self'; img-src data:; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
}
