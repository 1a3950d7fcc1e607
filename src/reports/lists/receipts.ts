/** The receipts that were given, newest number first. */
import { sql } from '../../database/sql.ts';
import { column, shown, summed } from '../column.ts';
import type { List } from '../list.ts';
import { receiptNumberOf } from '../receipt-number.ts';
import { payerNamesOf, paymentIsOf, searchByPayment } from './payments.ts';

export const receipts: List = {
  name: 'receipts',
  permission: 'see',
  source: (organisationId, join) => sql`
    from receipts r
    join payments p on p.organisation_id = r.organisation_id and p.payment_id = r.payment_id
    ${join}
    where r.organisation_id = ${organisationId}`,
  inBulk: null,
  ofServices: paymentIsOf(sql`r.payment_id`),
  key: [
    { sql: sql`r.issued_at`, type: 'timestamptz' },
    { sql: sql`r.receipt_id`, type: 'text' },
  ],
  currency: sql`r.currency`,
  columns: [
    shown('receipt_number', 'text', receiptNumberOf(sql`r`)),
    shown('payment_id', 'text', sql`r.payment_id`, { opens: 'payment' }),
    shown('issued_at', 'instant', sql`r.issued_at`),
    shown('paid_on', 'date', sql`p.paid_on`),
    shown('payer_names', 'text', payerNamesOf(sql`r`)),
    shown('email', 'text', sql`p.email`),
    summed('amount', sql`r.amount`, { isShown: true }),
    column('currency', 'text', sql`r.currency`),
    column('verification_code', 'text', sql`r.verification_code`),
  ],
  filters: [
    searchByPayment(sql`r.payment_id`),
    { name: 'issued', kind: 'period', of: 'instant', sql: sql`r.issued_at` },
    { name: 'paid', kind: 'period', of: 'date', sql: sql`p.paid_on` },
    { name: 'amount', kind: 'amount', sql: sql`r.amount` },
    { name: 'code', kind: 'id', condition: (_, code) => sql`r.verification_code = ${code}` },
    { name: 'payment', kind: 'id', condition: (_, payment) => sql`r.payment_id = ${payment}` },
  ],
};
