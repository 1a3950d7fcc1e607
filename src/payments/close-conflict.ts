/** Ends the hold of a conflicted attempt when all its money has found its end. */
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Attempt } from './payment.ts';
import { bareMove, findSuspenseOfAttempts, lockAttempt, moveAttempts } from './store/index.ts';

/** A conflicted attempt whose money was given back or set against other dues, all of it, is over: its dues can be paid again. */
export async function closeConflict(
  context: Pick<Context, 'clock'>,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  actor: string,
): Promise<void> {
  const locked = await lockAttempt(transaction, organisation.id, attempt.id);
  if (locked?.state !== 'conflicted') return;
  const items = await findSuspenseOfAttempts(transaction, organisation.id, [attempt.id]);
  const resolved = items.reduce((sum, item) => sum + item.resolved.minor, 0n);
  if (locked.refunded.minor + resolved < locked.captured.minor) return;
  await moveAttempts(transaction, organisation.id, [
    {
      ...bareMove,
      attemptId: attempt.id,
      from: 'conflicted',
      event: 'cancel',
      to: 'cancelled',
      actor,
      cause: 'all its money has found its end',
      at: context.clock.now(),
    },
  ]);
}
