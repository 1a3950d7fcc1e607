/** All SQL of the receipts: receipts, receipt_counters, receipt_voids. */
import { money, type Money } from '../core/money.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

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
