/** Puts a due, or a free payment, into a visitor's cart. */
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { findDues, outstanding, type Due, type DueLine } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { isPartOf, isPayableHere } from '../payments/index.ts';
import type { FreeChargeType } from '../services/index.ts';
import type { CartItem, FreeItem } from './cart.ts';
import { cartWithin, hasLeft, mostOf } from './find-cart.ts';
import { payableOf } from './judge-items.ts';
import { deleteItems, ensureCart, insertItem } from './store.ts';

export type Added =
  | { readonly kind: 'added' }
  /** One payment holds no more than this. */
  | { readonly kind: 'full'; readonly most: number };

export type NewFreeItem = {
  readonly visitor: string;
  readonly chargeType: FreeChargeType;
  readonly price: { readonly amount: Money; readonly lines: readonly DueLine[] };
  readonly debtor: FreeItem['debtor'];
  readonly answers: FreeItem['answers'];
  readonly typed: FreeItem['typed'];
};

type Adding = Pick<Context, 'database' | 'clock' | 'ids' | 'providers' | 'key'>;

/** @throws Refusal `not_found` when the charge type is not open */
export async function addFreeItem(
  context: Adding,
  organisation: Organisation,
  filled: NewFreeItem,
): Promise<Added> {
  const free = freeItemOf(filled);
  const { visitor, price } = filled;
  return context.database.transaction(async (transaction) => {
    const room = await makeRoom(context, transaction, organisation, { visitor, dueId: null });
    if (room.full !== null) return { kind: 'full', most: room.full };
    await insertItem(transaction, organisation.id, room.cartId, {
      id: context.ids.next('cti'),
      dueId: null,
      free,
      seen: price.amount,
      part: null,
      addedAt: context.clock.now(),
    });
    return { kind: 'added' };
  });
}

/** @throws Refusal `not_found` when the charge type is not open, `input_invalid` */
export function freeItemOf({
  chargeType,
  price,
  debtor,
  answers,
  typed,
}: Omit<NewFreeItem, 'visitor'>): FreeItem {
  if (chargeType.state !== 'open') throw new Refusal('not_found', 'the charge type is not open');
  if (price.amount.minor <= 0n) {
    throw new Refusal('input_invalid', 'amount: not above zero');
  }
  const { id: chargeTypeId, version: chargeTypeVersion } = chargeType;
  return { chargeTypeId, chargeTypeVersion, debtor, answers, lines: price.lines, typed };
}

/**
 * @param part what is to be paid of it, where it may be paid in parts; all that is outstanding when left out
 * @throws Refusal `not_found`, `due_already_paid`, `due_withdrawn`, `method_not_available`, `input_invalid`
 */
export async function addDueToCart(
  context: Adding,
  organisation: Organisation,
  item: { readonly visitor: string; readonly dueId: string; readonly part?: Money },
): Promise<Added | { readonly kind: 'there_already' }> {
  return context.database.transaction(async (transaction) => {
    const [due] = await findDues(transaction, organisation.id, [item.dueId]);
    if (!due) throw new Refusal('not_found');
    refuseUnlessOwed(organisation, due);
    const part = item.part ?? null;
    if (part && !isPartOf(due, part))
      throw new Refusal('input_invalid', 'part: cannot be paid of it');
    const room = await makeRoom(context, transaction, organisation, item);
    if (room.items.some(({ dueId }) => dueId === due.id)) return { kind: 'there_already' };
    if (room.full !== null) return { kind: 'full', most: room.full };
    await insertItem(transaction, organisation.id, room.cartId, {
      id: context.ids.next('cti'),
      dueId: due.id,
      free: null,
      seen: payableOf(due, part),
      part: part?.minor === outstanding(due).minor ? null : part,
      addedAt: context.clock.now(),
    });
    return { kind: 'added' };
  });
}

function refuseUnlessOwed(organisation: Organisation, due: Due): void {
  if (due.withdrawn) throw new Refusal('due_withdrawn');
  if (outstanding(due).minor === 0n) throw new Refusal('due_already_paid');
  if (!isPayableHere(organisation, due)) throw new Refusal('method_not_available');
}

type Room = {
  readonly cartId: string;
  readonly items: readonly CartItem[];
  /** How many one payment can hold, when that many wait already. */
  readonly full: number | null;
};

/**
 * Locks the cart, takes out what has left it, and looks whether one more fits.
 *
 * @param wanted a due that was paid and is owed again comes back, whether or not it was told that it had left
 */
async function makeRoom(
  context: Pick<Context, 'clock' | 'ids' | 'providers' | 'key'>,
  transaction: Transaction,
  organisation: Organisation,
  { visitor, dueId }: { readonly visitor: string; readonly dueId: string | null },
): Promise<Room> {
  const made = { id: context.ids.next('crt'), visitor };
  const at = context.clock.now();
  const cartId = await ensureCart(transaction, organisation.id, made, at);
  const { items } = await cartWithin(context, transaction, organisation, { visitor });
  const gone = items.filter(
    (item) => hasLeft(item) && (item.toldAt !== null || (dueId !== null && item.dueId === dueId)),
  );
  const goneIds = gone.map(({ id }) => id);
  if (gone.length > 0) await deleteItems(transaction, organisation.id, cartId, goneIds);
  const most = mostOf(context, organisation);
  const waiting = items.filter((item) => !hasLeft(item));
  return { cartId, items: waiting, full: waiting.length >= most ? most : null };
}
