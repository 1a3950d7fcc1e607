/** What a due would cost with a code, before anything is taken; shown in carts. */
import type { Context } from '../context.ts';
import type { Money } from '../core/money.ts';
import { money } from '../core/money.ts';
import type { Queryable } from '../database/database.ts';
import type { Due, DueLine } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { dayNo, type DiscountNo } from './discount.ts';
import { findPriceFacts, priceWith } from './price-facts.ts';
import { noFor } from './price-to-pay.ts';
import { findDiscountsByIds } from './store.ts';

export type DuePreview =
  | {
      readonly kind: 'good';
      readonly amount: Money;
      readonly outstanding: Money;
      readonly lines: readonly DueLine[];
    }
  | { readonly kind: 'wrong'; readonly why: DiscountNo };

/** As `priceToPay` will find it, unless somebody else is quicker. Uses are not looked at: `discountFor` does. */
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
  const why = dayNo(discount, facts.today) ?? noFor(facts, due, discount);
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
