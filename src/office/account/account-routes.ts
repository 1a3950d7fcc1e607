/** Somebody's own access: sessions, passkeys. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  adoptPasskey,
  endSessions,
  listPasskeys,
  listSessions,
  offerPasskey,
  removePasskey,
} from '../../staff/index.ts';
import { emptyForm, type FilledForm } from '../../web/components/field.ts';
import { readForm } from '../../web/form.ts';
import { postedFields } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { takeSession } from '../session-cookie.ts';
import { accountPage } from './account-page.ts';
import { accountTexts } from './account.texts.ts';

export const accountRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/account', permission: 'signed_in', handle: showAccount },
  {
    method: 'POST',
    path: '/account/sessions/end',
    permission: 'signed_in',
    handle: postEndSessions,
  },
  {
    method: 'POST',
    path: '/account/passkeys',
    permission: 'signed_in',
    confirm: true,
    handle: postPasskey,
  },
  {
    method: 'POST',
    path: '/account/passkeys/remove',
    permission: 'signed_in',
    confirm: true,
    handle: postRemovePasskey,
  },
];

async function showAccount(visit: StaffVisit): Promise<FastifyReply> {
  return showForm(visit, emptyForm);
}

async function showForm(visit: StaffVisit, form: FilledForm): Promise<FastifyReply> {
  const { context, organisation, member, session, reply, view } = visit;
  const sessions = await listSessions(context.database, organisation.id, member.id);
  const page = accountPage(view, {
    email: member.email,
    role: `role_${member.role}`,
    sessions: sessions.map((each) => ({ ...each, isThis: each.digest === session.digest })),
    passkeys: await listPasskeys(context.database, member),
    passkeyOffer: await offerPasskey(context, organisation, member),
    form,
  });
  return sendPage(reply, page);
}

async function postEndSessions(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, member, actor, reply, view } = visit;
  await endSessions(context, organisation, member.id, actor);
  takeSession(context, reply, organisation);
  return reply.redirect(view.office.to('/sign-in'), 303);
}

const passkeySchema = z.object({ passkey_name: z.string().min(1).max(60), passkey: z.string() });

async function postPasskey(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, member, request, reply, view } = visit;
  const t = accountTexts(view.language);
  const { passkey } = postedFields(request.body);
  const read = readForm(request.body, {
    schema: passkeySchema.omit({ passkey: true }),
    message: () => t('name_missing'),
    forgotten: ['passkey'],
  });
  if (read.kind === 'bad') {
    reply.status(422);
    return showForm(visit, read.form);
  }
  const given = {
    answer: typeof passkey === 'string' ? passkey : '',
    name: read.value.passkey_name,
  };
  if (!(await adoptPasskey(context, organisation, member, given))) {
    reply.status(422);
    return showForm(visit, { values: read.values, errors: { passkey_name: t('passkey_bad') } });
  }
  return reply.redirect(view.office.to('/account'), 303);
}

async function postRemovePasskey(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, member, request, reply, view } = visit;
  const { passkey_id: id } = postedFields(request.body);
  if (typeof id === 'string') await removePasskey(context, organisation, member, id);
  return reply.redirect(view.office.to('/account'), 303);
}
