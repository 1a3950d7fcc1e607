/** Giving out and erasing what is known of a payer; the address travels in forms, never in addresses of pages. */
import type { FastifyReply } from 'fastify';
import { parseEmailAddress } from '../../messages/index.ts';
import { erasePayer, findPayer, giveOutPayer, type Erased } from '../../privacy/index.ts';
import { emptyForm, type FilledForm } from '../../web/components/field.ts';
import { postedFields } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { findPayerPage, payerPage } from './privacy-pages.ts';
import { privacyTexts } from './privacy.texts.ts';

const permission = 'erase_payer';

export const privacyRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/privacy', permission, handle: (visit) => showFind(visit, 200) },
  { method: 'POST', path: '/privacy', permission, handle: postFind },
  { method: 'POST', path: '/privacy/export', permission, handle: postExport },
  { method: 'POST', path: '/privacy/erase', permission, handle: postErase },
];

type Found = { readonly form?: FilledForm; readonly erased?: Erased };

async function showFind(visit: StaffVisit, status: number, found: Found = {}) {
  const { form = emptyForm, erased = null } = found;
  return sendPage(visit.reply.status(status), findPayerPage(atFind(visit), { form, erased }));
}

/** Shown in answer to a deed too: the language switch leads to the first page. */
function atFind({ view }: StaffVisit) {
  return { ...view, address: view.office.to('/privacy') };
}

function textOf({ request }: StaffVisit, name: string): string {
  const value = postedFields(request.body)[name];
  return typeof value === 'string' ? value.slice(0, 300).trim() : '';
}

async function postFind(visit: StaffVisit): Promise<FastifyReply> {
  const email = parseEmailAddress(textOf(visit, 'email'));
  if (!email) return refuseEmail(visit);
  return showPayer(visit, 200, email, emptyForm);
}

function refuseEmail(visit: StaffVisit): Promise<FastifyReply> {
  const errors = { email: privacyTexts(visit.view.language)('email_wrong') };
  return showFind(visit, 422, { form: { values: { email: textOf(visit, 'email') }, errors } });
}

async function showPayer(
  visit: StaffVisit,
  status: number,
  email: string,
  form: FilledForm,
): Promise<FastifyReply> {
  const { context, organisation, reply } = visit;
  const known = await findPayer(context.database, organisation, email);
  return sendPage(reply.status(status), payerPage(atFind(visit), { known, form }));
}

async function postExport(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, reply, view } = visit;
  const email = parseEmailAddress(textOf(visit, 'email'));
  if (!email) return refuseEmail(visit);
  const reason = textOf(visit, 'export_reason');
  if (reason === '') {
    const errors = { export_reason: privacyTexts(view.language)('reason_missing') };
    return showPayer(visit, 422, email, { values: {}, errors });
  }
  const data = await giveOutPayer(context, organisation, email, { actor, reason });
  return reply
    .type('application/json; charset=utf-8')
    .header('content-disposition', 'attachment; filename="payer.json"')
    .send(JSON.stringify(data, null, 2));
}

async function postErase(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, view } = visit;
  const t = privacyTexts(view.language);
  const email = parseEmailAddress(textOf(visit, 'email'));
  if (!email) return refuseEmail(visit);
  const reason = textOf(visit, 'erase_reason');
  const errors: Record<string, string> = {};
  if (reason === '') errors['erase_reason'] = t('reason_missing');
  if (textOf(visit, 'sure') !== 'yes') errors['sure'] = t('sure_missing');
  if (Object.keys(errors).length > 0) {
    return showPayer(visit, 422, email, { values: { erase_reason: reason }, errors });
  }
  const erased = await erasePayer(context, organisation, email, { actor, reason });
  return showFind(visit, 200, { erased });
}
