/** What waits for a second person: a list, and the two answers. */
import type { FastifyReply } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import {
  findApproval,
  findOpenApprovals,
  refuseApproval,
  type Approval,
} from '../../orders/index.ts';
import { agreeToRefund, findPayment } from '../../payments/index.ts';
import { factList } from '../../web/components/facts.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement, notice } from '../../web/components/notice.ts';
import { html, type Html } from '../../web/html.ts';
import { addressPart, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { showMoney } from '../../web/view.ts';
import { actingTexts } from '../acting/acting.texts.ts';
import { atPage } from '../acting/deed.ts';
import { problemBox } from '../acting/form-parts.ts';
import { answersTo, decide, proposerOf } from '../acting/proposal.ts';
import { paymentLink } from '../acting/whose.ts';
import { officePage } from '../office-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { accountsWaiting } from './accounts-waiting.ts';
import { refundPageTexts } from './refund.texts.ts';
import { answerable, demandSubject, isRefund } from './waiting.ts';

const permission = 'refund';
const path = '/approvals';

export const approvalRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path, permission, handle: show },
  { method: 'POST', path: `${path}/:approval/agree`, permission, handle: agree },
  { method: 'POST', path: `${path}/:approval/refuse`, permission, handle: refuse },
];

async function show(visit: StaffVisit): Promise<FastifyReply> {
  const said = queryText(visit.request, 'done');
  const done = said === 'agreed' || said === 'refused' ? said : null;
  return sendPage(visit.reply, await listPage(visit, { done, problem: null }));
}

async function listPage(
  visit: StaffVisit,
  { done, problem }: { done: 'agreed' | 'refused' | null; problem: string | null },
): Promise<Html> {
  const { context, organisation } = visit;
  const view = atPage(visit.view, path);
  const t = refundPageTexts(view.language);
  const all = await findOpenApprovals(context.database, organisation.id);
  const open = await answerable(visit, all.filter(isRefund));
  const cards = await Promise.all(open.map((approval) => card(visit, approval)));
  const accounts = accountsWaiting(visit, all);
  return officePage(view, {
    title: t('approvals'),
    hasErrors: problem !== null,
    content: html`${done && announcement('success', t(done))}${problemBox(problem)}
      ${pageHeading(t('approvals'), t('approvals_lead'))}
      ${cards.length === 0 && !accounts ? notice('info', t('approvals_none')) : cards}${accounts}`,
  });
}

async function card(visit: StaffVisit, approval: Approval): Promise<Html> {
  const { context, organisation, view } = visit;
  const t = refundPageTexts(view.language);
  const { id, subject, amount, reason, proposedBy } = approval;
  const proposer = await proposerOf(visit, proposedBy);
  const payment = await findPayment(context.database, organisation.id, subject);
  return html`<section class="border-top pt-4">
    <h2>${amount ? showMoney(view, amount) : id}</h2>
    ${factList([
      [t('payment'), payment ? await paymentLink(visit, payment) : subject],
      [actingTexts(view.language)('reason'), reason],
      [t('proposed_by'), proposer.name],
    ])}
    ${answersTo(view, `${path}/${id}`, proposer)}
  </section>`;
}

async function agree(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor } = visit;
  const approval = await approvalOf(visit);
  return answerWith(visit, 'agreed', () =>
    agreeToRefund(context, organisation, approval.id, actor),
  );
}

async function refuse(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor } = visit;
  const { id: approvalId } = await approvalOf(visit);
  return answerWith(visit, 'refused', () =>
    refuseApproval(context, organisation.id, { approvalId, actor }),
  );
}

async function approvalOf(visit: StaffVisit): Promise<Approval> {
  const { context, organisation, request } = visit;
  const id = addressPart(request, 'approval');
  const approval = await findApproval(context.database, organisation.id, id);
  if (!approval || !isRefund(approval)) throw new Refusal('not_found');
  await demandSubject(visit, approval);
  return approval;
}

function answerWith(
  visit: StaffVisit,
  done: 'agreed' | 'refused',
  deed: () => Promise<unknown>,
): Promise<FastifyReply> {
  return decide(visit, { path, done }, deed, (problem) => listPage(visit, { done: null, problem }));
}
