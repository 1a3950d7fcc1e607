/** From which amount on a second person must agree that money leaves. */
import { fromDecimal, type Money } from '../core/money.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Attempt } from './payment.ts';

/**
 * With what was given back of the same money before: a large refund does not become small in parts.
 *
 * What cannot be compared with the limit is above it.
 */
export function isAboveLimit(
  organisation: Organisation,
  attempt: Attempt | null,
  asked: Money,
): boolean {
  const limit = organisation.settings.refund_limit;
  if (!limit) return false;
  const most = fromDecimal(limit.amount, limit.currency);
  if (!most || !attempt || asked.currency !== most.currency) return true;
  return asked.minor + attempt.refunded.minor > most.minor;
}
