/** What is still owed, by service and by how long it has been due. */
import { daysAfter, type CalendarDate } from '../../core/calendar-date.ts';
import { money, type Money } from '../../core/money.ts';
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import { isUnpaidFree } from '../free-due.ts';

/** `to_30` is due since one to thirty days. */
export const ages = ['not_due', 'no_date', 'to_30', 'to_90', 'to_365', 'older'] as const;
export type Age = (typeof ages)[number];

export type OwedLine = {
  readonly service: string;
  readonly age: Age;
  readonly count: number;
  readonly amount: Money;
};

/** Reads every due: its counters stand in no index, so that settling it stays cheap. */
export async function findOwed(
  database: Queryable,
  organisationId: string,
  today: CalendarDate,
): Promise<OwedLine[]> {
  const rows = await database.query<{
    service: string;
    age: Age;
    count: number;
    amount: string;
    currency: string;
  }>(sql`
    select service, age, count(*)::integer as count, sum(open)::text as amount, currency
    from (
      select service, currency, amount - settled - credited as open,
        case
          when due_on is null then 'no_date'
          when due_on >= ${today}::date then 'not_due'
          when due_on >= ${today}::date - 30 then 'to_30'
          when due_on >= ${today}::date - 90 then 'to_90'
          when due_on >= ${today}::date - 365 then 'to_365'
          else 'older' end as age
      from dues d
      where organisation_id = ${organisationId} and withdrawn_at is null
        and settled + credited < amount and not ${isUnpaidFree}) owed
    group by service, age, currency
    order by service, age, currency`);
  return rows.map(({ amount, currency, ...row }) => ({
    ...row,
    amount: money(BigInt(amount), currency),
  }));
}

type Parameters = readonly (readonly [name: string, value: string])[];

/** The list of dues of an age, as of that day. */
export function parametersOfAge(age: Age, today: CalendarDate): Parameters {
  const open = [
    ['state', 'open'],
    ['state', 'partly_settled'],
  ] as const;
  const between = (from: number | null, to: number | null): Parameters => [
    ...open,
    ...(from === null ? [] : [['due_on_from', daysAfter(today, from)] as const]),
    ...(to === null ? [] : [['due_on_to', daysAfter(today, to)] as const]),
  ];
  switch (age) {
    case 'no_date':
      return [...open, ['dated', 'no']];
    case 'not_due':
      return between(0, null);
    case 'to_30':
      return between(-30, -1);
    case 'to_90':
      return between(-90, -31);
    case 'to_365':
      return between(-365, -91);
    case 'older':
      return between(null, -366);
  }
}
