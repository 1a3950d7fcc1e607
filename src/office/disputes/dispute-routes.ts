/** Disputes: seen, answered with evidence, or accepted. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import {
  acceptDispute,
  findAttempt,
  findDispute,
  findEvidence,
  findOpenDisputes,
  findPayment,
  sendEvidence,
  type DisputeAnswered,
} from '../../payments/index.ts';
import { isAllowed, type PermissionName } from '../../staff/index.ts';
import type { FilledForm } from '../../web/components/field.ts';
import { readForm } from '../../web/form.ts';
import { addressPart, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import { actingTexts } from '../acting/acting.texts.ts';
import { atPage, deedOr, isSayable } from '../acting/deed.ts';
import { newForm } from '../acting/form-parts.ts';
import { demandOfAttempt, withinReach } from '../acting/reach.ts';
import { payersOfAttempts, paymentLink } from '../acting/whose.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { disputeListPage, disputePage, type DisputePage } from './dispute-pages.ts';
import { disputeTexts } from './dispute.texts.ts';

const permission = 'answer_disputes';
const path = '/disputes/:dispute';

export const disputeRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/disputes', permission: 'see', handle: showList },
  { method: 'GET', path, permission: 'see', handle: show },
  { method: 'POST', path: `${path}/evidence`, permission, handle: postEvidence },
  { method: 'POST', path: `${path}/accept`, permission, handle: postAccept },
];

async function showList(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, reply, view } = visit;
  const open = await findOpenDisputes(context.database, organisation.id);
  const disputes = await withinReach(visit, open);
  return sendPage(reply, disputeListPage(view, disputes, await payersOfAttempts(visit, disputes)));
}

type Facts = Pick<DisputePage, 'dispute' | 'whose' | 'evidence' | 'mayAnswer'>;

/** @throws Refusal `not_found`, also for what belongs to services of others, `not_allowed` */
async function factsOf(visit: StaffVisit, needed: PermissionName): Promise<Facts> {
  const { context, organisation, request, member } = visit;
  const { database } = context;
  const { id } = organisation;
  const dispute = await findDispute(database, id, addressPart(request, 'dispute'));
  if (!dispute) throw new Refusal('not_found');
  await demandOfAttempt(visit, needed, dispute);
  const attempt = await findAttempt(database, id, dispute.attemptId);
  const payment = attempt && (await findPayment(database, id, attempt.paymentId));
  return {
    dispute,
    whose: payment ? await paymentLink(visit, payment) : null,
    evidence: await findEvidence(database, id, dispute.id),
    mayAnswer: isAllowed(member, permission),
  };
}

const doings = ['evidence', 'accept', 'refused', 'unknown'] as const;

async function show(visit: StaffVisit): Promise<FastifyReply> {
  const { request, reply, view, context } = visit;
  const facts = await factsOf(visit, 'see');
  const done = doings.find((one) => one === queryText(request, 'done')) ?? null;
  const page = { ...facts, form: newForm(context), problem: null, done };
  return sendPage(reply, disputePage(view, page));
}

const key = z.string().max(64).default('');
const evidenceForm = z.object({ order_key: key, text: z.string().max(1000).refine(isSayable) });
const acceptForm = z.object({ order_key: key, reason: z.string().max(200).refine(isSayable) });

function postEvidence(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, view } = visit;
  const missing = disputeTexts(view.language)('evidence_missing');
  return answer(visit, { schema: evidenceForm, missing, deed: 'evidence' }, (value, disputeId) =>
    sendEvidence(context, organisation, disputeId, {
      text: value.text,
      reason: 'evidence',
      actor,
      key: value.order_key,
    }),
  );
}

function postAccept(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, view } = visit;
  const missing = actingTexts(view.language)('reason_missing');
  return answer(visit, { schema: acceptForm, missing, deed: 'accept' }, (value, disputeId) => {
    const { reason, order_key: orderKey } = value;
    return acceptDispute(context, organisation, disputeId, { reason, actor, key: orderKey });
  });
}

async function answer<Value>(
  visit: StaffVisit,
  form: {
    readonly schema: z.ZodType<Value>;
    readonly missing: string;
    readonly deed: 'evidence' | 'accept';
  },
  work: (value: Value, disputeId: string) => Promise<DisputeAnswered>,
): Promise<FastifyReply> {
  const { request, reply, context } = visit;
  const facts = await factsOf(visit, permission);
  const here = `/disputes/${facts.dispute.id}`;
  const page = (filled: FilledForm, problem: string | null) =>
    disputePage(atPage(visit.view, here), { ...facts, form: filled, problem, done: null });
  const read = readForm(request.body, { schema: form.schema, message: () => form.missing });
  if (read.kind === 'bad') return sendPage(reply.status(422), page(read.form, null));
  return deedOr(
    visit,
    async () => {
      const { answer: told } = await work(read.value, facts.dispute.id);
      return `${here}?done=${told.kind === 'taken' ? form.deed : told.kind}`;
    },
    (problem) => page(newForm(context, read.values), problem),
  );
}
