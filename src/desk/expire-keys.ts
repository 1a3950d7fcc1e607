/** Keys that wait too long are erased, and the proposal with them refused. */
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import { refuseWithin } from '../orders/index.ts';
import {
  deleteProposed,
  findExpired,
  lockProposed,
  type Organisation,
} from '../organisations/index.ts';

type Expiring = Pick<Context, 'database' | 'clock' | 'ids'>;

/** @returns how many were erased */
export async function expireKeys(context: Expiring, organisation: Organisation): Promise<number> {
  const { database, clock } = context;
  const expired = await findExpired(database, organisation.id, clock.now());
  for (const { id, approvalId } of expired) {
    await database.transaction(async (transaction) => {
      // In the order in which whoever decides takes them.
      if (approvalId !== null) await refuseOld(context, transaction, organisation, approvalId);
      const proposed = await lockProposed(transaction, organisation.id, id);
      // Somebody may have proposed them just now.
      if (!proposed || proposed.expiresAt > clock.now()) return;
      await deleteProposed(transaction, organisation.id, id);
    });
  }
  return expired.length;
}

async function refuseOld(
  context: Expiring,
  transaction: Transaction,
  organisation: Organisation,
  approvalId: string,
): Promise<void> {
  try {
    await refuseWithin(context, transaction, organisation.id, { approvalId, actor: 'worker' });
  } catch (error) {
    // Somebody else was faster: then nothing is left to refuse.
    if (!(error instanceof Refusal) || error.code !== 'already_decided') throw error;
  }
}
