/** Ends the hold of a conflicted attempt when all its money has gone back. */
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Attempt } from './payment.ts';
import { changeAttempt, insertAttemptEvent, lockAttempt, releaseHolds } from './store/index.ts';

/** A conflicted attempt whose money was given back whole is over: its dues can be paid again. */
export async function closeConflict(
  context: Pick<Context, 'clock'>,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  actor: string,
): Promise<void> {
  const locked = await lockAttempt(transaction, organisation.id, attempt.id);
  if (locked?.state !== 'conflicted' || locked.refunded.minor < locked.captured.minor) return;
  const at = context.clock.now();
  await changeAttempt(transaction, organisation.id, attempt.id, {
    from: 'conflicted',
    to: 'cancelled',
    providerReference: null,
    redirectUrl: null,
    pageExpiresAt: null,
    declineReason: null,
    instrument: null,
    captured: null,
    at,
    nextAskAt: null,
  });
  await insertAttemptEvent(transaction, organisation.id, attempt.id, {
    from: 'conflicted',
    event: 'cancel',
    to: 'cancelled',
    actor,
    cause: 'the money was given back',
    at,
  });
  await releaseHolds(transaction, organisation.id, attempt.id, at);
}
