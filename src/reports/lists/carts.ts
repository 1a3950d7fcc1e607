/** What waits in carts, and since when: whose cart it is, and what was answered, nobody needs to know. */
import { sql } from '../../database/sql.ts';
import { column, shown, summed } from '../column.ts';
import type { List } from '../list.ts';

const service = sql`coalesce(d.service, c.service_id)`;

export const carts: List = {
  name: 'carts',
  permission: 'see',
  source: (organisationId, join) => sql`
    from cart_items k
    join carts cart on cart.organisation_id = k.organisation_id and cart.cart_id = k.cart_id
    left join dues d on d.organisation_id = k.organisation_id and d.due_id = k.due_id
    left join charge_types c on c.organisation_id = k.organisation_id and c.charge_type_id = k.charge_type_id
    ${join}
    where k.organisation_id = ${organisationId}`,
  inBulk: null,
  ofServices: (_, services) => sql`${service} = any(${[...services]}::text[])`,
  key: [
    { sql: sql`k.added_at`, type: 'timestamptz' },
    { sql: sql`k.cart_item_id`, type: 'text' },
  ],
  currency: sql`k.currency`,
  columns: [
    column('cart_item_id', 'text', sql`k.cart_item_id`),
    shown('cart_id', 'text', sql`k.cart_id`),
    shown('added_at', 'instant', sql`k.added_at`),
    shown('service', 'text', service),
    shown('charge_type', 'text', sql`coalesce(k.charge_type_id, d.charge_type_id)`),
    shown('due_id', 'text', sql`k.due_id`, { opens: 'due' }),
    column('position', 'number', sql`k.position`),
    summed('amount', sql`k.amount`, { isShown: true }),
    column('currency', 'text', sql`k.currency`),
    column('discount', 'text', sql`k.discount_id`),
    column('changed_at', 'instant', sql`cart.changed_at`),
  ],
  filters: [
    { name: 'created', kind: 'period', of: 'instant', sql: sql`k.added_at` },
    { name: 'amount', kind: 'amount', sql: sql`k.amount` },
    { name: 'service', kind: 'id', condition: (_, value) => sql`${service} = ${value}` },
    { name: 'due', kind: 'id', condition: (_, due) => sql`k.due_id = ${due}` },
  ],
};
