/** The one place where the outcome of a refund is recorded. */
import { strict as assert } from 'node:assert';
import { equal } from '../core/money.ts';
import { nextState } from '../core/state-machine.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import type { RefundOutcome } from '../providers/provider.ts';
import type { Asking } from './ask-provider.ts';
import { nextAskAfterMs, nextLateRefundAskAfterMs, startPatienceMs } from './ask-schedule.ts';
import { bookStray } from './book-stray.ts';
import { isOver, type Refund } from './refund.ts';
import { hasRoomAgain, takeEffect } from './refund-effects.ts';
import { refundTransitions, type RefundEvent, type RefundState } from './refund-states.ts';
import { changeRefund, findAttempt, lockRefund } from './store/index.ts';

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
    const isPossible = !isOver(refund) || (await hasRoomAgain(transaction, organisation, refund));
    const to = moved && isPossible ? moved : refund.state;
    if (moved && !isPossible) {
      await bookLeftTwice(context, transaction, organisation, refund, outcome);
    }
    await writeChange(context, transaction, organisation, refund, to, outcome);
    if (to !== refund.state) await takeEffect(context, transaction, organisation, refund, to);
    context.reach('refund.outcome_before_commit');
  });
  context.reach('refund.outcome_after_commit');
}

async function writeChange(
  context: Asking,
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
  to: RefundState,
  outcome: RefundOutcome,
): Promise<void> {
  const now = context.clock.now();
  const wait = nextAskAfter(refund, to, now);
  // What ended keeps its reason when later news changes nothing.
  const isNews = to !== refund.state || !isOver(refund);
  await changeRefund(transaction, organisation.id, refund.id, {
    from: refund.state,
    to,
    providerReference: 'providerReference' in outcome ? outcome.providerReference : null,
    cause: isNews ? ('cause' in outcome ? outcome.cause : null) : refund.cause,
    outcomeKnownAt: isOver({ state: to }) ? now : null,
    nextAskAt: wait === null ? null : new Date(now.getTime() + wait),
  });
}

function nextAskAfter(refund: Refund, to: RefundState, now: Date): number | null {
  if (to === 'failed') return null;
  if (to !== 'succeeded') return nextAskAfterMs('unknown', refund.asked) ?? startPatienceMs;
  return nextLateRefundAskAfterMs(now.getTime() - refund.requestedAt.getTime());
}

/** It was said to have failed, the money was given back by another refund, and now both have left. */
async function bookLeftTwice(
  context: Asking,
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
  outcome: RefundOutcome,
): Promise<void> {
  if (outcome.kind !== 'succeeded') return;
  const attempt = await findAttempt(transaction, organisation.id, refund.attemptId);
  assert(attempt);
  await bookStray(context, transaction, organisation, attempt.providerAccountId, {
    kind: 'refund',
    providerReference: outcome.providerReference,
    ourReference: refund.id,
    amount: outcome.refunded,
    at: context.clock.now(),
  });
}
