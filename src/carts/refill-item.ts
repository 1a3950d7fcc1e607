/** What a payer changes of a free payment that waits in the cart: its form is filled in once more. */
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Organisation } from '../organisations/index.ts';
import { freeItemOf, type NewFreeItem } from './add-item.ts';
import type { CartItem } from './cart.ts';
import { changeCart } from './change-item.ts';
import { giveBackUse } from './give-back-use.ts';
import { writeFree } from './store.ts';

/** Whether its form can be filled in again: of what is being paid, or was, it cannot. */
export function isRefillable({ free, state }: Pick<CartItem, 'free' | 'state'>): boolean {
  return free !== null && (state === 'payable' || state === 'changed' || state === 'form_changed');
}

/**
 * Puts what was filled in now in the place of what was filled in before. The due that it had become when it was
 * first to be paid is nobody's then, and makes no claim; checking out makes another.
 *
 * @throws Refusal `not_found` when it is not in the visitor's cart or cannot be changed any more, `input_invalid`
 */
export async function refillFreeItem(
  context: Pick<Context, 'database' | 'clock' | 'ids' | 'providers' | 'key'>,
  organisation: Organisation,
  { itemId, ...filled }: NewFreeItem & { readonly itemId: string },
): Promise<void> {
  const free = freeItemOf(filled);
  await changeCart(
    context,
    organisation,
    filled.visitor,
    async (transaction, cartId, { items }) => {
      const item = items.find(({ id }) => id === itemId);
      const isSame = item?.free?.chargeTypeId === free.chargeTypeId;
      if (!item || !isSame || !isRefillable(item)) throw new Refusal('not_found');
      await writeFree(transaction, organisation.id, cartId, {
        itemId,
        free,
        seen: filled.price.amount,
      });
      if (item.dueId !== null) await giveBackUse(context, transaction, organisation, item.dueId);
    },
  );
}
