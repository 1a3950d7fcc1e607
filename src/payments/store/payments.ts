/** SQL of payments and allocations. */
import type { CalendarDate } from '../../core/calendar-date.ts';
import { money } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { Allocation, Payment, PaymentState } from '../payment.ts';

type PaymentRow = {
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

const columns = sql`payments.payment_id, access_token, state, visitor, total, currency, language, email,
  created_at, paid_at, paid_on, settled_by, receipt_issued`;

function fromRow(row: PaymentRow): Payment {
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

export type NewPayment = Pick<
  Payment,
  'id' | 'accessToken' | 'visitor' | 'total' | 'language' | 'createdAt'
>;

export async function insertPayment(
  transaction: Transaction,
  organisationId: string,
  payment: NewPayment,
  allocations: readonly Omit<Allocation, 'applied'>[],
): Promise<void> {
  await transaction.query(sql`
    insert into payments (organisation_id, payment_id, access_token, state, visitor, total, currency,
      language, created_at)
    values (${organisationId}, ${payment.id}, ${payment.accessToken}, 'open', ${payment.visitor},
      ${payment.total.minor}, ${payment.total.currency}, ${payment.language}, ${payment.createdAt})`);
  await transaction.query(sql`
    insert into allocations (organisation_id, payment_id, due_id, position, amount)
    select ${organisationId}, ${payment.id}, due_id, position, minor
    from unnest(${allocations.map((allocation) => allocation.dueId)}::text[],
                ${allocations.map((allocation) => allocation.position)}::integer[],
                ${allocations.map((allocation) => allocation.amount.minor)}::bigint[])
      as given (due_id, position, minor)`);
}

export async function findPayment(
  database: Queryable,
  organisationId: string,
  paymentId: string,
): Promise<Payment | null> {
  const [row] = await database.query<PaymentRow>(sql`
    select ${columns} from payments
    where organisation_id = ${organisationId} and payment_id = ${paymentId}`);
  return row ? fromRow(row) : null;
}

export async function findPaymentByToken(
  database: Queryable,
  organisationId: string,
  accessToken: string,
): Promise<Payment | null> {
  const [row] = await database.query<PaymentRow>(sql`
    select ${columns} from payments
    where organisation_id = ${organisationId} and access_token = ${accessToken}`);
  return row ? fromRow(row) : null;
}

export async function lockPayment(
  transaction: Transaction,
  organisationId: string,
  paymentId: string,
): Promise<Payment | null> {
  const [row] = await transaction.query<PaymentRow>(sql`
    select ${columns} from payments
    where organisation_id = ${organisationId} and payment_id = ${paymentId} for no key update`);
  return row ? fromRow(row) : null;
}

/** The payments that any of the dues is in, newest first. */
export async function findPaymentsOfDues(
  database: Queryable,
  organisationId: string,
  dueIds: readonly string[],
): Promise<Payment[]> {
  const rows = await database.query<PaymentRow>(sql`
    select ${columns} from payments
    where organisation_id = ${organisationId} and exists (
      select from allocations
      where allocations.organisation_id = ${organisationId}
        and allocations.payment_id = payments.payment_id and due_id = any(${dueIds}))
    order by payments.payment_id desc limit 100`);
  return rows.map(fromRow);
}

export async function findAllocations(
  database: Queryable,
  organisationId: string,
  paymentId: string,
): Promise<Allocation[]> {
  const rows = await database.query<{
    due_id: string;
    position: number;
    amount: bigint;
    applied: bigint;
    currency: string;
  }>(sql`
    select due_id, position, amount, applied, currency
    from allocations join payments using (organisation_id, payment_id)
    where organisation_id = ${organisationId} and payment_id = ${paymentId}
    order by position limit 1000`);
  return rows.map((row) => ({
    dueId: row.due_id,
    position: row.position,
    amount: money(row.amount, row.currency),
    applied: money(row.applied, row.currency),
  }));
}

/** What the payer chose for the attempt that is about to start. */
export async function writeChoice(
  transaction: Transaction,
  organisationId: string,
  paymentId: string,
  choice: {
    readonly email: string | null;
    readonly language: Language;
    readonly termsAcceptedAt: Date;
  },
): Promise<void> {
  await transaction.query(sql`
    update payments set email = ${choice.email}, language = ${choice.language},
      terms_accepted_at = ${choice.termsAcceptedAt}
    where organisation_id = ${organisationId} and payment_id = ${paymentId}`);
}

/** Ends an open payment by the attempt whose money came; `applied` says what settled which due. */
export async function settlePayment(
  transaction: Transaction,
  organisationId: string,
  paymentId: string,
  outcome: {
    readonly state: 'paid' | 'set_aside';
    readonly paidAt: Date;
    readonly paidOn: CalendarDate;
    readonly settledBy: string;
    readonly applied: readonly { readonly dueId: string; readonly minor: bigint }[];
  },
): Promise<void> {
  await transaction.query(sql`
    update payments set state = ${outcome.state}, paid_at = ${outcome.paidAt}, paid_on = ${outcome.paidOn},
      settled_by = ${outcome.settledBy}
    where organisation_id = ${organisationId} and payment_id = ${paymentId} and state = 'open'`);
  await transaction.query(sql`
    update allocations set applied = moved.minor
    from unnest(${outcome.applied.map((one) => one.dueId)}::text[],
                ${outcome.applied.map((one) => one.minor)}::bigint[]) as moved (due_id, minor)
    where allocations.organisation_id = ${organisationId} and payment_id = ${paymentId}
      and allocations.due_id = moved.due_id`);
}

export async function writeEmail(
  transaction: Transaction,
  organisationId: string,
  paymentId: string,
  email: string,
): Promise<void> {
  await transaction.query(sql`
    update payments set email = ${email}
    where organisation_id = ${organisationId} and payment_id = ${paymentId}`);
}

/** The oldest paid payment that has no receipt yet, locked against other workers. */
export async function claimAwaitingReceipt(
  transaction: Transaction,
  organisationId: string,
  passedOver: readonly string[],
): Promise<Payment | null> {
  const rows = await transaction.query<PaymentRow>(sql`
    select ${columns} from payments
    where organisation_id = ${organisationId} and state = 'paid' and not receipt_issued
      and payment_id <> all(${passedOver})
    order by paid_at limit 1 for update skip locked`);
  return rows[0] ? fromRow(rows[0]) : null;
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
