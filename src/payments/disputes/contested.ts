/** What of an attempt's money the payer's bank holds and nobody has given up: it must not leave again. */
import { money, type Money } from '../../core/money.ts';
import type { Transaction } from '../../database/database.ts';
import type { Organisation } from '../../organisations/index.ts';
import type { Attempt } from '../payment.ts';
import { findDisputesOfAttempts } from '../store/index.ts';

/** Nothing once every dispute is lost; an amount that no dispute explains counts as contested. */
export async function contestedOf(
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
): Promise<Money> {
  const { disputed } = attempt;
  if (disputed.minor === 0n) return disputed;
  const found = await findDisputesOfAttempts(transaction, organisation.id, [attempt.id]);
  const lost = found.reduce((sum, dispute) => sum + dispute.lost.minor, 0n);
  return money(disputed.minor - lost, disputed.currency);
}
