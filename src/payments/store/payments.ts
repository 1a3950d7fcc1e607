/** SQL of payments: made with their allocations, found, chosen for. */
import type { Language } from '../../core/texts.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { Allocation, Payment } from '../payment.ts';
import { paymentColumns, paymentFromRow, type PaymentRow } from './payment-row.ts';

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
    select ${paymentColumns} from payments
    where organisation_id = ${organisationId} and payment_id = ${paymentId}`);
  return row ? paymentFromRow(row) : null;
}

export async function findPaymentsByIds(
  database: Queryable,
  organisationId: string,
  paymentIds: readonly string[],
): Promise<Payment[]> {
  const found = await database.query<PaymentRow>(sql`
    select ${paymentColumns} from payments
    where organisation_id = ${organisationId} and payment_id = any(${paymentIds})`);
  return found.map(paymentFromRow);
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
    select ${paymentColumns} from payments
    where organisation_id = ${organisationId} and access_token = any(${accessTokens})`);
  return found.map(paymentFromRow);
}

/** Locks payments against change until the transaction ends, always in the order of their ids. */
export async function lockPayments(
  transaction: Transaction,
  organisationId: string,
  paymentIds: readonly string[],
): Promise<Map<string, Payment>> {
  const found = await transaction.query<PaymentRow>(sql`
    select ${paymentColumns} from payments
    where organisation_id = ${organisationId} and payment_id = any(${paymentIds})
    order by payment_id for no key update`);
  return new Map(found.map((row) => [row.payment_id, paymentFromRow(row)]));
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
    select ${paymentColumns} from payments
    where organisation_id = ${organisationId} and exists (
      select from allocations
      where allocations.organisation_id = ${organisationId}
        and allocations.payment_id = payments.payment_id and due_id = any(${dueIds}))
    order by payments.payment_id desc limit 100`);
  return found.map(paymentFromRow);
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
    select due_id, ${paymentColumns} from payments join allocations using (organisation_id, payment_id)
    where organisation_id = ${organisationId} and due_id = any(${dueIds}) and state = 'paid'
    order by payments.payment_id desc limit 10000`);
  return found.map((row) => ({ dueId: row.due_id, payment: paymentFromRow(row) }));
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
