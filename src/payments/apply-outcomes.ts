/** What the provider's news does to attempts that the transaction has locked or made. */
import { strict as assert } from 'node:assert';
import type { Context } from '../context.ts';
import { nextState } from '../core/state-machine.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import type { AttemptOutcome } from '../providers/provider.ts';
import { nextAskAfterMs } from './ask-schedule.ts';
import { attemptTransitions, type AttemptEvent, type AttemptState } from './attempt-states.ts';
import { eventOf } from './outcome-event.ts';
import type { Attempt } from './payment.ts';
import { recordDispute } from './record-dispute.ts';
import { prepareSettlements, setAside, settle } from './settle.ts';
import { moveAttempts, scheduleAsks, type AttemptMove, type NextAsk } from './store/index.ts';

type Applying = Pick<Context, 'clock' | 'ids' | 'log' | 'note'>;

/** News of one attempt. */
export type Told = {
  readonly attempt: Attempt;
  readonly outcome: AttemptOutcome;
  readonly actor: string;
};

type Judged = Told & { readonly move: AttemptMove | null };

/**
 * Records news of attempts, of each once.
 *
 * @returns by their ids the states after it
 */
export async function applyOutcomes(
  context: Applying,
  transaction: Transaction,
  organisation: Organisation,
  news: readonly Told[],
): Promise<Map<string, AttemptState>> {
  const at = context.clock.now();
  const judged = news.map((told) => ({ ...told, move: moveOf(told, at) }));
  const confirmed = judged.filter(({ move }) => move?.event === 'confirm');
  // Dues are locked before holds are ended: whoever wants to hold them comes in the same order.
  const settlements = await prepareSettlements(
    transaction,
    organisation,
    confirmed.map(({ attempt }) => attempt),
  );
  await moveAll(context, transaction, organisation, judged);
  await settle(context, transaction, organisation, settlements);
  for (const { attempt, outcome, move: moved } of judged) {
    if (moved?.event === 'conflict' && outcome.kind === 'succeeded') {
      await setAside(context, transaction, organisation, attempt, outcome.paid);
    }
    await recordDispute(context, transaction, organisation, attempt, outcome);
  }
  return new Map(judged.map((one) => [one.attempt.id, one.move?.to ?? one.attempt.state]));
}

/** @returns null when the news moves nothing */
function moveOf({ attempt, outcome, actor }: Told, at: Date): AttemptMove | null {
  // Money that was recorded once is not recorded again, and nothing takes it back but a refund.
  const event = attempt.captured.minor > 0n ? null : eventOf(outcome, attempt.amount);
  const to =
    event && nextState<AttemptState, AttemptEvent>(attemptTransitions, attempt.state, event);
  if (!event || !to) return null;
  const wait = nextAskAfterMs(to, 0);
  const succeeded = outcome.kind === 'succeeded' && outcome.paid.minor > 0n;
  const kept = to === attempt.state ? attempt.declineReason : null;
  return {
    attemptId: attempt.id,
    from: attempt.state,
    event,
    to,
    actor,
    cause: causeOf(outcome),
    providerReference: 'providerReference' in outcome ? outcome.providerReference : null,
    redirectUrl: outcome.kind === 'action_required' ? outcome.redirectUrl : null,
    pageExpiresAt: outcome.kind === 'action_required' ? outcome.expiresAt : null,
    declineReason: outcome.kind === 'failed' ? outcome.reason : kept,
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

async function moveAll(
  context: Applying,
  transaction: Transaction,
  organisation: Organisation,
  judged: readonly Judged[],
): Promise<void> {
  const moves = judged.flatMap((one) => one.move ?? []);
  if (moves.length > 0) {
    const moved = await moveAttempts(transaction, organisation.id, moves);
    assert.equal(moved, moves.length, 'an attempt is locked, so its state is what was read');
  }
  const asks = judged.filter((one) => !one.move).map(({ attempt }) => nextAskOf(context, attempt));
  if (asks.length > 0) await scheduleAsks(transaction, organisation.id, asks);
  for (const { attempt, move: moved } of judged)
    if (moved) tell(context, organisation, attempt, moved);
}

function tell(
  context: Applying,
  organisation: Organisation,
  { id, paymentId, provider, method }: Attempt,
  { from, event, to, actor }: AttemptMove,
): void {
  context.log.info(
    { organisation: organisation.slug, payment: paymentId, attempt: id, from, event, to, actor },
    'attempt moved',
  );
  context.note?.({ kind: 'attempt_moved', provider, method, to });
}

/** News that moves nothing: the attempt is asked about later, each time after a longer wait. */
function nextAskOf(context: Applying, attempt: Attempt): NextAsk {
  const wait = nextAskAfterMs(attempt.state, attempt.asked + 1);
  return {
    attemptId: attempt.id,
    at: wait === null ? null : new Date(context.clock.now().getTime() + wait),
  };
}
