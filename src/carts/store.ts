/** All SQL of carts and their items. */
import { z } from 'zod';
import { money } from '../core/money.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { rows, sql } from '../database/sql.ts';
import { answer } from '../forms/index.ts';
import type { FreeItem, StoredItem } from './cart.ts';

type ItemRow = {
  cart_item_id: string;
  position: number;
  due_id: string | null;
  charge_type_id: string | null;
  charge_type_version: number | null;
  debtor: unknown;
  answers: unknown;
  lines: unknown;
  typed: unknown;
  amount: bigint;
  part: bigint | null;
  currency: string;
  discount_id: string | null;
  added_at: Date;
  told_at: Date | null;
};

const columns = sql`cart_item_id, position, due_id, charge_type_id, charge_type_version, debtor, answers,
  lines, typed, amount, part, currency, discount_id, added_at, told_at`;

const storedDebtor = z.object({
  name: z.string(),
  taxId: z.string().nullable(),
  email: z.string().nullable(),
});
const storedLines = z.array(z.object({ text: z.string(), minor: z.string() }));
const storedTyped = z.record(z.string(), z.string());

function fromRow(row: ItemRow): StoredItem {
  return {
    id: row.cart_item_id,
    position: row.position,
    dueId: row.due_id,
    free: freeFrom(row),
    seen: money(row.amount, row.currency),
    part: row.part === null ? null : money(row.part, row.currency),
    discountId: row.discount_id,
    addedAt: row.added_at,
    toldAt: row.told_at,
  };
}

function freeFrom(row: ItemRow): FreeItem | null {
  if (row.charge_type_id === null || row.charge_type_version === null) return null;
  return {
    chargeTypeId: row.charge_type_id,
    chargeTypeVersion: row.charge_type_version,
    debtor: storedDebtor.parse(row.debtor),
    answers: z.array(answer).parse(row.answers ?? []),
    lines: storedLines.parse(row.lines ?? []),
    typed: storedTyped.parse(row.typed ?? {}),
  };
}

/** Makes the visitor's cart where there is none, and locks it until the transaction ends. @returns its id */
export async function ensureCart(
  transaction: Transaction,
  organisationId: string,
  cart: { readonly id: string; readonly visitor: string },
  at: Date,
): Promise<string> {
  const [row] = await transaction.query<{ cart_id: string }>(sql`
    insert into carts (organisation_id, cart_id, visitor, created_at, changed_at)
    values (${organisationId}, ${cart.id}, ${cart.visitor}, ${at}, ${at})
    on conflict (organisation_id, visitor) do update set changed_at = excluded.changed_at
    returning cart_id`);
  if (!row) throw new Error('a cart is there after it was made');
  return row.cart_id;
}

/** Locks the visitor's cart against change, and notes that it is used. @returns its id; null when there is none */
export async function lockCart(
  transaction: Transaction,
  organisationId: string,
  visitor: string,
  at: Date,
): Promise<string | null> {
  const [row] = await transaction.query<{ cart_id: string }>(sql`
    update carts set changed_at = ${at}
    where organisation_id = ${organisationId} and visitor = ${visitor} returning cart_id`);
  return row?.cart_id ?? null;
}

/** What the visitor has gathered, in its order. */
export async function findItems(
  database: Queryable,
  organisationId: string,
  visitor: string,
): Promise<StoredItem[]> {
  const found = await database.query<ItemRow>(sql`
    select ${columns} from cart_items
    where organisation_id = ${organisationId} and cart_id = (
      select cart_id from carts where organisation_id = ${organisationId} and visitor = ${visitor})
    order by position, cart_item_id limit 1000`);
  return found.map(fromRow);
}

/** Puts an item at the end of a cart that the transaction has locked. */
export async function insertItem(
  transaction: Transaction,
  organisationId: string,
  cartId: string,
  item: Omit<StoredItem, 'position' | 'discountId' | 'toldAt'>,
): Promise<void> {
  const { free, seen } = item;
  await transaction.query(sql`
    insert into cart_items (organisation_id, cart_item_id, cart_id, position, due_id, charge_type_id,
      charge_type_version, debtor, answers, lines, typed, amount, part, currency, added_at)
    values (${organisationId}, ${item.id}, ${cartId},
      (select coalesce(max(position), 0) + 1 from cart_items
        where organisation_id = ${organisationId} and cart_id = ${cartId}),
      ${item.dueId}, ${free?.chargeTypeId ?? null}, ${free?.chargeTypeVersion ?? null},
      ${free && JSON.stringify(free.debtor)}, ${free && JSON.stringify(free.answers)},
      ${free && JSON.stringify(free.lines)}, ${free && JSON.stringify(free.typed)},
      ${seen.minor}, ${item.part?.minor ?? null}, ${seen.currency},
      ${item.addedAt})`);
}

export async function deleteItems(
  transaction: Transaction,
  organisationId: string,
  cartId: string,
  itemIds: readonly string[],
): Promise<void> {
  await transaction.query(sql`
    delete from cart_items
    where organisation_id = ${organisationId} and cart_id = ${cartId}
      and cart_item_id = any(${itemIds})`);
}

/** Puts items in the order in which they are given. */
export async function writeOrder(
  transaction: Transaction,
  organisationId: string,
  cartId: string,
  itemIds: readonly string[],
): Promise<void> {
  await transaction.query(sql`
    update cart_items set position = placed.place
    from ${rows('placed', [...itemIds.entries()], {
      item_id: ['text', ([, id]) => id],
      place: ['integer', ([index]) => index + 1],
    })}
    where cart_items.organisation_id = ${organisationId} and cart_items.cart_id = ${cartId}
      and cart_items.cart_item_id = placed.item_id`);
}

export async function writeDiscount(
  transaction: Transaction,
  organisationId: string,
  cartId: string,
  item: { readonly itemId: string; readonly discountId: string | null },
): Promise<void> {
  await transaction.query(sql`
    update cart_items set discount_id = ${item.discountId}
    where organisation_id = ${organisationId} and cart_id = ${cartId} and cart_item_id = ${item.itemId}`);
}

/** What the payer has now seen of items, the part that is to be paid, and the due that a free one became. */
export async function writeSeen(
  transaction: Transaction,
  organisationId: string,
  cartId: string,
  items: readonly Pick<StoredItem, 'id' | 'dueId' | 'seen' | 'part'>[],
): Promise<void> {
  await transaction.query(sql`
    update cart_items set amount = shown.minor, due_id = shown.due_id, part = shown.part
    from ${rows('shown', items, {
      item_id: ['text', (item) => item.id],
      due_id: ['text', (item) => item.dueId],
      minor: ['bigint', (item) => item.seen.minor],
      part: ['bigint', (item) => item.part?.minor ?? null],
    })}
    where cart_items.organisation_id = ${organisationId} and cart_items.cart_id = ${cartId}
      and cart_items.cart_item_id = shown.item_id`);
}

/** Writes what was filled in anew; the due that the item had become is not its due any more. */
export async function writeFree(
  transaction: Transaction,
  organisationId: string,
  cartId: string,
  {
    itemId,
    free,
    seen,
  }: { readonly itemId: string; readonly free: FreeItem; readonly seen: StoredItem['seen'] },
): Promise<void> {
  await transaction.query(sql`
    update cart_items set due_id = null, charge_type_version = ${free.chargeTypeVersion},
      debtor = ${JSON.stringify(free.debtor)}, answers = ${JSON.stringify(free.answers)},
      lines = ${JSON.stringify(free.lines)}, typed = ${JSON.stringify(free.typed)},
      amount = ${seen.minor}, currency = ${seen.currency}
    where organisation_id = ${organisationId} and cart_id = ${cartId} and cart_item_id = ${itemId}`);
}

export async function writeTold(
  database: Queryable,
  organisationId: string,
  itemIds: readonly string[],
  at: Date,
): Promise<void> {
  await database.query(sql`
    update cart_items set told_at = ${at}
    where organisation_id = ${organisationId} and cart_item_id = any(${itemIds}) and told_at is null`);
}

/** Forgets carts that nobody used since; a few at a time. @returns how many */
export async function deleteOldCarts(
  transaction: Transaction,
  organisationId: string,
  before: Date,
): Promise<number> {
  const old = await transaction.query<{ cart_id: string }>(sql`
    select cart_id from carts
    where organisation_id = ${organisationId} and changed_at < ${before}
    order by changed_at limit 200 for update skip locked`);
  const ids = old.map((row) => row.cart_id);
  if (ids.length === 0) return 0;
  await transaction.query(sql`
    delete from cart_items where organisation_id = ${organisationId} and cart_id = any(${ids})`);
  await transaction.query(sql`
    delete from carts where organisation_id = ${organisationId} and cart_id = any(${ids})`);
  return ids.length;
}
