/** What dues cost today, for pages: the same as `repriceDues` writes, without writing anything. */
import type { Context } from '../context.ts';
import { money } from '../core/money.ts';
import type { Queryable } from '../database/database.ts';
import { findDueDetails, type Due, type DueLine } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { canBe, findPriceFacts, priceNow } from './price-facts.ts';
import { openToPrice } from './reprice-dues.ts';

export type PricedDue = {
  /** With the amount of today. */
  readonly due: Due;
  readonly lines: readonly DueLine[];
};

/** In the order of the dues; what is being paid, paid or withdrawn has the price that it has. */
export async function pricesToday(
  context: Pick<Context, 'clock' | 'key'>,
  database: Queryable,
  organisation: Organisation,
  dues: readonly Due[],
): Promise<PricedDue[]> {
  const open = await openToPrice(database, organisation, dues);
  const changing = new Set(open.map((due) => due.id));
  const facts =
    open.length > 0 ? await findPriceFacts(context, database, organisation, open) : null;
  const others = dues.filter((due) => !changing.has(due.id)).map((due) => due.id);
  const details = others.length > 0 ? await findDueDetails(database, organisation.id, others) : [];
  const linesOf = new Map(details.map((detail) => [detail.dueId, detail.lines]));
  return dues.map((due) => {
    const price = facts && changing.has(due.id) ? priceNow(facts, due).price : null;
    if (!price) return { due, lines: linesOf.get(due.id) ?? [] };
    if (!canBe(price, due)) return { due, lines: facts?.lines.get(due.id) ?? [] };
    return { due: { ...due, amount: money(price.minor, due.amount.currency) }, lines: price.lines };
  });
}
