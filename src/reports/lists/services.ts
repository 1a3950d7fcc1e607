/** Services as they stand. */
import { sql } from '../../database/sql.ts';
import { column, shown, state } from '../column.ts';
import type { List } from '../list.ts';

export const services: List = {
  name: 'services',
  permission: 'see',
  source: (organisationId, join) => sql`
    from services s
    ${join}
    where s.organisation_id = ${organisationId}`,
  inBulk: null,
  ofServices: (_, ours) => sql`s.service_id = any(${[...ours]}::text[])`,
  key: [
    { sql: sql`s.created_at`, type: 'timestamptz' },
    { sql: sql`s.service_id`, type: 'text' },
  ],
  currency: null,
  columns: [
    shown('service', 'text', sql`s.service_id`),
    state('state', sql`s.state`, 'offer_state'),
    shown('charge_types', 'text', sql`(select string_agg(c.charge_type_id, ', ' order by c.position, c.charge_type_id)
      from charge_types c where c.organisation_id = s.organisation_id and c.service_id = s.service_id)`), // prettier-ignore
    shown('accounting_code', 'text', sql`s.definition ->> 'accounting_code'`),
    column('notice_email', 'text', sql`s.definition ->> 'notice_email'`),
    column('version', 'number', sql`s.version`),
    column('created_at', 'instant', sql`s.created_at`),
    shown('changed_at', 'instant', sql`s.changed_at`),
  ],
  filters: [
    { name: 'state', kind: 'choice', values: ['draft', 'open', 'closed'], vocabulary: 'offer_state', sql: sql`s.state` }, // prettier-ignore
    { name: 'created', kind: 'period', of: 'instant', sql: sql`s.created_at` },
    { name: 'service', kind: 'id', condition: (_, service) => sql`s.service_id = ${service}` },
  ],
};
