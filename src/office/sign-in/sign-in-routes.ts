/** Signing in and out: password, passkey, second factor, and the first authenticator app. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  askForPasskey,
  authenticatorAddress,
  closeSession,
  completeSignIn,
  completeWithNewAuthenticator,
  findIdentityProvider,
  needsAuthenticator,
  offerAuthenticator,
  signIn,
  signInWithPasskey,
} from '../../staff/index.ts';
import { emptyForm, type FilledForm } from '../../web/components/field.ts';
import { readForm } from '../../web/form.ts';
import { postedFields, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import type { OfficeRoute, StaffVisit, Visit } from '../office-route.ts';
import { giveSession, takeSession } from '../session-cookie.ts';
import { countCode, maySignIn } from './limits.ts';
import { qrSvg } from './qr-svg.ts';
import {
  authenticatorPage,
  recoveryCodesPage,
  secondFactorPage,
  signInPage,
} from './sign-in-pages.ts';
import { signInTexts } from './sign-in.texts.ts';
import { placeToGo } from './place-to-go.ts';

export const signInRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/sign-in', permission: 'anyone', handle: showSignIn },
  { method: 'POST', path: '/sign-in', permission: 'anyone', handle: postSignIn },
  { method: 'POST', path: '/sign-in/passkey', permission: 'anyone', handle: postPasskey },
  { method: 'GET', path: '/second-factor', permission: 'halfway', handle: showSecondFactor },
  { method: 'POST', path: '/second-factor', permission: 'halfway', handle: postSecondFactor },
  { method: 'GET', path: '/authenticator', permission: 'halfway', handle: showAuthenticator },
  { method: 'POST', path: '/authenticator', permission: 'halfway', handle: postAuthenticator },
  { method: 'POST', path: '/sign-out', permission: 'halfway', handle: postSignOut },
];

async function showSignIn(visit: Visit): Promise<FastifyReply> {
  const to = queryText(visit.request, 'to') ?? '';
  if (visit.session?.isComplete) return visit.reply.redirect(placeToGo(visit, to), 303);
  return showForm(visit, { form: emptyForm, to });
}

async function showForm(
  visit: Visit,
  page: { readonly form: FilledForm; readonly to: string },
): Promise<FastifyReply> {
  const { context, organisation, reply, view } = visit;
  const passkeyQuestion = await askForPasskey(context);
  const provider = await findIdentityProvider(context.database, organisation.id);
  const known = { passkeyQuestion, provider: provider?.name ?? null };
  return sendPage(reply, signInPage(view, { ...page, ...known }));
}

const signInSchema = z.object({
  email: z.string({ error: 'email_missing' }).min(1, { error: 'email_missing' }).max(200),
  password: z.string({ error: 'password_missing' }).min(1, { error: 'password_missing' }).max(1000),
  to: z.string().max(1000).default(''),
});

async function postSignIn(visit: Visit): Promise<FastifyReply> {
  const { context, organisation, request, reply, view } = visit;
  const t = signInTexts(view.language);
  const read = readForm(request.body, {
    schema: signInSchema,
    message: (field) => t(field === 'password' ? 'password_missing' : 'email_missing'),
    forgotten: ['password'],
  });
  if (read.kind === 'bad') {
    reply.status(422);
    return showForm(visit, { form: read.form, to: toOf(visit) });
  }
  const refuse = (status: number, words: string): Promise<FastifyReply> => {
    reply.status(status);
    return showForm(visit, {
      form: { values: read.values, errors: { email: words } },
      to: read.value.to,
    });
  };
  if (!(await maySignIn(visit, read.value.email))) {
    request.log.warn('too many tries to sign in');
    return refuse(429, t('too_many'));
  }
  const secret = await signIn(context, organisation, { ...read.value, browser: browserOf(visit) });
  if (secret === null) {
    request.log.warn('signing in was refused');
    return refuse(422, t('wrong'));
  }
  giveSession(context, reply, organisation, secret);
  return reply.redirect(withPlace(view.office.to('/second-factor'), read.value.to), 303);
}

async function postPasskey(visit: Visit): Promise<FastifyReply> {
  const { context, organisation, request, reply, view } = visit;
  const t = signInTexts(view.language);
  const { passkey } = postedFields(request.body);
  const given = { answer: typeof passkey === 'string' ? passkey : '', browser: browserOf(visit) };
  const secret = (await maySignIn(visit, null))
    ? await signInWithPasskey(context, organisation, given)
    : null;
  if (secret === null) {
    reply.status(422);
    return showForm(visit, {
      form: { values: {}, errors: { email: t('passkey_problem') } },
      to: toOf(visit),
    });
  }
  giveSession(context, reply, organisation, secret);
  return reply.redirect(placeToGo(visit, toOf(visit)), 303);
}

async function showSecondFactor(visit: StaffVisit): Promise<FastifyReply> {
  const { context, session, reply, view, request } = visit;
  const to = queryText(request, 'to') ?? '';
  if (session.isComplete) return reply.redirect(placeToGo(visit, to), 303);
  if (await needsAuthenticator(context, session))
    return reply.redirect(withPlace(view.office.to('/authenticator'), to), 303);
  return sendPage(reply, secondFactorPage(view, { to, problem: null }));
}

async function postSecondFactor(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, session, reply, view, request } = visit;
  const t = signInTexts(view.language);
  if (session.isComplete) return reply.redirect(placeToGo(visit, toOf(visit)), 303);
  const mayTry = await countCode(visit);
  const secret = mayTry ? await completeSignIn(context, session, codeOf(visit)) : null;
  if (secret === null) {
    request.log.warn('a second factor was refused');
    const problem = t(mayTry ? 'code_wrong' : 'too_many');
    const page = secondFactorPage(view, { to: toOf(visit), problem });
    return sendPage(reply.status(mayTry ? 422 : 429), page);
  }
  giveSession(context, reply, organisation, secret);
  return reply.redirect(placeToGo(visit, toOf(visit)), 303);
}

async function showAuthenticator(visit: StaffVisit): Promise<FastifyReply> {
  const { context, session, reply, request } = visit;
  const to = queryText(request, 'to') ?? '';
  if (session.isComplete || !(await needsAuthenticator(context, session)))
    return reply.redirect(withPlace(visit.view.office.to('/second-factor'), to), 303);
  return showSetup(visit, { to, problem: null });
}

async function showSetup(
  visit: StaffVisit,
  page: { readonly to: string; readonly problem: string | null },
): Promise<FastifyReply> {
  const { context, organisation, member, reply, view } = visit;
  const secret = await context.database.transaction((transaction) =>
    offerAuthenticator(transaction, context, member),
  );
  const address = authenticatorAddress(secret, organisation.settings.name, member.email);
  return sendPage(reply, authenticatorPage(view, { ...page, secret, code: qrSvg(address) }));
}

async function postAuthenticator(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, session, member, reply, view } = visit;
  const t = signInTexts(view.language);
  const mayTry = await countCode(visit);
  const done = mayTry
    ? await completeWithNewAuthenticator(context, organisation, session, codeOf(visit))
    : null;
  if (done === null) {
    if (!(await needsAuthenticator(context, session)))
      return reply.redirect(view.office.to('/second-factor'), 303);
    reply.status(mayTry ? 422 : 429);
    return showSetup(visit, { to: toOf(visit), problem: t(mayTry ? 'code_wrong' : 'too_many') });
  }
  giveSession(context, reply, organisation, done.secret);
  const page = { codes: done.recoveryCodes, to: placeToGo(visit, toOf(visit)) };
  return sendPage(reply, recoveryCodesPage({ ...view, member }, page));
}

async function postSignOut(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, session, reply, view } = visit;
  await closeSession(context, session);
  takeSession(context, reply, organisation);
  // Nothing of the back office stays in the browser (ASVS 14.3.1).
  reply.header('clear-site-data', '"cache"');
  return reply.redirect(view.office.to('/sign-in'), 303);
}

function toOf({ request }: Visit): string {
  const { to } = postedFields(request.body);
  return typeof to === 'string' ? to : '';
}

function codeOf({ request }: Visit): string {
  const { code } = postedFields(request.body);
  return typeof code === 'string' ? code : '';
}

function withPlace(address: string, to: string): string {
  return to === '' ? address : `${address}?${new URLSearchParams({ to }).toString()}`;
}

export function browserOf({ request }: Visit): string {
  return request.headers['user-agent'] ?? '';
}
