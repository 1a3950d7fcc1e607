/** What a payment is for: its dues, to be opened one by one. */
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';

/** With the number of its invoice, or what it is for where there is none. */
export type CoveredDue = { readonly dueId: string; readonly name: string };

export async function findCoveredDues(
  database: Queryable,
  organisationId: string,
  paymentId: string,
): Promise<CoveredDue[]> {
  const rows = await database.query<{ due_id: string; name: string }>(sql`
    select d.due_id, coalesce(i.number, d.reason) as name
    from allocations al
    join dues d on d.organisation_id = al.organisation_id and d.due_id = al.due_id
    left join invoices i on i.organisation_id = d.organisation_id and i.invoice_id = d.invoice_id
    where al.organisation_id = ${organisationId} and al.payment_id = ${paymentId}
    order by name, d.due_id limit 100`);
  return rows.map(({ due_id: dueId, name }) => ({ dueId, name }));
}
