/** What the items of a cart cost today, with the codes that were typed for them; nothing is written or taken. */
import type { Context } from '../context.ts';
import type { Money } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import type { Queryable } from '../database/database.ts';
import {
  findDiscountsByIds,
  mayChangePrice,
  payerKeyOf,
  priceOfDueWith,
  priceOfFreeWith,
  pricesToday,
  type DiscountNo,
} from '../discounts/index.ts';
import type { Due, DueLine } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { StoredItem } from './cart.ts';

export type ItemPrice = {
  /** The due at its price of today. */
  readonly due: Due | null;
  /** Of a free payment that is no due yet. */
  readonly amount: Money;
  readonly lines: readonly DueLine[];
  /** Why the code that was typed is not given; null when it is, or when there is none. */
  readonly codeNo: DiscountNo | null;
  readonly code: string | null;
};

type Pricing = Pick<Context, 'clock' | 'key'>;

/** @returns by the items' ids */
export async function priceItems(
  context: Pricing,
  database: Queryable,
  organisation: Organisation,
  {
    items,
    dues,
    language = organisation.settings.languages[0] ?? 'en',
  }: {
    readonly items: readonly StoredItem[];
    readonly dues: readonly Due[];
    readonly language?: Language | undefined;
  },
): Promise<ReadonlyMap<string, ItemPrice>> {
  const today = dues.some(mayChangePrice)
    ? await pricesToday(context, database, organisation, dues)
    : dues.map((due) => ({ due, lines: [] }));
  const discountIds = items.flatMap(({ discountId }) => discountId ?? []);
  const typed =
    discountIds.length > 0 ? await findDiscountsByIds(database, organisation.id, discountIds) : [];
  const prices = new Map<string, ItemPrice>();
  for (const item of items) {
    const found = today.find(({ due }) => due.id === item.dueId);
    const code = typed.find(({ id }) => id === item.discountId)?.code ?? null;
    const bare = { due: found?.due ?? null, amount: item.seen, lines: found?.lines ?? [] };
    const price = { ...bare, codeNo: null, code };
    const wanted = { item, price, language };
    prices.set(
      item.id,
      found
        ? await dueWith(context, database, organisation, wanted)
        : await freeWith(context, database, organisation, wanted),
    );
  }
  return prices;
}

type Wanted = {
  readonly item: StoredItem;
  readonly price: ItemPrice;
  readonly language: Language;
};

async function dueWith(
  context: Pricing,
  database: Queryable,
  organisation: Organisation,
  { item, price }: Wanted,
): Promise<ItemPrice> {
  const { due } = price;
  if (item.discountId === null || !due) return price;
  const found = await priceOfDueWith(context, database, organisation, due, item.discountId);
  if (found.kind === 'wrong') return { ...price, codeNo: found.why };
  return { ...price, due: { ...due, amount: found.amount }, lines: found.lines };
}

async function freeWith(
  context: Pricing,
  database: Queryable,
  organisation: Organisation,
  { item, price, language }: Wanted,
): Promise<ItemPrice> {
  const { free, seen, discountId } = item;
  if (!free || item.dueId !== null) return price;
  const found = await priceOfFreeWith(context, database, organisation, {
    chargeTypeId: free.chargeTypeId,
    price: { amount: seen, lines: free.lines },
    discountId,
    payerKey: payerKeyOf(context.key, organisation.id, free.debtor),
    language,
  });
  const isGiven = discountId === null || found.discount?.id === discountId;
  return {
    ...price,
    amount: found.amount,
    lines: found.lines,
    codeNo: isGiven ? null : 'used_up',
  };
}
