/** For which dues discounts were used, and which uses were given free again. */
import { sql } from '../../database/sql.ts';
import { column, shown, state } from '../column.ts';
import type { List } from '../list.ts';

const useState = sql`case when u.released_at is not null then 'released'
  when u.look_at is null then 'used' else 'taken' end`;

export const discountUses: List = {
  name: 'discount_uses',
  permission: 'see',
  source: (organisationId, join) => sql`
    from discount_uses u
    join discounts k on k.organisation_id = u.organisation_id and k.discount_id = u.discount_id
    join dues d on d.organisation_id = u.organisation_id and d.due_id = u.due_id
    ${join}
    where u.organisation_id = ${organisationId}`,
  inBulk: null,
  ofServices: (_, services) => sql`d.service = any(${[...services]}::text[])`,
  key: [
    { sql: sql`u.taken_at`, type: 'timestamptz' },
    { sql: sql`u.discount_use_id`, type: 'text' },
  ],
  currency: null,
  columns: [
    column('discount_use_id', 'text', sql`u.discount_use_id`),
    shown('taken_at', 'instant', sql`u.taken_at`),
    shown('code', 'text', sql`k.code`),
    shown('discount', 'text', sql`u.discount_id`),
    shown('service', 'text', sql`d.service`),
    column('charge_type', 'text', sql`k.charge_type_id`),
    shown('due_id', 'text', sql`u.due_id`, { opens: 'due' }),
    state('state', useState, 'use_state'),
    column('released_at', 'instant', sql`u.released_at`),
  ],
  filters: [
    { name: 'state', kind: 'choice', values: ['taken', 'used', 'released'], vocabulary: 'use_state', sql: useState }, // prettier-ignore
    { name: 'created', kind: 'period', of: 'instant', sql: sql`u.taken_at` },
    { name: 'service', kind: 'id', condition: (_, service) => sql`d.service = ${service}` },
    { name: 'discount', kind: 'id', condition: (_, discount) => sql`u.discount_id = ${discount}` },
    { name: 'due', kind: 'id', condition: (_, due) => sql`u.due_id = ${due}` },
  ],
};
