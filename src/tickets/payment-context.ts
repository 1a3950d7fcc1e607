/** What a request says of the payment it is about, told by the portal: no secret, no card, no address. */
import { z } from 'zod';
import type { Queryable } from '../database/database.ts';
import { toDecimal } from '../core/money.ts';
import type { Organisation } from '../organisations/index.ts';
import { findAttempts, type Payment } from '../payments/index.ts';

const instant = z.iso.datetime();

export const paymentContext = z.object({
  paymentId: z.string(),
  state: z.string(),
  /** A decimal with a dot. */
  amount: z.string(),
  currency: z.string(),
  createdAt: instant,
  paidAt: instant.nullable(),
  receiptIssued: z.boolean(),
  attempts: z.array(
    z.object({
      attemptId: z.string(),
      method: z.string(),
      state: z.string(),
      declineReason: z.string().nullable(),
      createdAt: instant,
    }),
  ),
});

export type PaymentContext = z.output<typeof paymentContext>;

/** The newest attempts are enough to see what went wrong. */
const mostAttempts = 10;

export async function describePayment(
  database: Queryable,
  organisation: Organisation,
  payment: Payment,
): Promise<PaymentContext> {
  const attempts = await findAttempts(database, organisation.id, [payment.id]);
  return {
    paymentId: payment.id,
    state: payment.state,
    amount: toDecimal(payment.total),
    currency: payment.total.currency,
    createdAt: payment.createdAt.toISOString(),
    paidAt: payment.paidAt?.toISOString() ?? null,
    receiptIssued: payment.receiptIssued,
    attempts: attempts.slice(-mostAttempts).map((attempt) => ({
      attemptId: attempt.id,
      method: attempt.method,
      state: attempt.state,
      declineReason: attempt.declineReason,
      createdAt: attempt.createdAt.toISOString(),
    })),
  };
}
