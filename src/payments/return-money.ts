/** Gives back money that settles nothing: the intention first, then the provider, then what it says. */
import { recordAudit } from '../audit/index.ts';
import { Refusal } from '../core/errors.ts';
import { subtract } from '../core/money.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Asking } from './ask-provider.ts';
import { startPatienceMs } from './ask-schedule.ts';
import type { Refund } from './refund.ts';
import { sendRefund } from './send-refund.ts';
import {
  addRefunded,
  addReturned,
  findRefund,
  findStrayRefunds,
  insertRefund,
  lockAttempt,
  lockSuspenseItem,
} from './store/index.ts';

/**
 * Gives back what is left of a suspense item, to where it came from.
 *
 * @throws Refusal `nothing_to_return`, `disputed`
 */
export async function returnSuspense(
  context: Asking,
  organisation: Organisation,
  suspenseItemId: string,
  order: { readonly reason: string; readonly actor: string },
): Promise<Refund> {
  const refund = await context.database.transaction(async (transaction) => {
    const item = await lockSuspenseItem(transaction, organisation.id, suspenseItemId);
    if (!item) throw new Refusal('not_found', `no suspense item ${suspenseItemId}`);
    const attempt = await lockAttempt(transaction, organisation.id, item.attemptId);
    // What the payer's bank is taking back must not leave a second time.
    if (!attempt || attempt.disputed.minor > 0n) throw new Refusal('disputed');
    const amount = subtract(item.amount, item.returned);
    if (amount.minor <= 0n) throw new Refusal('nothing_to_return');
    const listed = await findStrayRefunds(transaction, organisation.id, suspenseItemId);
    if (listed.length > 0)
      throw new Refusal(
        'nothing_to_return',
        `it has left by a refund that had failed: ${listed.join(', ')}`,
      );
    const now = context.clock.now();
    const made: Refund = {
      id: context.ids.next('ref'),
      attemptId: item.attemptId,
      suspenseItemId,
      state: 'requested',
      amount,
      reason: order.reason,
      requestedBy: order.actor,
      providerReference: null,
      cause: null,
      requestedAt: now,
      asked: 0,
    };
    await addReturned(transaction, organisation.id, suspenseItemId, amount.minor);
    await addRefunded(transaction, organisation.id, item.attemptId, amount.minor);
    await insertRefund(
      transaction,
      organisation.id,
      made,
      new Date(now.getTime() + startPatienceMs),
    );
    await recordAudit(transaction, context, organisation.id, {
      actor: order.actor,
      action: 'return money',
      subject: made.id,
      detail: { suspense_item: suspenseItemId, attempt: item.attemptId, reason: order.reason },
    });
    context.reach('refund.before_commit');
    return made;
  });
  context.reach('refund.after_commit');
  await sendRefund(context, organisation, refund);
  return (await findRefund(context.database, organisation.id, refund.id)) ?? refund;
}
