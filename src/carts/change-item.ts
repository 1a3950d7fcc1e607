/** What a payer changes in a cart: takes an item out, moves it, pays another part of it, types a code. */
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import { Refusal } from '../core/errors.ts';
import type { Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import {
  discountFor,
  payerKeyOf,
  priceOfDueWith,
  type DiscountFound,
  type DiscountNo,
} from '../discounts/index.ts';
import { findDebtor, outstanding } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { isPartOf } from '../payments/index.ts';
import type { Cart, CartItem } from './cart.ts';
import { cartWithin, hasLeft } from './find-cart.ts';
import { payableOf } from './judge-items.ts';
import { giveBackUse } from './give-back-use.ts';
import { deleteItems, lockCart, writeDiscount, writeOrder, writeSeen } from './store.ts';

type Changing = Pick<Context, 'database' | 'clock' | 'ids' | 'providers' | 'key'>;
type Which = { readonly visitor: string; readonly itemId: string };

/** Takes an item out; one that is not there, or is in another visitor's cart, is left alone. */
export async function removeItem(
  context: Changing,
  organisation: Organisation,
  { visitor, itemId }: Which,
): Promise<void> {
  await changeCart(context, organisation, visitor, async (transaction, cartId, { items }) => {
    await deleteItems(transaction, organisation.id, cartId, [itemId]);
    const item = items.find(({ id }) => id === itemId);
    if (item?.free && item.dueId) {
      await giveBackUse(context, transaction, organisation, item.dueId);
    }
  });
}

/**
 * Moves an item up or down, or pays another part of its due.
 *
 * @param wanted `part` null: all that is outstanding
 * @throws Refusal `not_found`, `input_invalid` when the due cannot be paid by such a part
 */
export async function changeItem(
  context: Changing,
  organisation: Organisation,
  wanted: Which & ({ readonly place: 'up' | 'down' } | { readonly part: Money | null }),
): Promise<void> {
  await changeCart(
    context,
    organisation,
    wanted.visitor,
    async (transaction, cartId, { items }) => {
      const item = items.find(({ id }) => id === wanted.itemId);
      if (!item) throw new Refusal('not_found');
      if ('place' in wanted) {
        const order = moved(items, item, wanted.place);
        await writeOrder(transaction, organisation.id, cartId, order);
      } else {
        await writeSeen(transaction, organisation.id, cartId, [withPart(item, wanted.part)]);
      }
    },
  );
}

export type CodeApplied =
  { readonly kind: 'applied' } | { readonly kind: 'wrong'; readonly why: DiscountNo };

/**
 * Takes a discount code for an item, or takes it off when nothing is typed. Nothing is used up before it is paid.
 *
 * @throws Refusal `not_found`
 */
export async function applyCode(
  context: Changing,
  organisation: Organisation,
  { visitor, itemId, code }: Which & { readonly code: string },
): Promise<CodeApplied> {
  let answer: CodeApplied = { kind: 'applied' };
  await changeCart(context, organisation, visitor, async (transaction, cartId, { items }) => {
    const item = items.find(({ id }) => id === itemId);
    if (!item) throw new Refusal('not_found');
    const found =
      code.trim() === '' ? null : await findCode(context, transaction, organisation, item, code);
    if (found?.kind === 'wrong') answer = found;
    else {
      const discountId = found?.discount.id ?? null;
      await writeDiscount(transaction, organisation.id, cartId, { itemId, discountId });
      if (discountId === null && item.free && item.dueId !== null) {
        await giveBackUse(context, transaction, organisation, item.dueId);
      }
    }
  });
  return answer;
}

async function findCode(
  context: Pick<Context, 'clock' | 'key'>,
  transaction: Transaction,
  organisation: Organisation,
  { due, free }: CartItem,
  code: string,
): Promise<DiscountFound> {
  const { id } = organisation;
  const debtor = free?.debtor ?? (due && (await findDebtor(transaction, id, due.id)));
  const chargeTypeId = due?.chargeTypeId ?? free?.chargeTypeId ?? null;
  const found = await discountFor(transaction, id, {
    code,
    chargeTypeId,
    today: dateIn(organisation.settings.time_zone, context.clock.now()),
    payerKey: debtor ? payerKeyOf(context.key, id, debtor) : null,
  });
  if (found.kind === 'wrong' || !due) return found;
  const price = await priceOfDueWith(context, transaction, organisation, due, found.discount.id);
  return price.kind === 'wrong' ? price : found;
}

/** Locks the visitor's cart, takes out what has left it and was told, and does the work. */
export async function changeCart(
  context: Changing,
  organisation: Organisation,
  visitor: string,
  work: (transaction: Transaction, cartId: string, cart: Cart) => Promise<void>,
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const at = context.clock.now();
    const cartId = await lockCart(transaction, organisation.id, visitor, at);
    if (cartId === null) throw new Refusal('not_found');
    const cart = await cartWithin(context, transaction, organisation, { visitor });
    const gone = cart.items.filter((item) => hasLeft(item) && item.toldAt !== null);
    await deleteItems(
      transaction,
      organisation.id,
      cartId,
      gone.map(({ id }) => id),
    );
    await work(transaction, cartId, cart);
  });
}

function moved(items: readonly CartItem[], item: CartItem, place: 'up' | 'down'): string[] {
  const order = items.map(({ id }) => id);
  const from = order.indexOf(item.id);
  const to = place === 'up' ? from - 1 : from + 1;
  const neighbour = order[to];
  if (neighbour === undefined) return order;
  return order.with(from, neighbour).with(to, item.id);
}

function withPart(item: CartItem, wanted: Money | null): CartItem {
  const { due } = item;
  if (!due) throw new Refusal('input_invalid', 'part: a free payment is paid whole');
  if (wanted && !isPartOf(due, wanted)) {
    throw new Refusal('input_invalid', 'part: cannot be paid of it');
  }
  const kept = wanted?.minor === outstanding(due).minor ? null : wanted;
  return { ...item, part: kept, seen: payableOf(due, kept) };
}
