/** What a payer changes in a cart: takes an item out, moves it, pays another part of it, types a code. */
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { outstanding } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { isPartOf } from '../payments/index.ts';
import type { Cart, CartItem } from './cart.ts';
import { cartWithin, hasLeft } from './find-cart.ts';
import { payableOf } from './judge-items.ts';
import { deleteItems, lockCart, writeOrder, writeSeen } from './store.ts';

type Changing = Pick<Context, 'database' | 'clock' | 'providers'>;
type Which = { readonly visitor: string; readonly itemId: string };

/** Takes an item out; one that is not there, or is in another visitor's cart, is left alone. */
export async function removeItem(
  context: Changing,
  organisation: Organisation,
  { visitor, itemId }: Which,
): Promise<void> {
  await change(context, organisation, visitor, (transaction, cartId) =>
    deleteItems(transaction, organisation.id, cartId, [itemId]),
  );
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
  await change(context, organisation, wanted.visitor, async (transaction, cartId, { items }) => {
    const item = items.find(({ id }) => id === wanted.itemId);
    if (!item) throw new Refusal('not_found');
    if ('place' in wanted) {
      const order = moved(items, item, wanted.place);
      await writeOrder(transaction, organisation.id, cartId, order);
    } else {
      await writeSeen(transaction, organisation.id, cartId, [withPart(item, wanted.part)]);
    }
  });
}

export type CodeApplied = { readonly kind: 'applied' } | { readonly kind: 'unknown_code' };

/** Takes a discount code for an item. @throws Refusal `not_found` */
export async function applyCode(
  context: Changing,
  organisation: Organisation,
  { visitor, itemId }: Which & { readonly code: string },
): Promise<CodeApplied> {
  await change(context, organisation, visitor, async (_transaction, _cartId, { items }) => {
    if (!items.some(({ id }) => id === itemId)) throw new Refusal('not_found');
  });
  return { kind: 'unknown_code' };
}

async function change(
  context: Changing,
  organisation: Organisation,
  visitor: string,
  work: (transaction: Transaction, cartId: string, cart: Cart) => Promise<void>,
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const at = context.clock.now();
    const cartId = await lockCart(transaction, organisation.id, visitor, at);
    if (cartId === null) throw new Refusal('not_found');
    const cart = await cartWithin(context, transaction, organisation, visitor);
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
