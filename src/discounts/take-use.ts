/** Takes a use of a discount for a due, and gives it free again; as often as it may be used and never more. */
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import { dayNo, type DiscountNo } from './discount.ts';
import { addUsed, lockDiscounts } from './store.ts';
import {
  findPositions,
  findUsesOfDues,
  insertUse,
  writeLook,
  writeRelease,
  type DiscountUse,
} from './store-uses.ts';

/** How long a use stays taken for a payment that does not go on. */
export const usesKeptMs = 30 * 60 * 1000;

export type UseTaken =
  { readonly kind: 'taken' } | { readonly kind: 'wrong'; readonly why: DiscountNo };

type Taking = Pick<Context, 'clock' | 'ids'>;

/**
 * Takes a use for a due that the transaction has locked; the one it has already is taken for longer.
 *
 * Locks the discount, so that of many at once as many come through as there are uses; the constraints of the
 * tables say so once more.
 */
export async function takeUse(
  context: Taking,
  transaction: Transaction,
  organisation: Organisation,
  wanted: { readonly discountId: string; readonly dueId: string; readonly payerKey: string },
): Promise<UseTaken> {
  const now = context.clock.now();
  const lookAt = new Date(now.getTime() + usesKeptMs);
  const [known] = await findUsesOfDues(transaction, organisation.id, [wanted.dueId]);
  const locked = await lockDiscounts(transaction, organisation.id, [
    wanted.discountId,
    ...(known ? [known.discountId] : []),
  ]);
  const discount = locked.find(({ id }) => id === wanted.discountId);
  if (!discount) return { kind: 'wrong', why: 'unknown' };
  const no = dayNo(discount, dateIn(organisation.settings.time_zone, now));
  if (no) return { kind: 'wrong', why: no };
  if (known?.discountId === wanted.discountId) {
    await writeLook(transaction, organisation.id, known.id, lookAt);
    return { kind: 'taken' };
  }
  if (discount.mostUses !== null && discount.used >= discount.mostUses) {
    return { kind: 'wrong', why: 'used_up' };
  }
  const positions = await findPositions(
    transaction,
    organisation.id,
    [discount.id],
    [wanted.payerKey],
  );
  const position = firstFree(positions.map((use) => use.position));
  if (discount.mostUsesPerPayer !== null && position > discount.mostUsesPerPayer) {
    return { kind: 'wrong', why: 'used_by_payer' };
  }
  if (known) await releaseUse(context, transaction, organisation, known);
  await addUsed(transaction, organisation.id, discount.id, 1);
  const use = { ...wanted, id: context.ids.next('dsu'), position, takenAt: now };
  await insertUse(transaction, organisation.id, use, lookAt);
  return { kind: 'taken' };
}

/** Gives a use free for others. The caller has locked the due, and prices it anew. */
export async function releaseUse(
  context: Pick<Context, 'clock'>,
  transaction: Transaction,
  organisation: Organisation,
  use: DiscountUse,
): Promise<void> {
  const counted = await writeRelease(transaction, organisation.id, use.id, context.clock.now());
  if (counted) await addUsed(transaction, organisation.id, use.discountId, -1);
}

function firstFree(taken: readonly number[]): number {
  const known = new Set(taken);
  let position = 1;
  while (known.has(position)) position += 1;
  return position;
}
