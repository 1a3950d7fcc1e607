/** What payers can be charged for, service by service, with the forms of free payments. */
import { sql } from '../../database/sql.ts';
import { column, shown, state } from '../column.ts';
import type { List } from '../list.ts';

export const chargeTypes: List = {
  name: 'charge_types',
  permission: 'see',
  source: (organisationId, join) => sql`
    from charge_types c
    ${join}
    where c.organisation_id = ${organisationId}`,
  inBulk: null,
  ofServices: (_, services) => sql`c.service_id = any(${[...services]}::text[])`,
  key: [
    { sql: sql`c.created_at`, type: 'timestamptz' },
    { sql: sql`c.charge_type_id`, type: 'text' },
  ],
  currency: null,
  columns: [
    shown('charge_type', 'text', sql`c.charge_type_id`),
    shown('service', 'text', sql`c.service_id`),
    state('kind', sql`c.kind`, 'charge_kind'),
    state('state', sql`c.state`, 'offer_state'),
    shown('field_count', 'number', sql`jsonb_array_length(c.definition -> 'form' -> 'fields')`),
    column('accounting_code', 'text', sql`c.definition ->> 'accounting_code'`),
    column('version', 'number', sql`c.version`),
    column('created_at', 'instant', sql`c.created_at`),
    shown('changed_at', 'instant', sql`c.changed_at`),
  ],
  filters: [
    { name: 'state', kind: 'choice', values: ['draft', 'open', 'closed'], vocabulary: 'offer_state', sql: sql`c.state` }, // prettier-ignore
    { name: 'kind', kind: 'choice', values: ['dues', 'free'], vocabulary: 'charge_kind', sql: sql`c.kind` }, // prettier-ignore
    { name: 'created', kind: 'period', of: 'instant', sql: sql`c.created_at` },
    { name: 'service', kind: 'id', condition: (_, id) => sql`c.service_id = ${id}` },
  ],
};
