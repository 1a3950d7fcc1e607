/** SQL of the addresses that payers gave: finding the payments of one, and forgetting it. */
import { money, type Money } from '../../core/money.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import { liveStates } from '../attempt-states.ts';
import type { PaymentState } from '../payment.ts';

export type PaymentOfPayer = {
  readonly id: string;
  readonly state: PaymentState;
  readonly total: Money;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
  /** Its outcome or its receipt is still to be mailed. */
  readonly needsAddress: boolean;
};

/** @param email compared without regard to case; there is no index for it, so it is for rare deeds only */
export async function findPaymentsByEmail(
  database: Queryable,
  organisationId: string,
  email: string,
): Promise<PaymentOfPayer[]> {
  const rows = await database.query<{
    payment_id: string;
    state: PaymentState;
    total: bigint;
    currency: string;
    created_at: Date;
    paid_at: Date | null;
    needs_address: boolean;
  }>(sql`
    select payment_id, state, total, currency, created_at, paid_at,
      ${needsAddress(organisationId)} as needs_address
    from payments
    where organisation_id = ${organisationId} and lower(email) = lower(${email})
    order by payment_id limit 10000`);
  return rows.map((row) => ({
    id: row.payment_id,
    state: row.state,
    total: money(row.total, row.currency),
    createdAt: row.created_at,
    paidAt: row.paid_at,
    needsAddress: row.needs_address,
  }));
}

/** Forgets an address everywhere but where a mail is still owed to it. @returns the payments that had it */
export async function eraseEmail(
  transaction: Transaction,
  organisationId: string,
  email: string,
): Promise<string[]> {
  const rows = await transaction.query<{ payment_id: string }>(sql`
    update payments set email = null
    where organisation_id = ${organisationId} and lower(email) = lower(${email})
      and not ${needsAddress(organisationId)}
    returning payment_id`);
  return rows.map((row) => row.payment_id);
}

function needsAddress(organisationId: string) {
  return sql`(state = 'paid' and not receipt_issued or exists (
    select from attempts
    where attempts.organisation_id = ${organisationId}
      and attempts.payment_id = payments.payment_id and attempts.state = any(${liveStates})))`;
}
