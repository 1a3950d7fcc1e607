/** Discounts as they stand: what each takes off, when, and how often it was used. */
import { sql } from '../../database/sql.ts';
import { column, shown, state } from '../column.ts';
import type { List } from '../list.ts';

const standing = sql`case when k.ended_at is not null then 'ended'
  when k.used >= k.most_uses then 'used_up' else 'running' end`;
const service = sql`(select c.service_id from charge_types c
  where c.organisation_id = k.organisation_id and c.charge_type_id = k.charge_type_id)`;

export const discounts: List = {
  name: 'discounts',
  permission: 'see',
  source: (organisationId, join) => sql`
    from discounts k
    ${join}
    where k.organisation_id = ${organisationId}`,
  inBulk: null,
  ofServices: (_, services) => sql`${service} = any(${[...services]}::text[])`,
  key: [
    { sql: sql`k.created_at`, type: 'timestamptz' },
    { sql: sql`k.discount_id`, type: 'text' },
  ],
  currency: sql`k.currency`,
  columns: [
    shown('discount', 'text', sql`k.discount_id`),
    column('created_at', 'instant', sql`k.created_at`),
    shown('code', 'text', sql`k.code`),
    shown('charge_type', 'text', sql`k.charge_type_id`),
    column('service', 'text', service),
    shown('percent', 'text', sql`case when k.kind = 'percent' then trim_scale(k.value * 0.01)::text end`), // prettier-ignore
    shown('amount', 'money', sql`case when k.kind = 'amount' then k.value end`),
    shown('given_from', 'date', sql`k.valid_from`),
    shown('given_until', 'date', sql`k.valid_until`),
    shown('used', 'number', sql`k.used`),
    column('most_uses', 'number', sql`k.most_uses`),
    column('most_uses_per_payer', 'number', sql`k.most_uses_per_payer`),
    state('state', standing, 'discount_state'),
    column('ended_at', 'instant', sql`k.ended_at`),
  ],
  filters: [
    { name: 'state', kind: 'choice', values: ['running', 'used_up', 'ended'], vocabulary: 'discount_state', sql: standing }, // prettier-ignore
    { name: 'created', kind: 'period', of: 'instant', sql: sql`k.created_at` },
    { name: 'service', kind: 'id', condition: (_, id) => sql`${service} = ${id}` },
    { name: 'charge_type', kind: 'id', condition: (_, id) => sql`k.charge_type_id = ${id}` },
  ],
};
