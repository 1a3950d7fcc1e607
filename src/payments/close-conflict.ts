/** Ends the hold of a conflicted attempt when all its money has gone back. */
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Attempt } from './payment.ts';
import { bareMove, lockAttempt, moveAttempts } from './store/index.ts';

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
  await moveAttempts(transaction, organisation.id, [
    {
      ...bareMove,
      attemptId: attempt.id,
      from: 'conflicted',
      event: 'cancel',
      to: 'cancelled',
      actor,
      cause: 'the money was given back',
      at: context.clock.now(),
    },
  ]);
}
