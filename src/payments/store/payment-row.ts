/** A payment as its table holds it. */
import type { CalendarDate } from '../../core/calendar-date.ts';
import { money } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import { sql } from '../../database/sql.ts';
import type { Payment, PaymentState } from '../payment.ts';

export type PaymentRow = {
  payment_id: string;
  access_token: string;
  state: PaymentState;
  visitor: string;
  total: bigint;
  currency: string;
  language: Language;
  email: string | null;
  created_at: Date;
  paid_at: Date | null;
  paid_on: CalendarDate | null;
  settled_by: string | null;
  receipt_issued: boolean;
};

export const paymentColumns = sql`payments.payment_id, access_token, state, visitor, total, currency, language, email,
  created_at, paid_at, paid_on, settled_by, receipt_issued`;

export function paymentFromRow(row: PaymentRow): Payment {
  return {
    id: row.payment_id,
    accessToken: row.access_token,
    state: row.state,
    visitor: row.visitor,
    total: money(row.total, row.currency),
    language: row.language,
    email: row.email,
    createdAt: row.created_at,
    paidAt: row.paid_at,
    paidOn: row.paid_on,
    settledBy: row.settled_by,
    receiptIssued: row.receipt_issued,
  };
}
