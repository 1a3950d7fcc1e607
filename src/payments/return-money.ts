/** Gives back money that settles nothing: the intention first, then the provider, then what it says. */
import { Refusal } from '../core/errors.ts';
import { money } from '../core/money.ts';
import { carryOutOnce, type StaffOrder } from '../orders/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Asking } from './ask-provider.ts';
import { finishRefund } from './finish-refund.ts';
import { makeRefund } from './make-refund.ts';
import { counter } from './payment.ts';
import type { Refund, RefundWay } from './refund.ts';
import { findAttempt, findSuspenseItem } from './store/index.ts';

/**
 * Gives back what is left of a suspense item, to where it came from unless another way is said.
 *
 * @throws Refusal `nothing_to_return`, `disputed`, `not_found`, `method_not_available`
 */
export async function returnSuspense(
  context: Asking,
  organisation: Organisation,
  suspenseItemId: string,
  order: StaffOrder & { readonly way?: RefundWay },
): Promise<Refund> {
  const id = context.ids.next('ref');
  const done = await context.database.transaction(async (transaction) => {
    const item = await findSuspenseItem(transaction, organisation.id, suspenseItemId);
    if (!item) throw new Refusal('not_found', `no suspense item ${suspenseItemId}`);
    const attempt = await findAttempt(transaction, organisation.id, item.attemptId);
    const isCash = attempt?.provider === counter;
    const usual: RefundWay = isCash ? { kind: 'by_hand', from: 'till' } : { kind: 'provider' };
    const once = { key: order.key, action: 'return money', subject: id };
    return carryOutOnce(context, transaction, organisation.id, once, async () => {
      const minor = item.amount.minor - item.returned.minor - item.resolved.minor;
      if (minor <= 0n) throw new Refusal('nothing_to_return');
      const amount = money(minor, item.amount.currency);
      await makeRefund(context, transaction, organisation, {
        id,
        attemptId: item.attemptId,
        wanted: [{ from: { kind: 'suspense', suspenseItemId }, amount }],
        way: order.way ?? usual,
        order,
      });
    });
  });
  return finishRefund(context, organisation, done);
}
