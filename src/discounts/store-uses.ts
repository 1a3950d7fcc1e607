/** SQL of the uses of discounts: for which due each was taken, and whether it was given free again. */
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export type DiscountUse = {
  readonly id: string;
  readonly discountId: string;
  readonly dueId: string;
  /** A digest of who owes it. */
  readonly payerKey: string;
  /** Which of this payer's uses it is, from 1. */
  readonly position: number;
  readonly takenAt: Date;
};

type UseRow = {
  discount_use_id: string;
  discount_id: string;
  due_id: string;
  payer_key: string;
  position: number;
  taken_at: Date;
};

const columns = sql`discount_use_id, discount_id, due_id, payer_key, position, taken_at`;

function fromRow(row: UseRow): DiscountUse {
  return {
    id: row.discount_use_id,
    discountId: row.discount_id,
    dueId: row.due_id,
    payerKey: row.payer_key,
    position: row.position,
    takenAt: row.taken_at,
  };
}

/** The uses that count now; a due has at most one. */
export async function findUsesOfDues(
  database: Queryable,
  organisationId: string,
  dueIds: readonly string[],
): Promise<DiscountUse[]> {
  const found = await database.query<UseRow>(sql`
    select ${columns} from discount_uses
    where organisation_id = ${organisationId} and due_id = any(${dueIds}) and released_at is null
    order by due_id`);
  return found.map(fromRow);
}

/** Which positions the uses of some payers have. */
export async function findPositions(
  database: Queryable,
  organisationId: string,
  discountIds: readonly string[],
  payerKeys: readonly string[],
): Promise<Pick<DiscountUse, 'discountId' | 'payerKey' | 'position'>[]> {
  const found = await database.query<Pick<UseRow, 'discount_id' | 'payer_key' | 'position'>>(sql`
    select discount_id, payer_key, position from discount_uses
    where organisation_id = ${organisationId} and discount_id = any(${discountIds})
      and payer_key = any(${payerKeys}) and released_at is null
    order by discount_id, position limit 100000`);
  return found.map((row) => ({
    discountId: row.discount_id,
    payerKey: row.payer_key,
    position: row.position,
  }));
}

export async function insertUse(
  transaction: Transaction,
  organisationId: string,
  use: DiscountUse,
  lookAt: Date,
): Promise<void> {
  await transaction.query(sql`
    insert into discount_uses (organisation_id, discount_use_id, discount_id, due_id, payer_key, position,
      taken_at, look_at)
    values (${organisationId}, ${use.id}, ${use.discountId}, ${use.dueId}, ${use.payerKey}, ${use.position},
      ${use.takenAt}, ${lookAt})`);
}

/** When the job looks at a use again; null when it was paid for and nobody need look any more. */
export async function writeLook(
  transaction: Transaction,
  organisationId: string,
  useId: string,
  lookAt: Date | null,
): Promise<void> {
  await transaction.query(sql`
    update discount_uses set look_at = ${lookAt}
    where organisation_id = ${organisationId} and discount_use_id = ${useId} and released_at is null`);
}

/** @returns whether it counted until now */
export async function writeRelease(
  transaction: Transaction,
  organisationId: string,
  useId: string,
  at: Date,
): Promise<boolean> {
  const released = await transaction.query(sql`
    update discount_uses set released_at = ${at}
    where organisation_id = ${organisationId} and discount_use_id = ${useId} and released_at is null
    returning discount_use_id`);
  return released.length === 1;
}

/** The uses that are to be looked at, longest waiting first. */
export async function findUsesToLookAt(
  database: Queryable,
  organisationId: string,
  now: Date,
  most: number,
): Promise<DiscountUse[]> {
  const found = await database.query<UseRow>(sql`
    select ${columns} from discount_uses
    where organisation_id = ${organisationId} and released_at is null and look_at <= ${now}
    order by look_at limit ${most}`);
  return found.map(fromRow);
}
