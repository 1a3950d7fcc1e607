/** What a due would cost with a code, before anything is taken; shown in carts. */
import type { Context } from '../context.ts';
import type { Money } from '../core/money.ts';
import { money } from '../core/money.ts';
import type { Queryable } from '../database/database.ts';
import type { Due, DueLine } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { dayNo, type Discount, type DiscountNo } from './discount.ts';
import { findPayerKeys, findPriceFacts, priceWith, type PriceFacts } from './price-facts.ts';
import { noFor } from './price-to-pay.ts';
import { findDiscountsByIds } from './store.ts';
import { findPositions } from './store-uses.ts';

export type DuePreview =
  | {
      readonly kind: 'good';
      readonly amount: Money;
      readonly outstanding: Money;
      readonly lines: readonly DueLine[];
    }
  | { readonly kind: 'wrong'; readonly why: DiscountNo };

/** As `priceToPay` will find it, unless somebody else is quicker. */
export async function priceOfDueWith(
  context: Pick<Context, 'clock' | 'key'>,
  database: Queryable,
  organisation: Organisation,
  due: Due,
  discountId: string,
): Promise<DuePreview> {
  const [discount] = await findDiscountsByIds(database, organisation.id, [discountId]);
  if (!discount) return { kind: 'wrong', why: 'unknown' };
  const facts = await findPriceFacts(context, database, organisation, [due]);
  const why =
    dayNo(discount, facts.today) ??
    noFor(facts, due, discount) ??
    (await useNo(context, database, organisation, { due, discount, facts }));
  if (why) return { kind: 'wrong', why };
  const { minor, lines } = priceWith(facts, due, discount);
  const { currency } = due.amount;
  return {
    kind: 'good',
    amount: money(minor, currency),
    outstanding: money(minor - due.settled.minor - due.credited.minor, currency),
    lines,
  };
}

/** Whether there is a use left for this due; the one that it has taken is its own. */
async function useNo(
  context: Pick<Context, 'key'>,
  database: Queryable,
  organisation: Organisation,
  {
    due,
    discount,
    facts,
  }: {
    readonly due: Due;
    readonly discount: Discount;
    readonly facts: PriceFacts;
  },
): Promise<DiscountNo | null> {
  const { id, mostUses, mostUsesPerPayer, used } = discount;
  if (facts.uses.get(due.id)?.discountId === id) return null;
  if (mostUses !== null && used >= mostUses) return 'used_up';
  if (mostUsesPerPayer === null) return null;
  const keys = await findPayerKeys(context, database, organisation, [due]);
  const uses = await findPositions(database, organisation.id, [id], [...keys.values()]);
  return uses.length >= mostUsesPerPayer ? 'used_by_payer' : null;
}
