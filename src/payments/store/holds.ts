/** SQL of holds: which attempt keeps a due from being paid by another. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';

/** @returns false when one of the dues is held by another attempt */
export async function insertHolds(
  transaction: Transaction,
  organisationId: string,
  attemptId: string,
  dueIds: readonly string[],
  at: Date,
): Promise<boolean> {
  const rows = await transaction.query(sql`
    insert into holds (organisation_id, due_id, attempt_id, held_at)
    select ${organisationId}, due_id, ${attemptId}, ${at}
    from unnest(${dueIds.toSorted()}::text[]) as given (due_id)
    on conflict do nothing
    returning due_id`);
  return rows.length === dueIds.length;
}

export type Hold = {
  readonly dueId: string;
  readonly attemptId: string;
  readonly paymentId: string;
};

export async function findHolds(
  database: Queryable,
  organisationId: string,
  dueIds: readonly string[],
): Promise<Hold[]> {
  const rows = await database.query<{ due_id: string; attempt_id: string; payment_id: string }>(sql`
    select due_id, attempt_id, payment_id from holds join attempts using (organisation_id, attempt_id)
    where organisation_id = ${organisationId} and due_id = any(${dueIds}) and released_at is null limit 10000`);
  return rows.map((row) => ({
    dueId: row.due_id,
    attemptId: row.attempt_id,
    paymentId: row.payment_id,
  }));
}

/** When each of the dues was last let go by an attempt; a due that was never held is not among them. */
export async function findLastReleased(
  database: Queryable,
  organisationId: string,
  dueIds: readonly string[],
): Promise<Map<string, Date>> {
  const rows = await database.query<{ due_id: string; released_at: Date }>(sql`
    select due_id, max(released_at) as released_at from holds
    where organisation_id = ${organisationId} and due_id = any(${dueIds}) and released_at is not null
    group by due_id limit 10000`);
  return new Map(rows.map((row) => [row.due_id, row.released_at]));
}
