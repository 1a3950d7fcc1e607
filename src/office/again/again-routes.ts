/** A receipt sent once more, to a corrected address, and the provider asked once more. */
import type { FastifyReply } from 'fastify';
import { recordAudit } from '../../audit/index.ts';
import { Refusal } from '../../core/errors.ts';
import { parseEmailAddress } from '../../messages/index.ts';
import { askProvider, findAttempts, findPayment, type Payment } from '../../payments/index.ts';
import { resendReceipt } from '../../receipts/index.ts';
import { valueText } from '../../reports/index.ts';
import type { PermissionName } from '../../staff/index.ts';
import { holdsCardNumber } from '../../web/card-number-guard.ts';
import { actions, button, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { textField, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement, notice } from '../../web/components/notice.ts';
import { dataTable } from '../../web/components/table.ts';
import { html, type Html } from '../../web/html.ts';
import { addressPart, postedFields, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { atPage } from '../acting/deed.ts';
import { problemBox } from '../acting/form-parts.ts';
import { demandPayment } from '../acting/reach.ts';
import { paymentLink } from '../acting/whose.ts';
import { refusalWords } from '../acting/refusal-words.ts';
import { officePage } from '../office-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { againTexts } from './again.texts.ts';

const receipt = '/payments/:payment/receipt';
const ask = '/payments/:payment/ask';

export const againRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: receipt, permission: 'resend_receipt', handle: showReceipt },
  { method: 'POST', path: receipt, permission: 'resend_receipt', handle: postReceipt },
  { method: 'GET', path: ask, permission: 'ask_provider', handle: showAsk },
  { method: 'POST', path: ask, permission: 'ask_provider', handle: postAsk },
];

async function paymentOf(visit: StaffVisit, permission: PermissionName): Promise<Payment> {
  const { context, organisation, request } = visit;
  const { database } = context;
  const id = addressPart(request, 'payment');
  const payment = await findPayment(database, organisation.id, id);
  if (!payment) throw new Refusal('not_found');
  await demandPayment(visit, permission, id);
  return payment;
}

async function showReceipt(visit: StaffVisit): Promise<FastifyReply> {
  const payment = await paymentOf(visit, 'resend_receipt');
  const isDone = queryText(visit.request, 'done') !== null;
  const form = { values: { email: payment.email ?? '' }, errors: {} };
  return sendPage(visit.reply, await receiptPage(visit, payment, { form, problem: null, isDone }));
}

async function postReceipt(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, reply, view } = visit;
  const payment = await paymentOf(visit, 'resend_receipt');
  const t = againTexts(view.language);
  const { email: typed } = postedFields(request.body);
  const text = typeof typed === 'string' ? typed : '';
  const values = { email: text };
  const email = holdsCardNumber(text) ? null : parseEmailAddress(text);
  if (!email) {
    const form = { values: {}, errors: { email: t('email_wrong') } };
    const page = await receiptPage(visit, payment, { form, problem: null, isDone: false });
    return sendPage(reply.status(422), page);
  }
  try {
    const corrected = email === payment.email ? null : email;
    await resendReceipt(context, organisation, payment.id, { email: corrected, actor });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem =
      error.code === 'not_found' ? t('no_receipt') : refusalWords(view.language, error);
    const form = { values, errors: {} };
    const page = await receiptPage(visit, payment, { form, problem, isDone: false });
    return sendPage(reply.status(409), page);
  }
  return reply.redirect(view.office.to(`/payments/${payment.id}/receipt?done=sent`), 303);
}

async function receiptPage(
  visit: StaffVisit,
  payment: Payment,
  page: { readonly form: FilledForm; readonly problem: string | null; readonly isDone: boolean },
): Promise<Html> {
  const { form, problem, isDone } = page;
  const here = `/payments/${payment.id}/receipt`;
  const view = atPage(visit.view, here);
  const t = againTexts(view.language);
  const whose = await paymentLink(visit, payment);
  return officePage(view, {
    title: t('receipt_title'),
    hasErrors: Object.keys(form.errors).length > 0 || problem !== null,
    content: html`${isDone && announcement('success', t('sent', { email: payment.email ?? '' }))}${problemBox(problem)}
      ${errorSummary(view, form.errors)}
      ${pageHeading(t('receipt_title'), whose)}
      <p>${t('receipt_lead')}</p>
      ${postForm(
        view,
        view.office.to(here),
        html`${textField({ name: 'email', label: t('email'), type: 'email' }, form)}
          ${actions(button(t('send')))}`,
      )}`,
  });
}

async function showAsk(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, request, reply, view } = visit;
  const payment = await paymentOf(visit, 'ask_provider');
  const attempts = await findAttempts(context.database, organisation.id, [payment.id]);
  const t = againTexts(view.language);
  const isDone = queryText(request, 'done') !== null;
  const whose = await paymentLink(visit, payment);
  const table = dataTable({
    caption: t('attempt'),
    isCaptionHidden: true,
    columns: [{ name: t('attempt') }, { name: t('state') }],
    lines: attempts.map(({ id, state }) => [id, valueText('attempt_state', state, view.language)]),
  });
  return sendPage(
    reply,
    officePage(view, {
      title: t('ask_title'),
      content: html`${isDone && announcement('success', t('asked'))}
        ${pageHeading(t('ask_title'), whose)}
        <p>${t('ask_lead')}</p>
        ${attempts.length === 0 ? notice('info', t('none')) : table}
        ${postForm(
          view,
          view.office.to(`/payments/${payment.id}/ask`),
          actions(button(t('ask'))),
        )}`,
    }),
  );
}

async function postAsk(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, reply, view } = visit;
  const payment = await paymentOf(visit, 'ask_provider');
  for (const attempt of await findAttempts(context.database, organisation.id, [payment.id])) {
    await askProvider(context, organisation, attempt, actor);
  }
  await context.database.transaction((transaction) =>
    recordAudit(transaction, context, organisation.id, {
      actor,
      action: 'ask provider',
      subject: payment.id,
      detail: {},
    }),
  );
  return reply.redirect(view.office.to(`/payments/${payment.id}/ask?done=asked`), 303);
}
