/** What was collected, by day, service and method. */
import { z } from 'zod';
import type { CalendarDate } from '../../core/calendar-date.ts';
import { money, type Money } from '../../core/money.ts';
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';

export type CollectedLine = {
  /** In the organisation's time zone. */
  readonly day: string;
  readonly service: string;
  readonly method: string;
  readonly count: number;
  /** What payments of that day settled of dues, before anything was given back. */
  readonly amount: Money;
};

export async function findCollected(
  database: Queryable,
  organisationId: string,
  period: { readonly from: CalendarDate; readonly to: CalendarDate },
): Promise<CollectedLine[]> {
  const rows = await database.query<{
    day: string;
    service: string;
    method: string;
    count: number;
    amount: string;
    currency: string;
  }>(sql`
    select p.paid_on as day, d.service, a.method, count(*)::integer as count,
      sum(al.applied)::text as amount, p.currency
    from payments p
    join allocations al on al.organisation_id = p.organisation_id and al.payment_id = p.payment_id
    join dues d on d.organisation_id = al.organisation_id and d.due_id = al.due_id
    join attempts a on a.organisation_id = p.organisation_id and a.attempt_id = p.settled_by
    where p.organisation_id = ${organisationId} and p.state = 'paid'
      and p.paid_on >= ${period.from}::date and p.paid_on <= ${period.to}::date and al.applied > 0
    group by p.paid_on, d.service, a.method, p.currency
    order by p.paid_on, d.service, a.method, p.currency`);
  return rows.map(({ amount, currency, ...row }) => ({
    ...row,
    amount: money(BigInt(amount), currency),
  }));
}

const storedMoney = z
  .object({ minor: z.string(), currency: z.string() })
  .transform(({ minor, currency }) => money(BigInt(minor), currency));

export const storedCollected = z.array(
  z.object({
    day: z.string(),
    service: z.string(),
    method: z.string(),
    count: z.number(),
    amount: storedMoney,
  }),
);

export const storedOwed = z.array(
  z.object({
    service: z.string(),
    age: z.enum(['no_date', 'not_due', 'to_30', 'to_90', 'to_365', 'older']),
    count: z.number(),
    amount: storedMoney,
  }),
);

export function withAmountAsText<Line extends { readonly amount: Money }>(line: Line) {
  const { minor, currency } = line.amount;
  return { ...line, amount: { minor: String(minor), currency } };
}
