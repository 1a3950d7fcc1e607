/** Money that was given back, or is on its way. */
import { sql } from '../../database/sql.ts';
import { actorNameOf } from '../actor-name.ts';
import { column, shown, state, summed } from '../column.ts';
import type { List } from '../list.ts';
import { payerNamesOf, paymentIsOf, searchByPayment } from './payments.ts';

export const refunds: List = {
  name: 'refunds',
  permission: 'see',
  source: (organisationId, join) => sql`
    from refunds f
    join attempts a on a.organisation_id = f.organisation_id and a.attempt_id = f.attempt_id
    ${join}
    where f.organisation_id = ${organisationId}`,
  inBulk: null,
  ofServices: paymentIsOf(sql`a.payment_id`),
  key: [{ sql: sql`f.refund_id`, type: 'text' }],
  currency: sql`f.currency`,
  columns: [
    column('refund_id', 'text', sql`f.refund_id`),
    shown('payment_id', 'text', sql`a.payment_id`, { opens: 'payment' }),
    shown('requested_at', 'instant', sql`f.requested_at`),
    state('state', sql`f.state`, 'refund_state'),
    shown('payer_names', 'text', payerNamesOf(sql`a`)),
    shown('reason', 'text', sql`f.reason`),
    shown('requested_by', 'state', actorNameOf(sql`f.organisation_id`, sql`f.requested_by`), { vocabulary: 'actor' }), // prettier-ignore
    summed('amount', sql`f.amount`, { isShown: true }),
    column('currency', 'text', sql`f.currency`),
    column('cause', 'text', sql`f.cause`),
    column('outcome_known_at', 'instant', sql`f.outcome_known_at`),
    column('attempt_id', 'text', sql`f.attempt_id`),
    column('provider_reference', 'text', sql`f.provider_reference`),
  ],
  filters: [
    searchByPayment(sql`a.payment_id`),
    { name: 'state', kind: 'choice', values: ['requested', 'processing', 'unknown', 'succeeded', 'failed'], vocabulary: 'refund_state', sql: sql`f.state` }, // prettier-ignore
    { name: 'requested', kind: 'period', of: 'instant', sql: sql`f.requested_at` },
    { name: 'amount', kind: 'amount', sql: sql`f.amount` },
    { name: 'payment', kind: 'id', condition: (_, payment) => sql`a.payment_id = ${payment}` },
  ],
};
