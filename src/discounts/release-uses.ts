/** Gives uses of discounts free again whose payments came to nothing; what was paid for is used up for good. */
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { lockDues } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findHolds, findLastReleased } from '../payments/index.ts';
import { repriceDues, type Repricing } from './reprice-dues.ts';
import { findUsesOfDues, findUsesToLookAt, writeLook, type DiscountUse } from './store-uses.ts';
import { releaseUse, usesKeptMs } from './take-use.ts';

const atOnce = 50;

/** @returns how many were looked at */
export async function releaseUses(
  context: Repricing & Pick<Context, 'database'>,
  organisation: Organisation,
): Promise<number> {
  const now = context.clock.now();
  const waiting = await findUsesToLookAt(context.database, organisation.id, now, atOnce);
  for (const use of waiting) {
    await context.database.transaction((transaction) =>
      lookAt(context, transaction, organisation, use, now),
    );
  }
  return waiting.length;
}

/** A payer whose attempt is alive, or ended less than half an hour ago, still has the discount. */
async function lookAt(
  context: Repricing,
  transaction: Transaction,
  organisation: Organisation,
  { dueId, id }: DiscountUse,
  now: Date,
): Promise<void> {
  const [due] = await lockDues(transaction, organisation.id, [dueId]);
  const [use] = await findUsesOfDues(transaction, organisation.id, [dueId]);
  if (!due || use?.id !== id) return;
  if (due.settled.minor > 0n) return writeLook(transaction, organisation.id, id, null);
  const holds = await findHolds(transaction, organisation.id, [dueId]);
  const ended = await findLastReleased(transaction, organisation.id, [dueId]);
  const since = holds.length > 0 ? now : ended.get(dueId);
  const next = since && new Date(since.getTime() + usesKeptMs);
  if (next && next > now) return writeLook(transaction, organisation.id, id, next);
  await releaseUse(context, transaction, organisation, use);
  await repriceDues(context, transaction, organisation, [dueId]);
}
