/** All SQL of the receipts: receipts, receipt_counters, receipt_voids, payment_list_requests. */
import type { CalendarDate } from '../core/calendar-date.ts';
import { money, type Money } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Period } from './payment-list/payment-list.ts';

export type Receipt = {
  readonly id: string;
  readonly paymentId: string;
  readonly year: number;
  readonly number: number;
  readonly verificationCode: string;
  readonly amount: Money;
  readonly issuedAt: Date;
  /** The snapshot as JSON; `fromJson` reads it. */
  readonly document: unknown;
};

type ReceiptRow = {
  receipt_id: string;
  payment_id: string;
  year: number;
  number: number;
  verification_code: string;
  amount: bigint;
  currency: string;
  issued_at: Date;
  document: unknown;
};

const columns = sql`receipt_id, payment_id, year, number, verification_code, amount, currency, issued_at, document`;

function fromRow(row: ReceiptRow): Receipt {
  return {
    id: row.receipt_id,
    paymentId: row.payment_id,
    year: row.year,
    number: row.number,
    verificationCode: row.verification_code,
    amount: money(row.amount, row.currency),
    issuedAt: row.issued_at,
    document: row.document,
  };
}

/** Takes the next number of the year; the row is locked until the transaction ends, so none is skipped. */
export async function takeNumber(
  transaction: Transaction,
  organisationId: string,
  year: number,
): Promise<number> {
  const [row] = await transaction.query<{ last_number: number }>(sql`
    insert into receipt_counters (organisation_id, year, last_number) values (${organisationId}, ${year}, 1)
    on conflict (organisation_id, year) do update set last_number = receipt_counters.last_number + 1
    returning last_number`);
  if (!row) throw new Error('no receipt number was given');
  return row.last_number;
}

/** Takes the next `count` numbers of the year out of use for ever; each leaves a row that says so. */
export async function insertVoids(
  transaction: Transaction,
  organisationId: string,
  {
    year,
    count,
    voidedAt,
  }: { readonly year: number; readonly count: number; readonly voidedAt: Date },
): Promise<void> {
  await transaction.query(sql`
    with counter as (
      insert into receipt_counters (organisation_id, year, last_number)
      values (${organisationId}, ${year}, ${count})
      on conflict (organisation_id, year)
        do update set last_number = receipt_counters.last_number + ${count}
      returning last_number)
    insert into receipt_voids (organisation_id, year, number, voided_at)
    select ${organisationId}, ${year}, number, ${voidedAt}
    from counter, generate_series(last_number - ${count} + 1, last_number) as number`);
}

export async function insertReceipt(
  transaction: Transaction,
  organisationId: string,
  receipt: Receipt,
): Promise<void> {
  await transaction.query(sql`
    insert into receipts (organisation_id, receipt_id, payment_id, year, number, verification_code, amount,
      currency, issued_at, document)
    values (${organisationId}, ${receipt.id}, ${receipt.paymentId}, ${receipt.year}, ${receipt.number},
      ${receipt.verificationCode}, ${receipt.amount.minor}, ${receipt.amount.currency}, ${receipt.issuedAt},
      ${JSON.stringify(receipt.document)})`);
}

export async function findReceiptOfPayment(
  database: Queryable,
  organisationId: string,
  paymentId: string,
): Promise<Receipt | null> {
  const [found] = await findReceiptsOfPayments(database, organisationId, [paymentId]);
  return found ?? null;
}

export async function findReceiptsOfPayments(
  database: Queryable,
  organisationId: string,
  paymentIds: readonly string[],
): Promise<Receipt[]> {
  const rows = await database.query<ReceiptRow>(sql`
    select ${columns} from receipts
    where organisation_id = ${organisationId} and payment_id = any(${paymentIds})`);
  return rows.map(fromRow);
}

export async function findReceiptByCode(
  database: Queryable,
  organisationId: string,
  verificationCode: string,
): Promise<Receipt | null> {
  const [row] = await database.query<ReceiptRow>(sql`
    select ${columns} from receipts
    where organisation_id = ${organisationId} and verification_code = ${verificationCode}`);
  return row ? fromRow(row) : null;
}

export type ListRequest = {
  readonly id: string;
  readonly orderKey: string;
  readonly sealedIdentity: string;
  readonly period: Period;
  readonly language: Language;
  readonly requestedAt: Date;
};

/** A request with the same key is the same request. */
export async function insertListRequest(
  database: Queryable,
  organisationId: string,
  request: ListRequest,
): Promise<void> {
  await database.query(sql`
    insert into payment_list_requests (organisation_id, payment_list_request_id, order_key,
      sealed_identity, from_on, to_on, language, requested_at)
    values (${organisationId}, ${request.id}, ${request.orderKey}, ${request.sealedIdentity},
      ${request.period.from}, ${request.period.to}, ${request.language}, ${request.requestedAt})
    on conflict (organisation_id, order_key) do nothing`);
}

/** Takes the oldest request away, for good when the transaction commits. */
export async function takeListRequest(
  transaction: Transaction,
  organisationId: string,
  passedOver: readonly string[],
): Promise<ListRequest | null> {
  const [row] = await transaction.query<{
    payment_list_request_id: string;
    order_key: string;
    sealed_identity: string;
    from_on: CalendarDate;
    to_on: CalendarDate;
    language: Language;
    requested_at: Date;
  }>(sql`
    delete from payment_list_requests
    where organisation_id = ${organisationId} and payment_list_request_id = (
      select payment_list_request_id from payment_list_requests
      where organisation_id = ${organisationId} and payment_list_request_id <> all(${passedOver})
      order by payment_list_request_id limit 1 for update skip locked)
    returning payment_list_request_id, order_key, sealed_identity, from_on, to_on, language, requested_at`);
  if (!row) return null;
  return {
    id: row.payment_list_request_id,
    orderKey: row.order_key,
    sealedIdentity: row.sealed_identity,
    period: { from: row.from_on, to: row.to_on },
    language: row.language,
    requestedAt: row.requested_at,
  };
}
