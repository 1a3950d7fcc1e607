/** SQL by which open payments end. */
import type { CalendarDate } from '../../core/calendar-date.ts';
import type { Transaction } from '../../database/database.ts';
import { rows, sql } from '../../database/sql.ts';

/** How an open payment ends: by which attempt's money, and what of it settled which due. */
export type PaymentEnd = {
  readonly paymentId: string;
  readonly state: 'paid' | 'set_aside';
  readonly paidAt: Date;
  readonly paidOn: CalendarDate;
  readonly settledBy: string;
  readonly applied: readonly { readonly dueId: string; readonly minor: bigint }[];
};

/** Ends open payments that the transaction has locked. */
export async function endPayments(
  transaction: Transaction,
  organisationId: string,
  ends: readonly PaymentEnd[],
): Promise<void> {
  const applied = ends.flatMap((end) =>
    end.applied.map((one) => ({ ...one, paymentId: end.paymentId })),
  );
  await transaction.query(sql`
    with ended as (
      update payments set state = ends.state, paid_at = ends.paid_at, paid_on = ends.paid_on,
        settled_by = ends.settled_by
      from ${rows('ends', ends, endColumns)}
      where payments.organisation_id = ${organisationId}
        and payments.payment_id = ends.payment_id and payments.state = 'open')
    update allocations set applied = moved.minor
    from ${rows('moved', applied, {
      payment_id: ['text', (one) => one.paymentId],
      due_id: ['text', (one) => one.dueId],
      minor: ['bigint', (one) => one.minor],
    })}
    where allocations.organisation_id = ${organisationId}
      and allocations.payment_id = moved.payment_id and allocations.due_id = moved.due_id`);
}

const endColumns = {
  payment_id: ['text', (end: PaymentEnd) => end.paymentId],
  state: ['text', (end: PaymentEnd) => end.state],
  paid_at: ['timestamptz', (end: PaymentEnd) => end.paidAt],
  paid_on: ['date', (end: PaymentEnd) => end.paidOn],
  settled_by: ['text', (end: PaymentEnd) => end.settledBy],
} as const;
