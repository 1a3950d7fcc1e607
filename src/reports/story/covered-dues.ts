/** What a payment is for: its lines in the order the payer saw them, each with its due, service and debtor. */
import { money, type Money } from '../../core/money.ts';
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';

export type CoveredDue = {
  readonly dueId: string;
  /** The number of its invoice, or what it is for where there is none. */
  readonly name: string;
  readonly service: string;
  /** Null where nobody was named. */
  readonly debtor: string | null;
  readonly asked: Money;
  /** What the payment settled of it. */
  readonly settled: Money;
};

type Row = {
  due_id: string;
  name: string;
  service: string;
  debtor: string | null;
  amount: bigint;
  applied: bigint;
  currency: string;
};

export async function findCoveredDues(
  database: Queryable,
  organisationId: string,
  paymentId: string,
): Promise<CoveredDue[]> {
  const rows = await database.query<Row>(sql`
    select d.due_id, coalesce(i.number, d.reason) as name, d.service,
      coalesce(i.customer_name, d.debtor_name) as debtor, al.amount, al.applied, d.currency
    from allocations al
    join dues d on d.organisation_id = al.organisation_id and d.due_id = al.due_id
    left join invoices i on i.organisation_id = d.organisation_id and i.invoice_id = d.invoice_id
    where al.organisation_id = ${organisationId} and al.payment_id = ${paymentId}
    order by al.position, d.due_id limit 1000`);
  return rows.map(({ due_id: dueId, name, service, debtor, amount, applied, currency }) => ({
    dueId,
    name,
    service,
    debtor,
    asked: money(amount, currency),
    settled: money(applied, currency),
  }));
}
