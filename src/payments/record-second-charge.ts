/** Money that a provider took once more under one reference: an attempt of its own, whose money is set aside. */
import type { Context } from '../context.ts';
import { equal } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { openAccount, type Organisation } from '../organisations/index.ts';
import type { AttemptOutcome } from '../providers/provider.ts';
import type { Asking } from './ask-provider.ts';
import type { Attempt } from './payment.ts';
import { applyOutcomes } from './apply-outcomes.ts';
import {
  findAttempt,
  findAttemptByProviderReference,
  insertAttempt,
  insertCreation,
  lockPayment,
} from './store/index.ts';

type Charge = Extract<AttemptOutcome, { kind: 'succeeded' }>;

/**
 * Asks about another reference of the provider than the attempt's, and books what was taken there.
 *
 * @returns whether all is clear: nothing was taken there, or it is booked
 */
export async function recordSecondCharge(
  context: Asking,
  organisation: Organisation,
  attempt: Attempt,
  providerReference: string,
): Promise<boolean> {
  const opened = await openAccount(context, organisation.id, attempt.providerAccountId);
  if (!opened) return false;
  const outcome = await opened.provider.fetchAttempt(opened.account, {
    attemptId: attempt.id,
    providerReference,
  });
  if (outcome.kind !== 'succeeded') return outcome.kind !== 'unknown';
  if (outcome.providerReference === attempt.providerReference) return true;
  const isBooked = await context.database.transaction((transaction) =>
    bookCharge(context, transaction, organisation, attempt, outcome),
  );
  const about = { organisation: organisation.slug, attempt: attempt.id, providerReference };
  context.log.error(about, 'the provider took money twice under one reference');
  context.wake(organisation.id, 'issue-receipts');
  context.wake(organisation.id, 'send-messages');
  return isBooked;
}

/** @returns false when it must wait: the payment has an open attempt, or another amount was taken for it */
async function bookCharge(
  context: Pick<Context, 'clock' | 'ids' | 'log'>,
  transaction: Transaction,
  organisation: Organisation,
  first: Attempt,
  charge: Charge,
): Promise<boolean> {
  const payment = await lockPayment(transaction, organisation.id, first.paymentId);
  const { providerAccountId, provider, method, paymentId } = first;
  const reference = charge.providerReference;
  if (
    await findAttemptByProviderReference(transaction, organisation.id, providerAccountId, reference)
  )
    return true;
  if (payment?.state === 'open' && !equal(charge.paid, payment.total)) return false;
  const at = context.clock.now();
  const id = context.ids.next('att');
  const made = {
    id,
    paymentId,
    providerAccountId,
    provider,
    method,
    amount: charge.paid,
    createdAt: at,
  };
  if (!(await insertAttempt(transaction, organisation.id, made, at))) return false;
  const cause = `taken once more under ${first.id}`;
  await insertCreation(transaction, organisation.id, id, { actor: 'provider', cause, at });
  const attempt = await findAttempt(transaction, organisation.id, id);
  if (!attempt) return false;
  await applyOutcomes(context, transaction, organisation, [
    { attempt, outcome: charge, actor: 'provider' },
  ]);
  return true;
}
