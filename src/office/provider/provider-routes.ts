/** Signing in at an OpenID Connect provider, and setting one up. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import {
  arriveFromProvider,
  findIdentityProvider,
  forgetIdentityProvider,
  leaveForProvider,
  useIdentityProvider,
} from '../../staff/index.ts';
import { emptyForm, type FilledForm } from '../../web/components/field.ts';
import { readForm } from '../../web/form.ts';
import { queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import type { OfficeRoute, StaffVisit, Visit } from '../office-route.ts';
import { giveSession } from '../session-cookie.ts';
import { maySignIn } from '../sign-in/limits.ts';
import { placeToGo } from '../sign-in/place-to-go.ts';
import { browserOf } from '../sign-in/sign-in-routes.ts';
import { giveJourney, takeJourney } from './journey-cookie.ts';
import { arrivedInVainPage, providerPage } from './provider-pages.ts';
import { providerTexts } from './provider.texts.ts';

const permission = 'manage_staff';

export const providerRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/provider', permission: 'anyone', handle: leave },
  { method: 'GET', path: '/provider/return', permission: 'anyone', handle: arrive },
  { method: 'GET', path: '/staff/provider', permission, handle: showProvider },
  {
    method: 'POST',
    path: '/staff/provider',
    permission,
    isSecret: (field) => field === 'secret',
    handle: postProvider,
  },
  { method: 'POST', path: '/staff/provider/remove', permission, handle: postRemove },
];

async function leave(visit: Visit): Promise<FastifyReply> {
  const { context, organisation, request, reply, view } = visit;
  const to = queryText(request, 'to') ?? '';
  const departure = (await maySignIn(visit, null))
    ? await leaveOrNull(() => leaveForProvider(context, organisation, to))
    : null;
  if (!departure) return sendPage(reply.status(404), arrivedInVainPage(view, 'failed'));
  giveJourney(visit, departure.sealedJourney);
  return reply.redirect(departure.address, 303);
}

/** A provider that does not answer is told like one that says no. */
async function leaveOrNull<T>(depart: () => Promise<T>): Promise<T | null> {
  try {
    return await depart();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function arrive(visit: Visit): Promise<FastifyReply> {
  const { context, organisation, request, reply, view } = visit;
  const from = request.url.indexOf('?');
  const arrival = await arriveFromProvider(context, organisation, {
    sealedJourney: takeJourney(visit),
    query: from === -1 ? '' : request.url.slice(from),
    browser: browserOf(visit),
  });
  if (arrival.kind === 'in') {
    giveSession(context, reply, organisation, arrival.secret);
    return reply.redirect(placeToGo(visit, arrival.to), 303);
  }
  const because = arrival.kind === 'failed' ? arrival.because : 'nobody has this address';
  request.log.warn({ because: String(because) }, 'signing in at the provider was refused');
  const page = arrivedInVainPage(view, arrival.kind === 'failed' ? 'failed' : 'unknown');
  return sendPage(reply.status(403), page);
}

async function showProvider(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, request } = visit;
  const known = await findIdentityProvider(context.database, organisation.id);
  const values = known
    ? { name: known.name, issuer: known.issuer, client_id: known.clientId }
    : emptyForm.values;
  const done = queryText(request, 'done');
  return showForm(visit, {
    form: { values, errors: {} },
    done: done === 'saved' || done === 'removed' ? done : null,
  });
}

async function showForm(
  visit: StaffVisit,
  page: { readonly form: FilledForm; readonly done: 'saved' | 'removed' | null },
): Promise<FastifyReply> {
  const { context, organisation, reply, view } = visit;
  const known = await findIdentityProvider(context.database, organisation.id);
  const returnAddress = `${context.publicUrl}${view.office.to('/provider/return')}`;
  return sendPage(reply, providerPage(view, { ...page, isSet: known !== null, returnAddress }));
}

const needed = z.string().min(1).max(500);
const providerSchema = z.object({
  name: needed.max(40),
  issuer: needed.max(300),
  client_id: needed,
  secret: needed,
});

async function postProvider(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, reply, view } = visit;
  const t = providerTexts(view.language);
  const read = readForm(request.body, {
    schema: providerSchema,
    message: () => t('missing'),
    forgotten: ['secret'],
  });
  if (read.kind === 'bad') {
    reply.status(422);
    return showForm(visit, { form: read.form, done: null });
  }
  const { client_id: clientId, ...rest } = read.value;
  try {
    await useIdentityProvider(context, organisation, { ...rest, clientId }, actor);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reply.status(422);
    const form = { values: read.values, errors: { issuer: t('issuer_wrong') } };
    return showForm(visit, { form, done: null });
  }
  return reply.redirect(view.office.to('/staff/provider?done=saved'), 303);
}

async function postRemove(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, reply, view } = visit;
  await forgetIdentityProvider(context, organisation, actor);
  return reply.redirect(view.office.to('/staff/provider?done=removed'), 303);
}
