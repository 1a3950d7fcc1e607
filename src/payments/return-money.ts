/** Gives back money that settles nothing: the intention first, then the provider, then what it says. */
import { Refusal } from '../core/errors.ts';
import { subtract, type Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { carryOutOnce, proposeApproval, type StaffOrder } from '../orders/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Asking } from './ask-provider.ts';
import { finishRefund } from './finish-refund.ts';
import { makeRefund } from './make-refund.ts';
import { counter, type Attempt, type SuspenseItem } from './payment.ts';
import type { Refund, RefundWay } from './refund.ts';
import { isAboveLimit } from './refund-limit.ts';
import { findAttempt, findSuspenseItem } from './store/index.ts';

export type RefundRequested =
  | { readonly kind: 'refund'; readonly refund: Refund }
  /** Nothing happens until somebody else agrees. */
  | { readonly kind: 'approval'; readonly approvalId: string };

type ReturnOrder = StaffOrder & { readonly way?: RefundWay };

/**
 * Gives back what is left of a suspense item, to where it came from unless another way is said.
 *
 * @throws Refusal `nothing_to_return`, `disputed`, `not_found`, `method_not_available`
 */
export async function returnSuspense(
  context: Asking,
  organisation: Organisation,
  suspenseItemId: string,
  order: ReturnOrder,
): Promise<Refund> {
  const id = context.ids.next('ref');
  const done = await context.database.transaction(async (transaction) => {
    const once = { key: order.key, action: 'return money', subject: id };
    return carryOutOnce(context, transaction, organisation.id, once, async () => {
      await makeReturn(context, transaction, organisation, { id, suspenseItemId, order });
    });
  });
  return finishRefund(context, organisation, done);
}

/** Commits to the return of what is left of an item, within a transaction. */
export async function makeReturn(
  context: Asking,
  transaction: Transaction,
  organisation: Organisation,
  {
    id,
    suspenseItemId,
    order,
  }: { readonly id: string; readonly suspenseItemId: string; readonly order: ReturnOrder },
): Promise<Refund> {
  const { item, attempt, left } = await open(transaction, organisation, suspenseItemId);
  if (left.minor <= 0n) throw new Refusal('nothing_to_return');
  const isCash = attempt?.provider === counter;
  const usual: RefundWay = isCash ? { kind: 'by_hand', from: 'till' } : { kind: 'provider' };
  return makeRefund(context, transaction, organisation, {
    id,
    attemptId: item.attemptId,
    wanted: [{ from: { kind: 'suspense', suspenseItemId }, amount: left }],
    way: order.way ?? usual,
    order,
  });
}

/**
 * As `returnSuspense`, but above the organisation's limit a second person must agree first.
 *
 * @throws Refusal as `returnSuspense`
 */
export async function requestReturn(
  context: Asking,
  organisation: Organisation,
  suspenseItemId: string,
  order: StaffOrder,
): Promise<RefundRequested> {
  const ids = { refund: context.ids.next('ref'), approval: context.ids.next('apr') };
  const { reason, actor, key } = order;
  const done = await context.database.transaction(async (transaction) => {
    const { attempt, left } = await open(transaction, organisation, suspenseItemId);
    const isTwo = isAboveLimit(organisation, attempt, left);
    const subject = isTwo ? ids.approval : ids.refund;
    const once = { key, action: 'return money', subject };
    return carryOutOnce(context, transaction, organisation.id, once, async () => {
      if (!isTwo) {
        const wanted = { id: subject, suspenseItemId, order };
        await makeReturn(context, transaction, organisation, wanted);
        return;
      }
      if (left.minor <= 0n) throw new Refusal('nothing_to_return');
      await proposeApproval(context, transaction, organisation.id, {
        id: subject,
        action: 'return',
        subject: suspenseItemId,
        request: {},
        amount: left,
        reason,
        proposedBy: actor,
      });
    });
  });
  if (done.subject.startsWith('apr_')) return { kind: 'approval', approvalId: done.subject };
  return { kind: 'refund', refund: await finishRefund(context, organisation, done) };
}

async function open(
  transaction: Transaction,
  organisation: Organisation,
  suspenseItemId: string,
): Promise<{
  readonly item: SuspenseItem;
  readonly attempt: Attempt | null;
  readonly left: Money;
}> {
  const item = await findSuspenseItem(transaction, organisation.id, suspenseItemId);
  if (!item) throw new Refusal('not_found', `no suspense item ${suspenseItemId}`);
  const attempt = await findAttempt(transaction, organisation.id, item.attemptId);
  return { item, attempt, left: subtract(subtract(item.amount, item.returned), item.resolved) };
}
