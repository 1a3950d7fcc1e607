/** Gives free the discount of a free payment that its payer took out of the cart, or fills in once more. */
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { findUsesOfDues, releaseUse, repriceDues } from '../discounts/index.ts';
import { lockDues } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findHolds } from '../payments/index.ts';

/**
 * Of a due that nobody but this cart knows. What is being paid, and what was paid, keeps its discount; of any other
 * due the job gives it free half an hour later, for somebody else may be about to pay it.
 */
export async function giveBackUse(
  context: Pick<Context, 'clock' | 'ids' | 'key'>,
  transaction: Transaction,
  organisation: Organisation,
  dueId: string,
): Promise<void> {
  const [due] = await lockDues(transaction, organisation.id, [dueId]);
  if (!due || due.settled.minor > 0n) return;
  const holds = await findHolds(transaction, organisation.id, [dueId]);
  if (holds.length > 0) return;
  const [use] = await findUsesOfDues(transaction, organisation.id, [dueId]);
  if (!use) return;
  await releaseUse(context, transaction, organisation, use);
  // A payment of it that was begun at the lower price is not to be had any more.
  await repriceDues(context, transaction, organisation, [dueId]);
}
