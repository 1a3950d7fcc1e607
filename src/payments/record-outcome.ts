/**
 * The one place where the outcome of an attempt is recorded.
 *
 * The provider's notification, the payer's return, polling and staff all end here. It may be called
 * any number of times, by any number of workers, with news of any age.
 */
import { strict as assert } from 'node:assert';
import type { Context } from '../context.ts';
import { nextState } from '../core/state-machine.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import type { AttemptOutcome } from '../providers/provider.ts';
import { nextAskAfterMs } from './ask-schedule.ts';
import {
  attemptTransitions,
  isLive,
  type AttemptEvent,
  type AttemptState,
} from './attempt-states.ts';
import { recordDispute } from './record-dispute.ts';
import { eventOf } from './outcome-event.ts';
import type { Attempt } from './payment.ts';
import { setAside, settle } from './settle.ts';
import {
  changeAttempt,
  hurryOthers,
  insertAttemptEvent,
  lockAttempt,
  releaseHolds,
  scheduleAsk,
  type AttemptChange,
} from './store/index.ts';

export type Recording = Pick<
  Context,
  'database' | 'clock' | 'ids' | 'reach' | 'log' | 'wake' | 'note'
>;

/**
 * Records what the provider says of an attempt.
 *
 * @param actor who learned it: `payer`, `provider`, `worker` or a member of staff
 * @returns the state after it
 */
export async function recordOutcome(
  context: Recording,
  organisation: Organisation,
  attemptId: string,
  outcome: AttemptOutcome,
  actor: string,
): Promise<AttemptState> {
  const state = await context.database.transaction(async (transaction) => {
    const attempt = await lockAttempt(transaction, organisation.id, attemptId);
    assert(attempt, `no attempt ${attemptId}`);
    const after = await applyOutcome(context, transaction, organisation, attempt, outcome, actor);
    context.reach('outcome.before_commit');
    return after;
  });
  context.reach('outcome.after_commit');
  if (state === 'succeeded') {
    await hurryOthers(context.database, organisation.id, attemptId, context.clock.now());
  }
  context.wake();
  return state;
}

/** As `recordOutcome`, for an attempt that the transaction has locked or made. */
export async function applyOutcome(
  context: Pick<Context, 'clock' | 'ids' | 'log' | 'note'>,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  outcome: AttemptOutcome,
  actor: string,
): Promise<AttemptState> {
  // Money that was recorded once is not recorded again, and nothing takes it back but a refund.
  const event = attempt.captured.minor > 0n ? null : eventOf(outcome, attempt.amount);
  const to =
    event && nextState<AttemptState, AttemptEvent>(attemptTransitions, attempt.state, event);
  if (!event || !to) {
    await nothingNew(context, transaction, organisation, attempt);
    await recordDispute(context, transaction, organisation, attempt, outcome);
    return attempt.state;
  }
  const at = context.clock.now();
  const changed = await changeAttempt(
    transaction,
    organisation.id,
    attempt.id,
    changeOf(attempt, outcome, to, at),
  );
  assert(changed, 'the attempt is locked, so its state is what was read');
  await insertAttemptEvent(transaction, organisation.id, attempt.id, {
    from: attempt.state,
    event,
    to,
    actor,
    cause: causeOf(outcome),
    at,
  });
  if (event === 'confirm') await settle(context, transaction, organisation, attempt);
  if (event === 'conflict' && outcome.kind === 'succeeded') {
    await setAside(context, transaction, organisation, attempt, outcome.paid);
  }
  if (!isLive(to)) await releaseHolds(transaction, organisation.id, attempt.id, at);
  await recordDispute(context, transaction, organisation, attempt, outcome);
  const { id, paymentId, provider, method, state: from } = attempt;
  context.log.info(
    { organisation: organisation.slug, payment: paymentId, attempt: id, from, event, to, actor },
    'attempt moved',
  );
  context.note?.({ kind: 'attempt_moved', provider, method, to });
  return to;
}

function changeOf(
  attempt: Attempt,
  outcome: AttemptOutcome,
  to: AttemptState,
  at: Date,
): AttemptChange {
  const wait = nextAskAfterMs(to, 0);
  const succeeded = outcome.kind === 'succeeded' && outcome.paid.minor > 0n;
  return {
    from: attempt.state,
    to,
    providerReference: 'providerReference' in outcome ? outcome.providerReference : null,
    redirectUrl: outcome.kind === 'action_required' ? outcome.redirectUrl : null,
    pageExpiresAt: outcome.kind === 'action_required' ? outcome.expiresAt : null,
    declineReason:
      outcome.kind === 'failed'
        ? outcome.reason
        : to === attempt.state
          ? attempt.declineReason
          : null,
    instrument: succeeded ? outcome.instrument : null,
    captured: succeeded ? outcome.paid : null,
    at,
    nextAskAt: wait === null ? null : new Date(at.getTime() + wait),
  };
}

function causeOf(outcome: AttemptOutcome): string | null {
  if (outcome.kind === 'unknown') return outcome.cause;
  return outcome.kind === 'failed' ? outcome.reason : null;
}

/** News that moves nothing: the attempt is asked about later, each time after a longer wait. */
async function nothingNew(
  context: Pick<Context, 'clock'>,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
): Promise<void> {
  const wait = nextAskAfterMs(attempt.state, attempt.asked + 1);
  const next = wait === null ? null : new Date(context.clock.now().getTime() + wait);
  await scheduleAsk(transaction, organisation.id, attempt.id, next);
}
