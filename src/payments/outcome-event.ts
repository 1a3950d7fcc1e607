/** What a provider's outcome means for an attempt: the one place that reads it. */
import { equal, type Money } from '../core/money.ts';
import type { AttemptOutcome } from '../providers/provider.ts';
import type { AttemptEvent } from './attempt-states.ts';

/**
 * The event that an outcome is for an attempt over `amount`.
 *
 * @returns null when the outcome says nothing that moves a state: nothing was found under our
 *   reference, which proves nothing while the request may still be on its way
 */
export function eventOf(outcome: AttemptOutcome, amount: Money): AttemptEvent | null {
  switch (outcome.kind) {
    case 'action_required':
      return 'redirect';
    case 'processing':
      return 'process';
    case 'succeeded':
      // A success of nothing says nothing: there is no money to keep and no proof that none moved.
      if (outcome.paid.minor <= 0n) return 'lose_sight';
      return equal(outcome.paid, amount) ? 'confirm' : 'conflict';
    case 'failed':
      return 'decline';
    case 'cancelled':
      return 'cancel';
    case 'expired':
      return 'expire';
    case 'unknown':
      return 'lose_sight';
    case 'not_found':
      return null;
    default:
      return outcome satisfies never;
  }
}
