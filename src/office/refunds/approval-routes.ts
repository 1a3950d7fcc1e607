/** What waits for a second person: a list, and the two answers. */
import type { FastifyReply } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import {
  findApproval,
  findOpenApprovals,
  refuseApproval,
  type Approval,
} from '../../orders/index.ts';
import { agreeToRefund, findSuspenseItem } from '../../payments/index.ts';
import { findStaff } from '../../staff/index.ts';
import { actions, button, postForm } from '../../web/components/action.ts';
import { factList } from '../../web/components/facts.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement, notice } from '../../web/components/notice.ts';
import { html, type Html } from '../../web/html.ts';
import { addressPart, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { showMoney } from '../../web/view.ts';
import { actingTexts } from '../acting/acting.texts.ts';
import { atPage, deedOr } from '../acting/deed.ts';
import { problemBox } from '../acting/form-parts.ts';
import { demandOfAttempt, demandPayment } from '../acting/reach.ts';
import { officePage } from '../office-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { refundPageTexts } from './refund.texts.ts';

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
  const ours = all.filter(({ action }) => action === 'refund' || action === 'return');
  const open = await answerable(visit, ours);
  const cards = await Promise.all(open.map((approval) => card(visit, approval)));
  return officePage(view, {
    title: t('approvals'),
    hasErrors: problem !== null,
    content: html`${done && announcement('success', t(done))}${problemBox(problem)}
      ${pageHeading(t('approvals'), t('approvals_lead'))}
      ${cards.length === 0 ? notice('info', t('approvals_none')) : cards}`,
  });
}

async function card(
  { context, organisation, view }: StaffVisit,
  approval: Approval,
): Promise<Html> {
  const t = refundPageTexts(view.language);
  const { id, subject, amount, reason, proposedBy } = approval;
  const staffId = proposedBy.replace('staff:', '');
  const person = await findStaff(context.database, organisation.id, staffId);
  const answer = (deed: 'agree' | 'refuse'): Html =>
    postForm(
      view,
      view.office.to(`${path}/${id}/${deed}`),
      button(t(deed), deed === 'agree' ? 'primary' : 'secondary'),
    );
  return html`<section class="border-top pt-4">
    <h2>${amount ? showMoney(view, amount) : id}</h2>
    ${factList([
      [t('payment'), subject],
      [actingTexts(view.language)('reason'), reason],
      [t('proposed_by'), person?.name ?? proposedBy],
    ])}
    ${actions(answer('agree'), answer('refuse'))}
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

/** Whoever may not refund what the payment paid for may not agree to it either. */
async function approvalOf(visit: StaffVisit): Promise<Approval> {
  const { context, organisation, request } = visit;
  const id = addressPart(request, 'approval');
  const approval = await findApproval(context.database, organisation.id, id);
  if (approval?.action !== 'refund' && approval?.action !== 'return') {
    throw new Refusal('not_found');
  }
  await demandSubject(visit, approval);
  return approval;
}

async function demandSubject(visit: StaffVisit, { action, subject }: Approval): Promise<void> {
  if (action === 'refund') return demandPayment(visit, permission, subject);
  const { context, organisation } = visit;
  const item = await findSuspenseItem(context.database, organisation.id, subject);
  if (!item) throw new Refusal('not_found');
  return demandOfAttempt(visit, permission, item);
}

/** Those that the person may answer. */
async function answerable(visit: StaffVisit, all: readonly Approval[]): Promise<Approval[]> {
  const open: Approval[] = [];
  for (const approval of all) {
    try {
      await demandSubject(visit, approval);
      open.push(approval);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return open;
}

function answerWith(
  visit: StaffVisit,
  done: 'agreed' | 'refused',
  deed: () => Promise<unknown>,
): Promise<FastifyReply> {
  return deedOr(
    visit,
    async () => {
      await deed();
      return `${path}?done=${done}`;
    },
    (problem) => listPage(visit, { done: null, problem }),
  );
}
