/**
 * The one place where the outcome of an attempt is recorded.
 *
 * The provider's notification, the payer's return, polling and staff all end here. It may be called
 * any number of times, by any number of workers, with news of any age. What comes while a
 * transaction is under way is recorded in the next one together.
 */
import { strict as assert } from 'node:assert';
import type { Context } from '../context.ts';
import { isRefusedBy, type Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import type { AttemptOutcome } from '../providers/provider.ts';
import { applyOutcomes } from './apply-outcomes.ts';
import { isLive, type AttemptState } from './attempt-states.ts';
import { hurryOthers, lockAttempts, oneAttemptPerReference } from './store/index.ts';

export type Recording = Pick<
  Context,
  'database' | 'clock' | 'ids' | 'reach' | 'log' | 'wake' | 'together' | 'note'
>;

type News = {
  readonly attemptId: string;
  readonly outcome: AttemptOutcome;
  readonly actor: string;
};

type Recorded = { readonly before: AttemptState; readonly after: AttemptState };

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
  const news: News = { attemptId, outcome, actor };
  const { before, after } = await record(context, organisation, news);
  // A live attempt holds its dues alone; where it was not, others may be paying them now.
  if (after === 'succeeded' && !isLive(before)) {
    await hurryOthers(context.database, organisation.id, attemptId, context.clock.now());
    context.wake(organisation.id, 'ask-due-attempts');
  }
  if (after === 'succeeded' || after === 'conflicted') {
    context.wake(organisation.id, 'issue-receipts');
    context.wake(organisation.id, 'send-messages');
  }
  return after;
}

async function record(
  context: Recording,
  organisation: Organisation,
  news: News,
): Promise<Recorded> {
  try {
    return await context.together(recordTogether, context, organisation, news);
  } catch (error) {
    if (!isRefusedBy(error, oneAttemptPerReference)) throw error;
    // Whose money it speaks of cannot be told, so it is no answer; the list of the provider will tell.
    const cause = "the provider's reference belongs to another attempt";
    context.log.error({ organisation: organisation.slug, attempt: news.attemptId }, cause);
    return record(context, organisation, { ...news, outcome: { kind: 'unknown', cause } });
  }
}

async function recordTogether(
  context: Recording,
  organisation: Organisation,
  news: readonly News[],
): Promise<Recorded[]> {
  const recorded = await context.database.transaction(async (transaction) => {
    const results = new Map<News, Recorded>();
    for (const round of inRounds(news)) {
      await recordRound(context, transaction, organisation, round, results);
    }
    context.reach('outcome.before_commit');
    return news.map((one) => known(results, one));
  });
  context.reach('outcome.after_commit');
  return recorded;
}

/** News of one attempt is told one after the other: each finds the state that the one before left. */
function inRounds(news: readonly News[]): News[][] {
  const rounds: News[][] = [];
  const told = new Map<string, number>();
  for (const one of news) {
    const round = told.get(one.attemptId) ?? 0;
    told.set(one.attemptId, round + 1);
    (rounds[round] ??= []).push(one);
  }
  return rounds;
}

async function recordRound(
  context: Recording,
  transaction: Transaction,
  organisation: Organisation,
  round: readonly News[],
  results: Map<News, Recorded>,
): Promise<void> {
  const ids = round.map((one) => one.attemptId);
  const attempts = await lockAttempts(transaction, organisation.id, ids);
  const told = round.map((one) => ({ ...one, attempt: known(attempts, one.attemptId) }));
  const states = await applyOutcomes(context, transaction, organisation, told);
  for (const one of round) {
    const before = known(attempts, one.attemptId).state;
    results.set(one, { before, after: known(states, one.attemptId) });
  }
}

function known<Key, Value>(found: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = found.get(key);
  assert(value !== undefined, `nothing is known of ${String(key)}`);
  return value;
}
