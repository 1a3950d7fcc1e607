/** What a free payment costs with a discount, before there is a due of it; shown in forms and carts. */
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import { money, type Money } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import type { Queryable } from '../database/database.ts';
import type { DueLine } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { discountLine } from './compose-price.ts';
import { dayNo, takenOff, type Discount } from './discount.ts';
import { findDiscountsByIds, findRules } from './store.ts';
import { findPositions } from './store-uses.ts';

export type PriceWithDiscount = {
  readonly amount: Money;
  readonly lines: readonly DueLine[];
  /** Null where none applies. */
  readonly discount: Discount | null;
};

/** A discount as a line below zero; the price is never zero or less. */
export function withDiscount(
  price: { readonly amount: Money; readonly lines: readonly DueLine[] },
  discount: Discount,
  language: Language,
): PriceWithDiscount {
  const off = takenOff(discount, price.amount, price.amount.minor);
  if (off === 0n) return { ...price, discount: null };
  return {
    amount: money(price.amount.minor - off, price.amount.currency),
    lines: [...price.lines, discountLine(discount, off, language)],
    discount,
  };
}

/**
 * The price with the discount whose code was typed, or else with the best one that needs no code.
 *
 * Takes nothing: `priceToPay` does, when the payment begins, and writes the same line to the due.
 */
export async function priceOfFreeWith(
  context: Pick<Context, 'clock'>,
  database: Queryable,
  organisation: Organisation,
  item: {
    readonly chargeTypeId: string;
    readonly price: { readonly amount: Money; readonly lines: readonly DueLine[] };
    readonly discountId: string | null;
    /** From `payerKeyOf`; null when it is not known yet who owes. */
    readonly payerKey: string | null;
    readonly language: Language;
  },
): Promise<PriceWithDiscount> {
  const today = dateIn(organisation.settings.time_zone, context.clock.now());
  const typed = item.discountId
    ? await findDiscountsByIds(database, organisation.id, [item.discountId])
    : [];
  const rules = await findRules(database, organisation.id, [item.chargeTypeId], today);
  const uses = item.payerKey
    ? await findPositions(
        database,
        organisation.id,
        [...typed, ...rules].map(({ id }) => id),
        [item.payerKey],
      )
    : [];
  const isLeft = (discount: Discount): boolean =>
    discount.chargeTypeId === item.chargeTypeId &&
    dayNo(discount, today) === null &&
    (discount.mostUses === null || discount.used < discount.mostUses) &&
    uses.filter((use) => use.discountId === discount.id).length <
      (discount.mostUsesPerPayer ?? Infinity);
  for (const candidates of [typed.filter(isLeft), rules.filter(isLeft)]) {
    const [best] = candidates
      .map((discount) => withDiscount(item.price, discount, item.language))
      .filter((price) => price.discount !== null)
      .toSorted((one, other) => (one.amount.minor < other.amount.minor ? -1 : 1));
    if (best) return best;
  }
  return { ...item.price, discount: null };
}
