/** Who paid: the names on what a payment is for, or the address of the payer where there is none. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { payerNamesOf } from './lists/payments.ts';

/** By the ids of their payments; nobody is known of a payment that is not in it. */
export async function findPayersOf(
  database: Queryable,
  organisationId: string,
  paymentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (paymentIds.length === 0) return new Map();
  const rows = await database.query<{ id: string; who: string | null }>(sql`
    select p.payment_id as id, coalesce(${payerNamesOf(sql`p`)}, p.email) as who
    from payments p
    where p.organisation_id = ${organisationId} and p.payment_id = any(${[...paymentIds]}::text[])`);
  return new Map(rows.flatMap(({ id, who }) => (who === null ? [] : [[id, who] as const])));
}
