/** One-time links: asking for one, and choosing a password by it. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { askForNewPassword, choosePassword, openLink } from '../../staff/index.ts';
import { emptyForm, type FilledForm } from '../../web/components/field.ts';
import { readForm } from '../../web/form.ts';
import { addressPart } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import type { OfficeRoute, Visit } from '../office-route.ts';
import { giveSession } from '../session-cookie.ts';
import { maySignIn } from './limits.ts';
import {
  askPasswordPage,
  choosePasswordPage,
  linkSpentPage,
  passwordAskedPage,
} from './password-pages.ts';
import { browserOf } from './sign-in-routes.ts';
import { signInTexts } from './sign-in.texts.ts';

export const passwordRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/new-password', permission: 'anyone', handle: showAsk },
  { method: 'POST', path: '/new-password', permission: 'anyone', handle: postAsk },
  { method: 'GET', path: '/links/:link', permission: 'anyone', handle: showChoose },
  { method: 'POST', path: '/links/:link', permission: 'anyone', handle: postChoose },
];

async function showAsk({ reply, view }: Visit): Promise<FastifyReply> {
  return sendPage(reply, askPasswordPage(view, emptyForm));
}

const askSchema = z.object({ email: z.string().min(3).max(200) });

/** Says the same, and takes as long, whether or not somebody has that address. */
async function postAsk(visit: Visit): Promise<FastifyReply> {
  const { context, organisation, request, reply, view } = visit;
  const t = signInTexts(view.language);
  const read = readForm(request.body, { schema: askSchema, message: () => t('email_missing') });
  if (read.kind === 'bad') return sendPage(reply.status(422), askPasswordPage(view, read.form));
  if (!(await maySignIn(visit, read.value.email))) {
    const form = { values: read.values, errors: { email: t('too_many') } };
    return sendPage(reply.status(429), askPasswordPage(view, form));
  }
  // Answered first: how long the rest takes would tell whether somebody has that address.
  sendPage(reply, passwordAskedPage(view));
  await askForNewPassword(context, organisation, read.value.email);
  return reply;
}

async function showChoose(visit: Visit): Promise<FastifyReply> {
  return showForm(visit, emptyForm);
}

async function showForm(visit: Visit, form: FilledForm): Promise<FastifyReply> {
  const { context, organisation, request, reply, view } = visit;
  const link = addressPart(request, 'link');
  const member = await openLink(context, organisation, link);
  if (!member) return sendPage(reply.status(410), linkSpentPage(view));
  const action = view.office.to(`/links/${link}`);
  return sendPage(reply, choosePasswordPage(view, { action, email: member.email, form }));
}

const chooseSchema = z.object({ password: z.string().min(1).max(1000) });

async function postChoose(visit: Visit): Promise<FastifyReply> {
  const { context, organisation, request, reply, view } = visit;
  const t = signInTexts(view.language);
  const read = readForm(request.body, {
    schema: chooseSchema,
    message: () => t('password_missing'),
    forgotten: ['password'],
  });
  if (read.kind === 'bad') {
    reply.status(422);
    return showForm(visit, read.form);
  }
  const chosen = await choosePassword(context, organisation, {
    link: addressPart(request, 'link'),
    password: read.value.password,
    browser: browserOf(visit),
  });
  if (chosen.kind === 'link_spent') return sendPage(reply.status(410), linkSpentPage(view));
  if (chosen.kind === 'refused') {
    reply.status(422);
    return showForm(visit, { values: {}, errors: { password: t(chosen.fault) } });
  }
  giveSession(context, reply, organisation, chosen.secret);
  return reply.redirect(view.office.to('/second-factor'), 303);
}
