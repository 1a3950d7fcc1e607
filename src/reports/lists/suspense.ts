/** Money that came and settles nothing yet; among it what was paid a second time. */
import { sql } from '../../database/sql.ts';
import { column, shown, state, summed } from '../column.ts';
import type { Filter, List } from '../list.ts';
import { paymentIsOf, searchByPayment } from './payments.ts';

const suspenseState = sql`case when s.returned + s.resolved < s.amount then 'waiting'
  when s.resolved > 0 then 'resolved' else 'returned' end`;

const stateFilter: Filter = { name: 'state', kind: 'choice', values: ['waiting', 'returned', 'resolved'], vocabulary: 'suspense_state', sql: suspenseState }; // prettier-ignore

function suspenseList(
  name: 'suspense' | 'second_payments',
  source: List['source'],
  further: readonly Filter[],
): List {
  return {
    name,
    permission: 'see',
    source,
    inBulk: null,
    ofServices: paymentIsOf(sql`a.payment_id`),
    key: [{ sql: sql`s.suspense_item_id`, type: 'text' }],
    currency: sql`s.currency`,
    columns: [
      column('suspense_item_id', 'text', sql`s.suspense_item_id`),
      shown('payment_id', 'text', sql`a.payment_id`, { opens: 'payment' }),
      shown('created_at', 'instant', sql`s.created_at`),
      state('state', suspenseState, 'suspense_state'),
      state('suspense_reason', sql`s.reason`, 'suspense_reason'),
      shown('email', 'text', sql`p.email`),
      summed('amount', sql`s.amount`, { isShown: true }),
      summed('returned', sql`s.returned`),
      summed('resolved', sql`s.resolved`),
      summed('waiting', sql`s.amount - s.returned - s.resolved`, { isShown: true }),
      column('currency', 'text', sql`s.currency`),
      column('attempt_id', 'text', sql`s.attempt_id`),
      column('provider_reference', 'text', sql`a.provider_reference`),
    ],
    filters: [
      searchByPayment(sql`a.payment_id`),
      stateFilter,
      ...further,
      { name: 'created', kind: 'period', of: 'instant', sql: sql`s.created_at` },
      { name: 'amount', kind: 'amount', sql: sql`s.amount` },
      { name: 'payment', kind: 'id', condition: (_, payment) => sql`a.payment_id = ${payment}` },
    ],
  };
}

export const suspense = suspenseList(
  'suspense',
  (organisationId, join) => sql`
    from suspense_items s
    join attempts a on a.organisation_id = s.organisation_id and a.attempt_id = s.attempt_id
    join payments p on p.organisation_id = a.organisation_id and p.payment_id = a.payment_id
    ${join}
    where s.organisation_id = ${organisationId}`,
  [{ name: 'suspense_reason', kind: 'choice', values: ['already_settled', 'withdrawn', 'amount_conflict', 'refund_came_back', 'dispute_returned'], vocabulary: 'suspense_reason', sql: sql`s.reason` }], // prettier-ignore
);

export const secondPayments = suspenseList(
  'second_payments',
  (organisationId, join) => sql`
    from suspense_items s
    join attempts a on a.organisation_id = s.organisation_id and a.attempt_id = s.attempt_id
    join payments p on p.organisation_id = a.organisation_id and p.payment_id = a.payment_id
    ${join}
    where s.organisation_id = ${organisationId} and s.reason = 'already_settled'`,
  [],
);
