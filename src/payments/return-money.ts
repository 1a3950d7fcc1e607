/** Gives back money that settles nothing: the intention first, then the provider, then what it says. */
import { strict as assert } from 'node:assert';
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import { Refusal } from '../core/errors.ts';
import { equal, subtract } from '../core/money.ts';
import { nextState } from '../core/state-machine.ts';
import type { Transaction } from '../database/database.ts';
import { postEntry } from '../ledger/index.ts';
import { openAccount, type Organisation } from '../organisations/index.ts';
import type { RefundOutcome } from '../providers/provider.ts';
import type { Asking } from './ask-provider.ts';
import { nextAskAfterMs } from './ask-schedule.ts';
import { returnPostings } from './posting-rules.ts';
import type { Refund } from './refund.ts';
import { refundTransitions, type RefundEvent, type RefundState } from './refund-states.ts';
import { closeConflict } from './close-conflict.ts';
import {
  addRefunded,
  addReturned,
  changeRefund,
  claimRefundsToAsk,
  findAttempt,
  findRefund,
  insertRefund,
  lockRefund,
  lockSuspenseItem,
} from './store/index.ts';

const firstAskMs = 15_000;
const keyMarginMs = 60 * 60 * 1000;

/**
 * Gives back what is left of a suspense item, to where it came from.
 *
 * @throws Refusal `nothing_to_return`
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
    const amount = subtract(item.amount, item.returned);
    if (amount.minor <= 0n) throw new Refusal('nothing_to_return');
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
    await insertRefund(transaction, organisation.id, made, new Date(now.getTime() + firstAskMs));
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

async function sendRefund(
  context: Asking,
  organisation: Organisation,
  refund: Refund,
): Promise<void> {
  const attempt = await findAttempt(context.database, organisation.id, refund.attemptId);
  assert(attempt?.providerReference, 'money came, so the provider has a reference for it');
  const opened = await openAccount(
    context,
    context.database,
    organisation.id,
    attempt.providerAccountId,
  );
  if (!opened) return;
  const outcome = await opened.provider.refund(opened.account, {
    refundId: refund.id,
    providerReference: attempt.providerReference,
    amount: refund.amount,
  });
  context.reach('refund.after_provider');
  await recordRefundOutcome(context, organisation, refund.id, outcome);
}

/**
 * Asks what became of a refund; one that never arrived is sent again while its key is remembered.
 *
 * @returns whether its outcome is clear; one that is over is never sent again
 */
export async function askRefund(
  context: Asking,
  organisation: Organisation,
  refund: Refund,
): Promise<boolean> {
  if (isOver(refund)) return true;
  const attempt = await findAttempt(context.database, organisation.id, refund.attemptId);
  const opened =
    attempt &&
    (await openAccount(context, context.database, organisation.id, attempt.providerAccountId));
  if (!opened) return false;
  const outcome = await opened.provider.fetchRefund(opened.account, refund.id);
  const age = context.clock.now().getTime() - refund.requestedAt.getTime();
  if (outcome.kind === 'not_found' && age < opened.provider.idempotencyKeyLifeMs - keyMarginMs) {
    await sendRefund(context, organisation, refund);
    return true;
  }
  await recordRefundOutcome(context, organisation, refund.id, outcome);
  return outcome.kind !== 'unknown';
}

function isOver(refund: Refund): boolean {
  return refund.state === 'succeeded' || refund.state === 'failed';
}

/** The job that asks about refunds whose outcome is open. @returns how many were asked about */
export async function askDueRefunds(
  context: Asking & Pick<Context, 'leaseSeconds'>,
  organisation: Organisation,
): Promise<number> {
  const { database, clock, leaseSeconds } = context;
  const refunds = await claimRefundsToAsk(database, organisation.id, clock.now(), leaseSeconds, 20);
  await Promise.all(refunds.map((refund) => askOne(context, organisation, refund)));
  return refunds.length;
}

/** What cannot even be asked is an open outcome too: it is tried later and does not hold up the others. */
async function askOne(context: Asking, organisation: Organisation, refund: Refund): Promise<void> {
  try {
    await askRefund(context, organisation, refund);
  } catch (error) {
    context.log.error(
      { err: error, organisation: organisation.slug, refund: refund.id },
      'refund could not be asked about',
    );
    const cause = error instanceof Error ? error.message : String(error);
    await recordRefundOutcome(context, organisation, refund.id, { kind: 'unknown', cause });
  }
}

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

/** The one place where the outcome of a refund is recorded. */
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
    const wait = nextAskAfterMs('unknown', refund.asked) ?? firstAskMs;
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
