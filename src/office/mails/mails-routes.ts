/** Looking at the mails to payers, adding a note to them, and sending oneself an example. */
import type { FastifyReply } from 'fastify';
import { recordAudit } from '../../audit/index.ts';
import { Refusal } from '../../core/errors.ts';
import { languages, type Language } from '../../core/texts.ts';
import {
  enqueueMessage,
  exampleFactsOf,
  mailExamples,
  showExample,
  type MailExample,
} from '../../messages/index.ts';
import {
  changeSettings,
  payerMails,
  type OrganisationSettings,
} from '../../organisations/index.ts';
import { tryOnce } from '../../rate-limits/index.ts';
import type { FilledForm } from '../../web/components/field.ts';
import type { Html } from '../../web/html.ts';
import { orderKeyOf } from '../../web/order-key.ts';
import { addressPart, postedFields, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { atPage, deedOr } from '../acting/deed.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { mailListPage, mailPage, noteOf, type MailPage } from './mails-pages.ts';
import { notesWith, readNotes } from './read-notes.ts';

const permission = 'change_settings';
const path = '/settings/mails/:mail';

export const mailsRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/settings/mails', permission, handle: showList },
  { method: 'GET', path, permission, handle: showMail },
  { method: 'GET', path: `${path}/html`, permission, handle: showHtml },
  { method: 'POST', path, permission, handle: postNotes },
  { method: 'POST', path: `${path}/example`, permission, handle: postExample },
];

async function showList({ organisation, reply, view }: StaffVisit): Promise<FastifyReply> {
  const { mail_notes: notes } = organisation.settings;
  const withNote = payerMails.filter((mail) => Object.keys(notes[mail] ?? {}).length > 0);
  return sendPage(reply, mailListPage(view, new Set(withNote)));
}

/** @throws Refusal `not_found` */
function mailOf({ request }: StaffVisit): MailExample {
  const name = addressPart(request, 'mail');
  const mail = mailExamples.find((one) => one === name);
  if (!mail) throw new Refusal('not_found', `there is no mail ${name}`);
  return mail;
}

/** The language of the example: the one asked for, else that of the page. */
function exampleLanguage({ view }: StaffVisit, given: unknown): Language {
  return languages.find((one) => one === given && view.languages.includes(one)) ?? view.language;
}

async function showMail(visit: StaffVisit): Promise<FastifyReply> {
  const { request } = visit;
  const mail = mailOf(visit);
  const done = (['saved', 'sent'] as const).find((one) => one === queryText(request, 'done'));
  const language = exampleLanguage(visit, queryText(request, 'in'));
  const form = savedForm(visit, mail);
  return sendFramed(visit, pageOf(visit, { mail, language, form, done: done ?? null }));
}

function savedForm({ organisation }: StaffVisit, mail: MailExample): FilledForm {
  const notes = organisation.settings.mail_notes[noteOf(mail)] ?? {};
  const values = Object.fromEntries(languages.map((one) => [`note_${one}`, notes[one] ?? '']));
  return { values, errors: {} };
}

function pageOf(
  { context, organisation, member, view }: StaffVisit,
  shown: Pick<MailPage, 'mail' | 'language' | 'form'> & Partial<MailPage>,
): Html {
  const { settings } = organisation;
  const { mail, language } = shown;
  return mailPage(atPage(view, `/settings/mails/${mail}?in=${language}`), {
    content: showExample(context, organisation, mail, language),
    from: `${settings.name} <${settings.mail_from ?? context.mailFrom}>`,
    email: member.email,
    orderKey: context.ids.token(),
    done: null,
    problem: null,
    ...shown,
  });
}

function sendFramed(visit: StaffVisit, page: Html): FastifyReply {
  allowFrame(visit);
  return sendPage(visit.reply, page);
}

/** The page frames the mail, which no page does else; it frames nothing from elsewhere. */
function allowFrame({ reply }: StaffVisit): void {
  const policy = String(reply.getHeader('content-security-policy'));
  reply.header('content-security-policy', `${policy};frame-src 'self'`);
}

/** Nothing of a mail runs, loads or leads anywhere, and only a page of ours may frame it. */
const mailPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join(';');

async function showHtml(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, request, reply } = visit;
  const language = exampleLanguage(visit, queryText(request, 'in'));
  const { html } = showExample(context, organisation, mailOf(visit), language);
  return reply
    .header('content-security-policy', mailPolicy)
    .header('x-frame-options', 'SAMEORIGIN')
    .type('text/html; charset=utf-8')
    .send(html);
}

async function postNotes(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, reply, view } = visit;
  const mail = mailOf(visit);
  const posted = postedFields(request.body);
  const language = exampleLanguage(visit, posted['in']);
  const { notes, form } = readNotes(view, organisation, posted);
  if (Object.keys(form.errors).length > 0) {
    reply.status(422);
    return sendFramed(visit, pageOf(visit, { mail, language, form }));
  }
  const changes = (before: OrganisationSettings) => notesWith(before, noteOf(mail), notes);
  await context.database.transaction((transaction) =>
    changeSettings(context, transaction, organisation, changes, actor),
  );
  return reply.redirect(view.office.to(`/settings/mails/${mail}?in=${language}&done=saved`), 303);
}

const hour = 3_600_000;
const mostExamples = 20;

async function postExample(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, member, request, site } = visit;
  const mail = mailOf(visit);
  const language = exampleLanguage(visit, postedFields(request.body)['in']);
  allowFrame(visit);
  const source = `example:${orderKeyOf(site, request)}`;
  return deedOr(
    visit,
    async () => {
      const limit = { bucket: `example:${member.id}`, most: mostExamples, windowMs: hour };
      if (!(await tryOnce(context, limit))) throw new Refusal('too_many_tries');
      const payload = { example: mail, facts: exampleFactsOf(context, organisation) };
      const recipient = member.email;
      const message = { source, template: 'mail-example', recipient, language, payload };
      await context.database.transaction(async (transaction) => {
        const isNew = await enqueueMessage(transaction, context, organisation.id, message);
        if (!isNew) return;
        await recordAudit(transaction, context, organisation.id, {
          actor,
          action: 'send example',
          subject: organisation.id,
          detail: { mail, language },
        });
      });
      context.wake(organisation.id, 'send-messages');
      return `/settings/mails/${mail}?in=${language}&done=sent`;
    },
    (problem) => pageOf(visit, { mail, language, form: savedForm(visit, mail), problem }),
  );
}
