/** SQL of settled payments that have no receipt yet. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { Payment } from '../payment.ts';
import { paymentColumns, paymentFromRow, type PaymentRow } from './payment-row.ts';

/** The oldest paid payment that has no receipt yet, locked against other workers. */
export async function claimAwaitingReceipt(
  transaction: Transaction,
  organisationId: string,
  passedOver: readonly string[],
): Promise<Payment | null> {
  const found = await transaction.query<PaymentRow>(sql`
    select ${paymentColumns} from payments
    where organisation_id = ${organisationId} and state = 'paid' and not receipt_issued
      and payment_id <> all(${passedOver})
    order by paid_at limit 1 for update skip locked`);
  return found[0] ? paymentFromRow(found[0]) : null;
}

/** Settled payments that have no receipt yet. */
export async function countAwaitingReceipt(
  database: Queryable,
  organisationId: string,
): Promise<number> {
  const [row] = await database.query<{ n: number }>(sql`
    select count(*)::integer as n from payments
    where organisation_id = ${organisationId} and state = 'paid' and not receipt_issued`);
  return row?.n ?? 0;
}

export async function markReceiptIssued(
  transaction: Transaction,
  organisationId: string,
  paymentId: string,
): Promise<void> {
  await transaction.query(sql`
    update payments set receipt_issued = true
    where organisation_id = ${organisationId} and payment_id = ${paymentId}`);
}
