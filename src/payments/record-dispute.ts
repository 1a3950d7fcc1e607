/** Follows what the payer's bank takes back and returns, by what the provider says is disputed now. */
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import { money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { countEntries, postEntry } from '../ledger/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { AttemptOutcome } from '../providers/provider.ts';
import { followDisputes } from './disputes/follow-disputes.ts';
import type { Attempt } from './payment.ts';
import { disputeEndPostings, disputePostings } from './posting-rules.ts';
import { writeDisputed } from './store/index.ts';

/** Books what moved, and follows the disputes behind it. */
export async function recordDispute(
  context: Pick<Context, 'clock' | 'ids' | 'log'>,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  outcome: AttemptOutcome,
): Promise<void> {
  if (outcome.kind !== 'succeeded') return;
  await bookDifference(context, transaction, organisation, attempt, outcome);
  const { disputes } = outcome;
  if (!disputes || disputes.length === 0) return;
  await followDisputes(context, transaction, organisation, attempt, disputes);
}

/** Books the difference between what was disputed and what is disputed now; nothing when it is the same. */
async function bookDifference(
  context: Pick<Context, 'clock' | 'ids' | 'log'>,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  outcome: Extract<AttemptOutcome, { kind: 'succeeded' }>,
): Promise<void> {
  const now = outcome.disputed?.minor ?? 0n;
  const before = attempt.disputed.minor;
  if (now === before) return;
  const at = context.clock.now();
  const moved = money(now > before ? now - before : before - now, outcome.paid.currency);
  const prefix = `dispute:${attempt.id}:`;
  const entries = await countEntries(transaction, organisation.id, prefix);
  await postEntry(transaction, context.ids, organisation.id, {
    // Numbered under the attempt's lock: the same news twice finds the counter moved already.
    source: `${prefix}${entries + 1}`,
    reason: now > before ? "disputed by the payer's bank" : "returned by the payer's bank",
    effectiveOn: dateIn(organisation.settings.time_zone, at),
    bookedAt: at,
    postings:
      now > before
        ? disputePostings(attempt.providerAccountId, moved)
        : disputeEndPostings(attempt.providerAccountId, moved),
  });
  await writeDisputed(transaction, organisation.id, attempt.id, now);
  context.log.warn(
    { organisation: organisation.slug, payment: attempt.paymentId, attempt: attempt.id },
    'dispute changed',
  );
}
