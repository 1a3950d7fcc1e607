/** What each payment settled of each due: the lines behind the payments. */
import { sql } from '../../database/sql.ts';
import { column, shown, state, summed } from '../column.ts';
import type { List } from '../list.ts';
import { searchByPayment } from './payments.ts';

export const allocations: List = {
  name: 'allocations',
  permission: 'see',
  source: (organisationId, join) => sql`
    from allocations al
    join payments p on p.organisation_id = al.organisation_id and p.payment_id = al.payment_id
    join dues d on d.organisation_id = al.organisation_id and d.due_id = al.due_id
    left join invoices i on i.organisation_id = d.organisation_id and i.invoice_id = d.invoice_id
    left join attempts a on a.organisation_id = p.organisation_id and a.attempt_id = p.settled_by
    ${join}
    where al.organisation_id = ${organisationId}`,
  inBulk: null,
  ofServices: (_, services) => sql`d.service = any(${[...services]}::text[])`,
  key: [
    { sql: sql`p.created_at`, type: 'timestamptz' },
    { sql: sql`p.payment_id`, type: 'text' },
    { sql: sql`al.due_id`, type: 'text' },
  ],
  currency: sql`p.currency`,
  columns: [
    shown('payment_id', 'text', sql`al.payment_id`, { opens: 'payment' }),
    shown('due_id', 'text', sql`al.due_id`, { opens: 'due' }),
    column('created_at', 'instant', sql`p.created_at`),
    state('state', sql`p.state`, 'payment_state'),
    shown('paid_on', 'date', sql`p.paid_on`),
    shown('service', 'text', sql`d.service`),
    shown('reason', 'text', sql`d.reason`),
    shown('invoice_number', 'text', sql`i.number`),
    column('invoice_issued_on', 'date', sql`i.issued_on`),
    shown('customer_name', 'text', sql`coalesce(i.customer_name, d.debtor_name)`),
    column('customer_tax_ids', 'text', sql`array_to_string(i.customer_tax_ids, ', ')`),
    column('email', 'text', sql`p.email`),
    summed('asked', sql`al.amount`),
    summed('settled', sql`al.applied`, { isShown: true }),
    column('currency', 'text', sql`p.currency`),
    column('method', 'state', sql`a.method`, { vocabulary: 'method' }),
    column('attempt_id', 'text', sql`a.attempt_id`),
    column('provider_reference', 'text', sql`a.provider_reference`),
  ],
  filters: [
    searchByPayment(sql`al.payment_id`),
    { name: 'state', kind: 'choice', values: ['open', 'paid', 'set_aside'], vocabulary: 'payment_state', sql: sql`p.state` }, // prettier-ignore
    { name: 'created', kind: 'period', of: 'instant', sql: sql`p.created_at` },
    {
      name: 'paid',
      kind: 'period',
      of: 'date',
      sql: sql`p.paid_on`,
      key: [
        { sql: sql`p.paid_on`, type: 'date' },
        { sql: sql`p.payment_id`, type: 'text' },
        { sql: sql`al.due_id`, type: 'text' },
      ],
    },
    { name: 'amount', kind: 'amount', sql: sql`al.applied` },
    {
      name: 'method',
      kind: 'choice',
      values: ['card', 'counter'],
      vocabulary: 'method',
      sql: sql`a.method`,
    },
    { name: 'service', kind: 'id', condition: (_, service) => sql`d.service = ${service}` },
    { name: 'payment', kind: 'id', condition: (_, payment) => sql`al.payment_id = ${payment}` },
    { name: 'due', kind: 'id', condition: (_, due) => sql`al.due_id = ${due}` },
  ],
};
