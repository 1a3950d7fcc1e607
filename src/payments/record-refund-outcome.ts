/** The one place where the outcome of a refund is recorded. */
import { strict as assert } from 'node:assert';
import { dateIn } from '../core/calendar-date.ts';
import { equal } from '../core/money.ts';
import { nextState } from '../core/state-machine.ts';
import type { Transaction } from '../database/database.ts';
import { postEntry } from '../ledger/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { RefundOutcome } from '../providers/provider.ts';
import type { Asking } from './ask-provider.ts';
import { nextAskAfterMs, startPatienceMs } from './ask-schedule.ts';
import { closeConflict } from './close-conflict.ts';
import { returnPostings } from './posting-rules.ts';
import { isOver, type Refund } from './refund.ts';
import { refundTransitions, type RefundEvent, type RefundState } from './refund-states.ts';
import { addRefunded, addReturned, changeRefund, findAttempt, lockRefund } from './store/index.ts';

function eventOfRefund(outcome: RefundOutcome, refund: Refund): RefundEvent {
  switch (outcome.kind) {
    case 'processing':
      return 'process';
    case 'succeeded':
      // Another amount than asked is not success: it is looked at by a person, and not booked.
      return equal(outcome.refunded, refund.amount) ? 'confirm' : 'lose_sight';
    case 'failed':
      return 'refuse';
    case 'not_found':
    case 'unknown':
      return 'lose_sight';
    default:
      return outcome satisfies never;
  }
}

/** Records what the provider says of a refund; it may be called any number of times. */
export async function recordRefundOutcome(
  context: Asking,
  organisation: Organisation,
  refundId: string,
  outcome: RefundOutcome,
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const refund = await lockRefund(transaction, organisation.id, refundId);
    assert(refund, `no refund ${refundId}`);
    const event = eventOfRefund(outcome, refund);
    const moved = nextState<RefundState, RefundEvent>(refundTransitions, refund.state, event);
    if (isOver(refund)) return;
    const to = moved ?? refund.state;
    const now = context.clock.now();
    const ended = to === 'succeeded' || to === 'failed';
    const wait = nextAskAfterMs('unknown', refund.asked) ?? startPatienceMs;
    await changeRefund(transaction, organisation.id, refundId, {
      from: refund.state,
      to,
      providerReference: 'providerReference' in outcome ? outcome.providerReference : null,
      cause: 'cause' in outcome ? outcome.cause : null,
      outcomeKnownAt: ended ? now : null,
      nextAskAt: ended ? null : new Date(now.getTime() + wait),
    });
    if (to === 'succeeded') await bookReturn(context, transaction, organisation, refund);
    if (to === 'failed') await giveRoomBack(transaction, organisation, refund);
    context.reach('refund.outcome_before_commit');
  });
  context.reach('refund.outcome_after_commit');
}

async function bookReturn(
  context: Asking,
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
): Promise<void> {
  const attempt = await findAttempt(transaction, organisation.id, refund.attemptId);
  assert(attempt);
  const now = context.clock.now();
  await postEntry(transaction, context.ids, organisation.id, {
    source: `refund:${refund.id}`,
    reason: refund.reason,
    effectiveOn: dateIn(organisation.settings.time_zone, now),
    bookedAt: now,
    postings: returnPostings(attempt.providerAccountId, refund.amount),
  });
  await closeConflict(context, transaction, organisation, attempt, refund.requestedBy);
}

async function giveRoomBack(
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
): Promise<void> {
  await addReturned(transaction, organisation.id, refund.suspenseItemId, -refund.amount.minor);
  await addRefunded(transaction, organisation.id, refund.attemptId, -refund.amount.minor);
}
