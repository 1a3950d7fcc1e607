/** Keeps the provider's disputes of an attempt, and does what each of their changes means. */
import type { Context } from '../../context.ts';
import { dateIn } from '../../core/calendar-date.ts';
import { zero } from '../../core/money.ts';
import { nextState } from '../../core/state-machine.ts';
import type { Transaction } from '../../database/database.ts';
import { postEntry } from '../../ledger/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import type { ProviderDispute } from '../../providers/provider.ts';
import type { Attempt } from '../payment.ts';
import { feePostings, holderOf } from '../posting-rules.ts';
import { changeDispute, findDisputesOfAttempts, insertDispute } from '../store/index.ts';
import { announceDispute } from './announce-dispute.ts';
import type { Dispute } from './dispute.ts';
import { disputeTransitions, eventOfDispute, isLost, isOpen } from './dispute-states.ts';
import type { DisputeEvent, DisputeState } from './dispute-states.ts';
import { giveUp, takeBack } from './give-up.ts';

type Following = Pick<Context, 'clock' | 'ids' | 'log'>;

/** The attempt is locked, so its disputes change nowhere else. */
export async function followDisputes(
  context: Following,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  told: readonly ProviderDispute[],
): Promise<void> {
  const known = await findDisputesOfAttempts(transaction, organisation.id, [attempt.id]);
  for (const one of told) {
    const dispute =
      known.find(({ providerReference }) => providerReference === one.reference) ??
      (await open(context, transaction, organisation, attempt, one));
    await follow(context, transaction, organisation, attempt, dispute, one);
  }
}

async function open(
  context: Following,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  told: ProviderDispute,
): Promise<Dispute> {
  const dispute: Dispute = {
    id: context.ids.next('dsp'),
    attemptId: attempt.id,
    providerReference: told.reference,
    state: 'opened',
    amount: told.amount,
    fee: zero(told.amount.currency),
    reason: told.reason,
    answerBy: told.answerBy,
    openedAt: told.openedAt,
    endedAt: null,
    lost: zero(told.amount.currency),
  };
  await insertDispute(transaction, organisation.id, dispute);
  await announceDispute(context, transaction, organisation, attempt, dispute);
  return dispute;
}

async function follow(
  context: Following,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  dispute: Dispute,
  told: ProviderDispute,
): Promise<void> {
  const event = eventOfDispute(told.state);
  const state =
    (event && nextState<DisputeState, DisputeEvent>(disputeTransitions, dispute.state, event)) ??
    dispute.state;
  const fee = told.fee && told.fee.minor > dispute.fee.minor ? told.fee : dispute.fee;
  if (state === dispute.state && fee === dispute.fee) return;
  const extra = fee.minor - dispute.fee.minor;
  if (extra > 0n) await bookFee(context, transaction, organisation, attempt, dispute, extra);
  let { lost } = dispute;
  if (isLost(state) && lost.minor === 0n) {
    await giveUp(context, transaction, organisation, attempt, dispute);
    lost = dispute.amount;
  }
  if (state === 'won' && lost.minor > 0n) {
    await takeBack(context, transaction, organisation, attempt, dispute);
    lost = zero(lost.currency);
  }
  const endedAt = isOpen(state) ? null : (dispute.endedAt ?? context.clock.now());
  const { answerBy } = told;
  const change = { id: dispute.id, state, fee, answerBy, endedAt, lost };
  await changeDispute(transaction, organisation.id, change);
  const about = {
    organisation: organisation.slug,
    dispute: dispute.id,
    from: dispute.state,
    state,
  };
  context.log.warn(about, 'dispute moved');
}

async function bookFee(
  context: Following,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  dispute: Dispute,
  minor: bigint,
): Promise<void> {
  const at = context.clock.now();
  await postEntry(transaction, context.ids, organisation.id, {
    source: `dispute_fee:${dispute.id}:${dispute.fee.minor + minor}`,
    reason: 'fee of a dispute',
    effectiveOn: dateIn(organisation.settings.time_zone, at),
    bookedAt: at,
    postings: feePostings(holderOf(attempt), { minor, currency: dispute.fee.currency }),
  });
}
