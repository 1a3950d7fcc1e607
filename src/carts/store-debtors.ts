/** SQL of whoever is named in a cart: given out, and forgotten. */
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export type GatheredByDebtor = {
  readonly itemId: string;
  readonly chargeTypeId: string;
  readonly debtor: unknown;
  readonly answers: readonly unknown[];
  readonly addedAt: Date;
};

/** What is gathered for whoever has an address and was not begun to be paid. */
export async function findGatheredBy(
  database: Queryable,
  organisationId: string,
  email: string,
): Promise<GatheredByDebtor[]> {
  const found = await database.query<{
    cart_item_id: string;
    charge_type_id: string;
    debtor: unknown;
    answers: unknown[] | null;
    added_at: Date;
  }>(sql`
    select cart_item_id, charge_type_id, debtor, answers, added_at from cart_items
    where organisation_id = ${organisationId} and lower(debtor ->> 'email') = lower(${email})
    order by cart_item_id limit 10000`);
  return found.map((row) => ({
    itemId: row.cart_item_id,
    chargeTypeId: row.charge_type_id,
    debtor: row.debtor,
    answers: row.answers ?? [],
    addedAt: row.added_at,
  }));
}

/** Takes it out of the carts it is in. @returns how many items went */
export async function eraseGatheredBy(
  transaction: Transaction,
  organisationId: string,
  email: string,
): Promise<number> {
  const erased = await transaction.query(sql`
    delete from cart_items
    where organisation_id = ${organisationId} and lower(debtor ->> 'email') = lower(${email})
    returning cart_item_id`);
  return erased.length;
}
