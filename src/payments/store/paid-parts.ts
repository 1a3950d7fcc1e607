/** SQL of what was paid of a due, and on which day. */
import type { CalendarDate } from '../../core/calendar-date.ts';
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';

export type PaidPartOfDue = {
  readonly dueId: string;
  readonly minor: bigint;
  readonly on: CalendarDate;
};

/** The parts of dues that payments settled and nobody took back, by day. */
export async function findPaidParts(
  database: Queryable,
  organisationId: string,
  dueIds: readonly string[],
): Promise<PaidPartOfDue[]> {
  const rows = await database.query<{ due_id: string; minor: bigint; paid_on: CalendarDate }>(sql`
    select due_id, applied - refunded - disputed as minor, paid_on
    from allocations join payments using (organisation_id, payment_id)
    where organisation_id = ${organisationId} and due_id = any(${dueIds}) and state = 'paid'
      and applied > refunded + disputed and paid_on is not null
    order by due_id, paid_on limit 10000`);
  return rows.map((row) => ({ dueId: row.due_id, minor: row.minor, on: row.paid_on }));
}
