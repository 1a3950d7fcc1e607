/** Gives a paid payment back, whole or part, line by line; above a limit only when a second person agrees. */
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { add, money, type Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { carryOutOnce, decideApproval, proposeApproval, type StaffOrder } from '../orders/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Asking } from './ask-provider.ts';
import { finishRefund } from './finish-refund.ts';
import { makeRefund, type Wanted } from './make-refund.ts';
import type { AfterRefund, Refund, RefundWay } from './refund.ts';
import { isAboveLimit } from './refund-limit.ts';
import { makeReturn, type RefundRequested } from './return-money.ts';
import { findAttempt, findPayment } from './store/index.ts';

export type RefundOrder = StaffOrder & {
  /** Each line takes from what settled one due; a due stands in one line. */
  readonly lines: readonly {
    readonly dueId: string;
    readonly amount: Money;
    readonly after: AfterRefund;
  }[];
  readonly way: RefundWay;
};

/**
 * Orders a refund of a paid payment.
 *
 * @throws Refusal `not_found`, `disputed`, `over_refund` (its detail says what is left), `input_invalid`,
 *   `method_not_available`, `nothing_to_return`, `order_repeated`
 */
export async function requestRefund(
  context: Asking,
  organisation: Organisation,
  paymentId: string,
  order: RefundOrder,
): Promise<RefundRequested> {
  const wanted = wantedOf(paymentId, order);
  const ids = { refund: context.ids.next('ref'), approval: context.ids.next('apr') };
  const done = await context.database.transaction(async (transaction) => {
    const attemptId = await settledBy(transaction, organisation, paymentId);
    const attempt = await findAttempt(transaction, organisation.id, attemptId);
    const [first, ...rest] = wanted.map(({ amount }) => amount);
    const isTwo = first !== undefined && isAboveLimit(organisation, attempt, add(first, ...rest));
    const subject = isTwo ? ids.approval : ids.refund;
    const once = { key: order.key, action: 'refund', subject };
    return carryOutOnce(context, transaction, organisation.id, once, async () => {
      if (isTwo) await propose(context, transaction, organisation, paymentId, subject, order);
      else {
        const { way } = order;
        const plan = { id: subject, attemptId, wanted, way, order };
        await makeRefund(context, transaction, organisation, plan);
      }
    });
  });
  if (done.subject.startsWith('apr_')) return { kind: 'approval', approvalId: done.subject };
  return { kind: 'refund', refund: await finishRefund(context, organisation, done) };
}

/**
 * Agrees to a refund, or to the return of what settled nothing, that somebody else proposed: the money leaves.
 *
 * @throws Refusal `same_person`, `already_decided`, and as `requestRefund`
 */
export async function agreeToRefund(
  context: Asking,
  organisation: Organisation,
  approvalId: string,
  actor: string,
): Promise<Refund> {
  const id = context.ids.next('ref');
  const decision = { approvalId, actor };
  await context.database.transaction((transaction) =>
    decideApproval(context, transaction, organisation.id, decision, async (approval) => {
      if (approval.action === 'return') {
        const by = { reason: approval.reason, actor: approval.proposedBy };
        const wanted = { id, suspenseItemId: approval.subject, order: by };
        return makeReturn(context, transaction, organisation, wanted);
      }
      const order = orderOf(approval.request, { ...approval, actor: approval.proposedBy });
      const wanted = wantedOf(approval.subject, order);
      const attemptId = await settledBy(transaction, organisation, approval.subject);
      const plan = { id, attemptId, wanted, way: order.way, order };
      return makeRefund(context, transaction, organisation, plan);
    }),
  );
  return finishRefund(context, organisation, { subject: id, isNew: true });
}

function wantedOf(paymentId: string, { lines }: RefundOrder): [Wanted, ...Wanted[]] {
  const dueIds = new Set(lines.map(({ dueId }) => dueId));
  if (dueIds.size !== lines.length) throw new Refusal('input_invalid', 'lines: a due stands twice');
  if (lines.some(({ amount }) => amount.minor <= 0n)) {
    throw new Refusal('input_invalid', 'lines: an amount is not above zero');
  }
  const [first, ...rest] = lines.map(({ dueId, amount, after }): Wanted => {
    return { from: { kind: 'allocation', paymentId, dueId, after }, amount };
  });
  if (!first) throw new Refusal('input_invalid', 'lines: there is none');
  return [first, ...rest];
}

async function settledBy(
  transaction: Transaction,
  organisation: Organisation,
  paymentId: string,
): Promise<string> {
  const payment = await findPayment(transaction, organisation.id, paymentId);
  if (!payment) throw new Refusal('not_found', `there is no payment ${paymentId}`);
  if (payment.state !== 'paid' || payment.settledBy === null) {
    throw new Refusal('nothing_to_return', 'the payment is not paid');
  }
  return payment.settledBy;
}

async function propose(
  context: Asking,
  transaction: Transaction,
  organisation: Organisation,
  paymentId: string,
  approvalId: string,
  order: RefundOrder,
): Promise<void> {
  const [first, ...rest] = order.lines.map(({ amount }) => amount);
  await proposeApproval(context, transaction, organisation.id, {
    id: approvalId,
    action: 'refund',
    subject: paymentId,
    request: {
      way: order.way,
      lines: order.lines.map(({ dueId, amount, after }) => ({
        dueId,
        minor: String(amount.minor),
        currency: amount.currency,
        after,
      })),
    },
    amount: first ? add(first, ...rest) : null,
    reason: order.reason,
    proposedBy: order.actor,
  });
}

const request = z.object({
  way: z.union([
    z.object({ kind: z.literal('provider') }),
    z.object({ kind: z.literal('by_hand'), from: z.string() }),
  ]),
  lines: z.array(
    z.object({
      dueId: z.string(),
      minor: z.string().transform(BigInt),
      currency: z.string(),
      after: z.enum(['owed_again', 'settled_otherwise']),
    }),
  ),
});

function orderOf(stored: unknown, { reason, actor }: StaffOrder): RefundOrder {
  const { way, lines } = request.parse(stored);
  const read = lines.map(({ dueId, minor, currency, after }) => {
    return { dueId, amount: money(minor, currency), after };
  });
  return { way, lines: read, reason, actor };
}
