/** Attempts that a person should look at: their outcome is not known, or the payer's bank took the money back. */
import { sql } from '../../database/sql.ts';
import { column, shown, state, summed } from '../column.ts';
import type { List } from '../list.ts';
import { paymentIsOf, searchByPayment } from './payments.ts';

export const unresolvedAttempts: List = {
  name: 'unresolved_attempts',
  permission: 'see',
  source: (organisationId, join) => sql`
    from attempts a
    join payments p on p.organisation_id = a.organisation_id and p.payment_id = a.payment_id
    ${join}
    where a.organisation_id = ${organisationId} and a.state in ('processing', 'unknown', 'conflicted')`,
  inBulk: null,
  ofServices: paymentIsOf(sql`a.payment_id`),
  key: [
    { sql: sql`a.payment_id`, type: 'text' },
    { sql: sql`a.attempt_id`, type: 'text' },
  ],
  currency: sql`a.currency`,
  columns: [
    shown('payment_id', 'text', sql`a.payment_id`, { opens: 'payment' }),
    column('attempt_id', 'text', sql`a.attempt_id`),
    shown('created_at', 'instant', sql`a.created_at`),
    state('state', sql`a.state`, 'attempt_state'),
    shown('email', 'text', sql`p.email`),
    summed('amount', sql`a.amount`, { isShown: true }),
    column('currency', 'text', sql`a.currency`),
    shown('provider', 'text', sql`a.provider`),
    column('provider_reference', 'text', sql`a.provider_reference`),
    shown('asked_times', 'number', sql`a.asked`),
    shown('next_ask_at', 'instant', sql`a.next_ask_at`),
    column('alerted_at', 'instant', sql`a.alerted_at`),
  ],
  filters: [
    searchByPayment(sql`a.payment_id`),
    { name: 'state', kind: 'choice', values: ['processing', 'unknown', 'conflicted'], vocabulary: 'attempt_state', sql: sql`a.state` }, // prettier-ignore
    { name: 'created', kind: 'period', of: 'instant', sql: sql`a.created_at` },
    { name: 'amount', kind: 'amount', sql: sql`a.amount` },
    { name: 'payment', kind: 'id', condition: (_, payment) => sql`a.payment_id = ${payment}` },
  ],
};

export const disputes: List = {
  name: 'disputes',
  permission: 'see',
  source: (organisationId, join) => sql`
    from attempts a
    join payments p on p.organisation_id = a.organisation_id and p.payment_id = a.payment_id
    ${join}
    where a.organisation_id = ${organisationId} and a.disputed > 0 and a.disputed > coalesce((
      select sum(dsp.lost) from disputes dsp
      where dsp.organisation_id = a.organisation_id and dsp.attempt_id = a.attempt_id), 0)`,
  inBulk: null,
  ofServices: paymentIsOf(sql`a.payment_id`),
  key: [{ sql: sql`a.attempt_id`, type: 'text' }],
  currency: sql`a.currency`,
  columns: [
    shown('payment_id', 'text', sql`a.payment_id`, { opens: 'payment' }),
    column('attempt_id', 'text', sql`a.attempt_id`),
    shown('created_at', 'instant', sql`a.created_at`),
    shown('email', 'text', sql`p.email`),
    summed('captured', sql`a.captured`, { isShown: true }),
    summed('disputed', sql`a.disputed`, { isShown: true }),
    summed('refunded', sql`a.refunded`),
    column('currency', 'text', sql`a.currency`),
    shown('provider', 'text', sql`a.provider`),
    shown('provider_reference', 'text', sql`a.provider_reference`),
  ],
  filters: [
    searchByPayment(sql`a.payment_id`),
    { name: 'created', kind: 'period', of: 'instant', sql: sql`a.created_at` },
    { name: 'amount', kind: 'amount', sql: sql`a.disputed` },
    { name: 'payment', kind: 'id', condition: (_, payment) => sql`a.payment_id = ${payment}` },
  ],
};
