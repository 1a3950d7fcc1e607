/** What happens to prices when paying begins: discounts are taken for the dues, and all are priced once more. */
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { lockDues, type Due } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { dayNo, type Discount, type DiscountNo } from './discount.ts';
import {
  bestRule,
  canBe,
  findPayerKeys,
  findPriceFacts,
  priceWith,
  type PriceFacts,
} from './price-facts.ts';
import { openToPrice, repriceDues } from './reprice-dues.ts';
import { findDiscountsByIds, lockDiscounts } from './store.ts';
import { takeUse } from './take-use.ts';

export type ToPay = {
  readonly dueId: string;
  /** Of a code that was typed for it. */
  readonly discountId?: string | null;
};

export type PricedToPay = {
  /** As they are now, in the order of their ids. */
  readonly dues: readonly Due[];
  /** Codes that could not be had any more; these dues cost what they cost without. */
  readonly lost: readonly { readonly dueId: string; readonly why: DiscountNo }[];
};

/**
 * Takes the discount of each due, the one whose code was typed or else the best without a code, and writes the
 * prices. Called when a payment begins and again right before its attempt; what is being paid stays as it is.
 *
 * A code that was taken before and is not named again stays taken, and for longer.
 */
export async function priceToPay(
  context: Pick<Context, 'clock' | 'ids' | 'key'>,
  transaction: Transaction,
  organisation: Organisation,
  items: readonly ToPay[],
): Promise<PricedToPay> {
  const ids = items.map((item) => item.dueId);
  const locked = await lockDues(transaction, organisation.id, ids);
  const open = await openToPrice(transaction, organisation, locked);
  if (open.length === 0) return { dues: locked, lost: [] };
  const facts = await findPriceFacts(context, transaction, organisation, open);
  const keys = await findPayerKeys(context, transaction, organisation, open);
  const typed = await findTyped(transaction, organisation, items);
  const wanted = open.flatMap((due) => {
    const taken = facts.discounts.get(facts.uses.get(due.id)?.discountId ?? '');
    const isGiven = taken !== undefined && dayNo(taken, facts.today) === null;
    const code = typed.get(due.id);
    const discount = code ?? (isGiven ? taken : bestRule(facts, due));
    return discount ? [{ due, discount, isTyped: code !== undefined }] : [];
  });
  // All at once and in their order, so that two carts with the same discounts do not wait for each other.
  await lockDiscounts(transaction, organisation.id, [
    ...wanted.map(({ discount }) => discount.id),
    ...[...facts.uses.values()].map((use) => use.discountId),
  ]);
  const lost: { dueId: string; why: DiscountNo }[] = [];
  for (const { due, discount, isTyped } of wanted) {
    const no = noFor(facts, due, discount);
    const taken = no
      ? ({ kind: 'wrong', why: no } as const)
      : await takeUse(context, transaction, organisation, {
          discountId: discount.id,
          dueId: due.id,
          payerKey: keys.get(due.id) ?? `due:${due.id}`,
        });
    if (taken.kind === 'wrong' && isTyped) lost.push({ dueId: due.id, why: taken.why });
  }
  return { dues: await repriceDues(context, transaction, organisation, ids), lost };
}

/** A discount is of one charge type; it leaves something to pay; and what was paid in part keeps its price. */
export function noFor(facts: PriceFacts, due: Due, discount: Discount): DiscountNo | null {
  if (discount.chargeTypeId !== due.chargeTypeId) return 'unknown';
  const came = due.settled.minor + due.credited.minor;
  if (came > 0n && facts.uses.get(due.id)?.discountId !== discount.id) return 'part_paid';
  const price = priceWith(facts, due, discount);
  return price.takenOff === 0n || !canBe(price, due) ? 'more_than_price' : null;
}

async function findTyped(
  transaction: Transaction,
  organisation: Organisation,
  items: readonly ToPay[],
): Promise<Map<string, Discount>> {
  const ids = items.flatMap((item) => item.discountId ?? []);
  if (ids.length === 0) return new Map();
  const found = await findDiscountsByIds(transaction, organisation.id, ids);
  return new Map(
    items.flatMap((item) => {
      const discount = found.find(({ id }) => id === item.discountId);
      return discount ? [[item.dueId, discount] as const] : [];
    }),
  );
}
