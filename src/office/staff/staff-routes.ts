/** Looking after the staff: inviting, roles, shutting out, ending sessions. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { isLanguage } from '../../core/texts.ts';
import {
  changeRole,
  disableStaff,
  endSessions,
  findStaff,
  inviteStaff,
  listStaff,
  resetSecondFactor,
  roles,
  type StaffMember,
} from '../../staff/index.ts';
import { emptyForm, type FieldValues } from '../../web/components/field.ts';
import { readForm } from '../../web/form.ts';
import { addressPart, postedFields, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import type { OfficeView } from '../office-view.ts';
import { invitePage, personPage, staffListPage } from './staff-pages.ts';
import { staffTexts } from './staff.texts.ts';

const permission = 'manage_staff';

export const staffRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/staff', permission, handle: showList },
  { method: 'GET', path: '/staff/new', permission, handle: showInvite },
  { method: 'POST', path: '/staff', permission, handle: postInvite },
  { method: 'GET', path: '/staff/:member', permission, handle: showPerson },
  { method: 'POST', path: '/staff/:member/role', permission, handle: postRole },
  {
    method: 'POST',
    path: '/staff/:member/disable',
    permission,
    handle: (visit) => postDisable(visit, true),
  },
  {
    method: 'POST',
    path: '/staff/:member/enable',
    permission,
    handle: (visit) => postDisable(visit, false),
  },
  { method: 'POST', path: '/staff/:member/sessions', permission, handle: postEndSessions },
  { method: 'POST', path: '/staff/:member/second-factor', permission, handle: postReset },
];

async function showList({
  context,
  organisation,
  request,
  reply,
  view,
}: StaffVisit): Promise<FastifyReply> {
  const invited = queryText(request, 'invited');
  const people = await listStaff(context.database, organisation.id);
  const known = people.find(({ id }) => id === invited);
  const done = known ? staffTexts(view.language)('invited', { email: known.email }) : null;
  return sendPage(reply, staffListPage(view, { people, done }));
}

async function showInvite({ reply, view }: StaffVisit): Promise<FastifyReply> {
  return sendPage(reply, invitePage(view, emptyForm));
}

const roleSchema = z.object({
  role: z.enum(roles, { error: 'role_missing' }),
  services: z.array(z.string().max(500)).max(200).default([]),
});
const inviteSchema = roleSchema.extend({
  name: z.string({ error: 'name_missing' }).min(1, { error: 'name_missing' }).max(100),
  email: z.email({ error: 'email_wrong' }).max(200),
  language: z.string().refine(isLanguage).default('en'),
});

const problems = ['role_missing', 'name_missing', 'email_wrong'] as const;

async function postInvite(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, reply, view } = visit;
  const t = staffTexts(view.language);
  const read = readForm(request.body, {
    schema: inviteSchema,
    lists: ['services'],
    message: (_, problem) => t(problems.find((key) => key === problem) ?? 'name_missing'),
  });
  if (read.kind === 'bad') {
    const form = { ...read.form, values: withServices(read.form.values, request.body) };
    return sendPage(reply.status(422), invitePage(view, form));
  }
  const { language, services, ...rest } = read.value;
  try {
    const invitation = {
      ...rest,
      services: namesOf(services),
      language: isLanguage(language) ? language : view.language,
    };
    const { member } = await inviteStaff(context, organisation, invitation, actor);
    return await reply.redirect(view.office.to(`/staff?invited=${member.id}`), 303);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const words = t(error.code === 'staff_exists' ? 'exists' : 'email_wrong');
    const values = withServices(read.values, request.body);
    const form = { values, errors: { email: words } };
    return sendPage(reply.status(422), invitePage(view, form));
  }
}

/** The services that were chosen, as the page shows them again: nobody is let into all of them by a typing slip. */
function withServices(values: FieldValues, body: unknown): FieldValues {
  const { services = [] } = postedFields(body);
  const chosen = [services].flat().filter((one) => typeof one === 'string');
  return { ...values, services: chosen.join(', ') };
}

/** Null when nothing is named: every service. */
function namesOf(chosen: readonly string[]): readonly string[] | null {
  const names = chosen.flatMap((text) => text.split(',').map((name) => name.trim()));
  const named = new Set(names.filter((name) => name !== ''));
  return named.size === 0 ? null : [...named];
}

async function personOf({ context, organisation, request }: StaffVisit): Promise<StaffMember> {
  const person = await findStaff(context.database, organisation.id, addressPart(request, 'member'));
  if (!person) throw new Refusal('not_found');
  return person;
}

async function showPerson(visit: StaffVisit): Promise<FastifyReply> {
  const { request, reply, view } = visit;
  const done = queryText(request, 'done') === null ? null : staffTexts(view.language)('changed');
  return sendPage(reply, personPage(view, { person: await personOf(visit), done, problem: null }));
}

async function postRole(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, reply, view } = visit;
  const person = await personOf(visit);
  const t = staffTexts(view.language);
  const read = readForm(request.body, {
    schema: roleSchema,
    lists: ['services'],
    message: () => t('role_missing'),
  });
  if (read.kind === 'bad') {
    const page = personPage(atPerson(view, person), {
      person,
      done: null,
      problem: t('role_missing'),
    });
    return sendPage(reply.status(422), page);
  }
  const to = { role: read.value.role, services: namesOf(read.value.services) };
  return doneOr(visit, person, () => changeRole(context, organisation, person.id, to, actor));
}

/** The person's page, shown in answer to a deed: the language switch leads to the page. */
function atPerson(view: OfficeView, person: StaffMember): OfficeView {
  return { ...view, address: view.office.to(`/staff/${person.id}`) };
}

async function postDisable(visit: StaffVisit, isDisabled: boolean): Promise<FastifyReply> {
  const { context, organisation, actor } = visit;
  const person = await personOf(visit);
  return doneOr(visit, person, () =>
    disableStaff(context, organisation, person.id, isDisabled, actor),
  );
}

async function postEndSessions(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor } = visit;
  const person = await personOf(visit);
  return doneOr(visit, person, () => endSessions(context, organisation, person.id, actor));
}

async function postReset(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor } = visit;
  const person = await personOf(visit);
  return doneOr(visit, person, () => resetSecondFactor(context, organisation, person.id, actor));
}

async function doneOr(
  { reply, view }: StaffVisit,
  person: StaffMember,
  deed: () => Promise<unknown>,
): Promise<FastifyReply> {
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'last_administrator') throw error;
    const problem = staffTexts(view.language)('last_administrator');
    return sendPage(
      reply.status(409),
      personPage(atPerson(view, person), { person, done: null, problem }),
    );
  }
  return reply.redirect(view.office.to(`/staff/${person.id}?done=yes`), 303);
}
