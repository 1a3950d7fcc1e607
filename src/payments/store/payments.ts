/** SQL of payments and allocations. */
import type { CalendarDate } from '../../core/calendar-date.ts';
import { money } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { rows, sql } from '../../database/sql.ts';
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

export type NewAllocation = Pick<Allocation, 'dueId' | 'position' | 'amount'>;

export async function insertPayment(
  transaction: Transaction,
  organisationId: string,
  payment: NewPayment,
  allocations: readonly NewAllocation[],
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

export async function findPaymentsByIds(
  database: Queryable,
  organisationId: string,
  paymentIds: readonly string[],
): Promise<Payment[]> {
  const found = await database.query<PaymentRow>(sql`
    select ${columns} from payments
    where organisation_id = ${organisationId} and payment_id = any(${paymentIds})`);
  return found.map(fromRow);
}

export async function findPaymentByToken(
  database: Queryable,
  organisationId: string,
  accessToken: string,
): Promise<Payment | null> {
  const [found] = await findPaymentsByTokens(database, organisationId, [accessToken]);
  return found ?? null;
}

export async function findPaymentsByTokens(
  database: Queryable,
  organisationId: string,
  accessTokens: readonly string[],
): Promise<Payment[]> {
  const found = await database.query<PaymentRow>(sql`
    select ${columns} from payments
    where organisation_id = ${organisationId} and access_token = any(${accessTokens})`);
  return found.map(fromRow);
}

/** Locks payments against change until the transaction ends, always in the order of their ids. */
export async function lockPayments(
  transaction: Transaction,
  organisationId: string,
  paymentIds: readonly string[],
): Promise<Map<string, Payment>> {
  const found = await transaction.query<PaymentRow>(sql`
    select ${columns} from payments
    where organisation_id = ${organisationId} and payment_id = any(${paymentIds})
    order by payment_id for no key update`);
  return new Map(found.map((row) => [row.payment_id, fromRow(row)]));
}

export async function lockPayment(
  transaction: Transaction,
  organisationId: string,
  paymentId: string,
): Promise<Payment | null> {
  const locked = await lockPayments(transaction, organisationId, [paymentId]);
  return locked.get(paymentId) ?? null;
}

/** The payments that any of the dues is in, newest first. */
export async function findPaymentsOfDues(
  database: Queryable,
  organisationId: string,
  dueIds: readonly string[],
): Promise<Payment[]> {
  const found = await database.query<PaymentRow>(sql`
    select ${columns} from payments
    where organisation_id = ${organisationId} and exists (
      select from allocations
      where allocations.organisation_id = ${organisationId}
        and allocations.payment_id = payments.payment_id and due_id = any(${dueIds}))
    order by payments.payment_id desc limit 100`);
  return found.map(fromRow);
}

/** The payments that an attempt's money settled: its own, and those that its second money was set against. */
export async function findPaymentsSettledBy(
  database: Queryable,
  organisationId: string,
  attempt: { readonly id: string; readonly paymentId: string },
): Promise<string[]> {
  const found = await database.query<{ payment_id: string }>(sql`
    select payment_id from payments
    where organisation_id = ${organisationId} and settled_by = ${attempt.id} and (
      payment_id = ${attempt.paymentId} or payment_id = any(array(
        select solved.payment_id from suspense_resolutions solved
        join suspense_items items on items.organisation_id = ${organisationId}
          and items.suspense_item_id = solved.suspense_item_id
        where solved.organisation_id = ${organisationId} and items.attempt_id = ${attempt.id}
          and solved.payment_id is not null)))
    order by payment_id`);
  return found.map((row) => row.payment_id);
}

export type PaidPayment = { readonly dueId: string; readonly payment: Payment };

/** The paid payments that each of the dues is in, newest first. */
export async function findPaidPaymentsOfDues(
  database: Queryable,
  organisationId: string,
  dueIds: readonly string[],
): Promise<PaidPayment[]> {
  const found = await database.query<PaymentRow & { due_id: string }>(sql`
    select due_id, ${columns} from payments join allocations using (organisation_id, payment_id)
    where organisation_id = ${organisationId} and due_id = any(${dueIds}) and state = 'paid'
    order by payments.payment_id desc limit 10000`);
  return found.map((row) => ({ dueId: row.due_id, payment: fromRow(row) }));
}

/** How a payment is spread over dues, in the order of the payment. */
export async function findAllocations(
  database: Queryable,
  organisationId: string,
  paymentId: string,
): Promise<Allocation[]> {
  const found = await findAllocationsOf(database, organisationId, [paymentId]);
  return found.get(paymentId) ?? [];
}

/** As `findAllocations`, for many payments by their ids. */
export async function findAllocationsOf(
  database: Queryable,
  organisationId: string,
  paymentIds: readonly string[],
): Promise<Map<string, Allocation[]>> {
  const found = await database.query<{
    payment_id: string;
    due_id: string;
    position: number;
    amount: bigint;
    applied: bigint;
    refunded: bigint;
    disputed: bigint;
    currency: string;
  }>(sql`
    select payment_id, due_id, position, amount, applied, refunded, disputed, currency
    from allocations join payments using (organisation_id, payment_id)
    where organisation_id = ${organisationId} and payment_id = any(${paymentIds})
    order by payment_id, position`);
  const byPayment = Map.groupBy(found, (row) => row.payment_id);
  return new Map([...byPayment].map(([id, some]) => [id, some.map(allocationFromRow)]));
}

function allocationFromRow(row: {
  readonly due_id: string;
  readonly position: number;
  readonly amount: bigint;
  readonly applied: bigint;
  readonly refunded: bigint;
  readonly disputed: bigint;
  readonly currency: string;
}): Allocation {
  return {
    dueId: row.due_id,
    position: row.position,
    amount: money(row.amount, row.currency),
    applied: money(row.applied, row.currency),
    refunded: money(row.refunded, row.currency),
    disputed: money(row.disputed, row.currency),
  };
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
    readonly termsVersion: number;
  },
): Promise<void> {
  await transaction.query(sql`
    update payments set email = ${choice.email}, language = ${choice.language},
      terms_accepted_at = ${choice.termsAcceptedAt}, terms_version = ${choice.termsVersion}
    where organisation_id = ${organisationId} and payment_id = ${paymentId}`);
}

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

/** Takes off an allocation what goes back (or puts it there again when negative), never more than it holds. */
export async function addAllocationRefunded(
  transaction: Transaction,
  organisationId: string,
  allocation: { readonly paymentId: string; readonly dueId: string },
  minor: bigint,
): Promise<void> {
  await transaction.query(sql`
    update allocations set refunded = refunded + ${minor}
    where organisation_id = ${organisationId} and payment_id = ${allocation.paymentId}
      and due_id = ${allocation.dueId}`);
}

/** As `addAllocationRefunded`, of what a lost dispute took. */
export async function addAllocationDisputed(
  transaction: Transaction,
  organisationId: string,
  allocation: { readonly paymentId: string; readonly dueId: string },
  minor: bigint,
): Promise<void> {
  await transaction.query(sql`
    update allocations set disputed = disputed + ${minor}
    where organisation_id = ${organisationId} and payment_id = ${allocation.paymentId}
      and due_id = ${allocation.dueId}`);
}

const endColumns = {
  payment_id: ['text', (end: PaymentEnd) => end.paymentId],
  state: ['text', (end: PaymentEnd) => end.state],
  paid_at: ['timestamptz', (end: PaymentEnd) => end.paidAt],
  paid_on: ['date', (end: PaymentEnd) => end.paidOn],
  settled_by: ['text', (end: PaymentEnd) => end.settledBy],
} as const;

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
  const found = await transaction.query<PaymentRow>(sql`
    select ${columns} from payments
    where organisation_id = ${organisationId} and state = 'paid' and not receipt_issued
      and payment_id <> all(${passedOver})
    order by paid_at limit 1 for update skip locked`);
  return found[0] ? fromRow(found[0]) : null;
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
