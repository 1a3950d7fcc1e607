/** Asks the provider what became of an attempt, and records the answer. */
import type { Context } from '../context.ts';
import { openAccount, type Organisation } from '../organisations/index.ts';
import type { AttemptOutcome } from '../providers/provider.ts';
import { abandonedAfterMs, keyMarginMs, mayStillSend } from './ask-schedule.ts';
import { requestOf } from './attempt-request.ts';
import { isLive, type AttemptState } from './attempt-states.ts';
import { counter, type Attempt } from './payment.ts';
import { recordOutcome, type Recording } from './record-outcome.ts';

export type Asking = Recording & Pick<Context, 'key' | 'providers' | 'publicUrl'>;

/** Asks about an attempt once. Whatever its state: late truth about an ended attempt counts too. */
export async function askProvider(
  context: Asking,
  organisation: Organisation,
  attempt: Attempt,
  actor: string,
): Promise<AttemptState> {
  return (await askForAnswer(context, organisation, attempt, actor)).state;
}

/** As `askProvider`, and whether the provider gave an answer: without one, nothing about money is known. */
export async function askForAnswer(
  context: Asking,
  organisation: Organisation,
  attempt: Attempt,
  actor: string,
): Promise<{ readonly state: AttemptState; readonly isAnswered: boolean }> {
  // What was taken at the counter is known; there is nobody to ask.
  if (attempt.provider === counter) return { state: attempt.state, isAnswered: true };
  const opened = await openAccount(context, organisation.id, attempt.providerAccountId);
  if (!opened) return { state: attempt.state, isAnswered: false };
  const { provider, account } = opened;
  const reference = { attemptId: attempt.id, providerReference: attempt.providerReference };
  const outcome = await provider.fetchAttempt(account, reference);
  const settled =
    outcome.kind === 'not_found' ? await resolveMissing(context, organisation, attempt) : outcome;
  const state = await recordOutcome(context, organisation, attempt.id, settled, actor);
  return { state, isAnswered: settled.kind !== 'unknown' };
}

/**
 * Nothing is known under our reference: the start never arrived, or is still on its way.
 *
 * Within the life of the provider's keys the start is repeated, which finds the first one or makes
 * it now; afterwards nothing that we sent can still take effect.
 */
async function resolveMissing(
  context: Asking,
  organisation: Organisation,
  attempt: Attempt,
): Promise<AttemptOutcome> {
  const opened = await openAccount(context, organisation.id, attempt.providerAccountId);
  if (!opened || !isLive(attempt.state)) return { kind: 'not_found' };
  const { provider, account } = opened;
  const request = await requestOf(context, organisation, attempt);
  const now = context.clock.now();
  if (attempt.providerReference === null && mayStillSend(provider, attempt.createdAt, now)) {
    return provider.startAttempt(account, request);
  }
  const age = now.getTime() - attempt.createdAt.getTime();
  return age > provider.idempotencyKeyLifeMs + keyMarginMs
    ? { kind: 'expired', providerReference: attempt.providerReference ?? attempt.id }
    : { kind: 'unknown', cause: 'the provider knows nothing under our reference' };
}

/**
 * Ends an attempt at the provider, so that its dues can be paid otherwise.
 *
 * The answer decides: cancelled frees the dues, paid settles them, no answer leaves them held.
 */
export async function cancelAttempt(
  context: Asking,
  organisation: Organisation,
  attempt: Attempt,
  actor: string,
): Promise<AttemptState> {
  if (!isLive(attempt.state) || attempt.state === 'conflicted') return attempt.state;
  const opened = await openAccount(context, organisation.id, attempt.providerAccountId);
  if (!opened) return attempt.state;
  context.reach('cancel.before_provider');
  const reference = { attemptId: attempt.id, providerReference: attempt.providerReference };
  let outcome = await opened.provider.cancelAttempt(opened.account, reference);
  if (outcome.kind === 'not_found') outcome = await startThenCancel(context, organisation, attempt);
  context.reach('cancel.after_provider');
  return recordOutcome(context, organisation, attempt.id, outcome, actor);
}

/** What cannot be found cannot be cancelled: the start is repeated first, so that there is something. */
async function startThenCancel(
  context: Asking,
  organisation: Organisation,
  attempt: Attempt,
): Promise<AttemptOutcome> {
  const started = await resolveMissing(context, organisation, attempt);
  if (started.kind !== 'action_required') return started;
  const opened = await openAccount(context, organisation.id, attempt.providerAccountId);
  if (!opened) return started;
  return opened.provider.cancelAttempt(opened.account, {
    attemptId: attempt.id,
    providerReference: started.providerReference,
  });
}

/** Whether the payer has shown no sign of life for so long that the page may be closed. */
export function isAbandoned(attempt: Attempt, now: Date): boolean {
  const open = attempt.state === 'created' || attempt.state === 'action_required';
  return open && now.getTime() - attempt.lastSeenAt.getTime() >= abandonedAfterMs;
}
