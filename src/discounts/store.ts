/** SQL of the discounts themselves; of their uses in store-uses.ts. */
import type { CalendarDate } from '../core/calendar-date.ts';
import type { Localised } from '../core/localised.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Discount, DiscountTerms } from './discount.ts';

type DiscountRow = {
  discount_id: string;
  charge_type_id: string;
  code: string | null;
  kind: Discount['kind'];
  value: bigint;
  currency: string;
  names: Localised;
  valid_from: CalendarDate | null;
  valid_until: CalendarDate | null;
  most_uses: number | null;
  most_uses_per_payer: number | null;
  version: number;
  used: number;
  is_public: boolean;
  created_at: Date;
  ended_at: Date | null;
};

const columns = sql`discount_id, charge_type_id, code, kind, value, currency, names, valid_from,
  valid_until, most_uses, most_uses_per_payer, version, used, is_public, created_at, ended_at`;

function fromRow(row: DiscountRow): Discount {
  return {
    id: row.discount_id,
    chargeTypeId: row.charge_type_id,
    code: row.code,
    kind: row.kind,
    value: row.value,
    currency: row.currency,
    names: row.names,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    mostUses: row.most_uses,
    mostUsesPerPayer: row.most_uses_per_payer,
    version: row.version,
    used: row.used,
    isPublic: row.is_public,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

/** Every discount of an organisation, newest first. */
export async function findDiscounts(
  database: Queryable,
  organisationId: string,
): Promise<Discount[]> {
  const found = await database.query<DiscountRow>(sql`
    select ${columns} from discounts where organisation_id = ${organisationId}
    order by discount_id desc limit 10000`);
  return found.map(fromRow);
}

export async function findDiscountsByIds(
  database: Queryable,
  organisationId: string,
  discountIds: readonly string[],
): Promise<Discount[]> {
  const found = await database.query<DiscountRow>(sql`
    select ${columns} from discounts
    where organisation_id = ${organisationId} and discount_id = any(${discountIds})
    order by discount_id`);
  return found.map(fromRow);
}

/** The discount that has the code now, of whichever charge type. */
export async function findDiscountByCode(
  database: Queryable,
  organisationId: string,
  code: string,
): Promise<Discount | null> {
  const [row] = await database.query<DiscountRow>(sql`
    select ${columns} from discounts
    where organisation_id = ${organisationId} and code = ${code} and ended_at is null`);
  return row ? fromRow(row) : null;
}

/** The rules without a code that were not ended, of some charge types, on a day on which they are given. */
export async function findRules(
  database: Queryable,
  organisationId: string,
  chargeTypeIds: readonly string[],
  today: CalendarDate,
): Promise<Discount[]> {
  const found = await database.query<DiscountRow>(sql`
    select ${columns} from discounts
    where organisation_id = ${organisationId} and charge_type_id = any(${chargeTypeIds})
      and code is null and ended_at is null
      and (valid_from is null or valid_from <= ${today}) and (valid_until is null or valid_until >= ${today})
    order by discount_id limit 1000`);
  return found.map(fromRow);
}

/** Those that everybody may know of and that can be had today. */
export async function findPublicDiscounts(
  database: Queryable,
  organisationId: string,
  today: CalendarDate,
): Promise<Discount[]> {
  const found = await database.query<DiscountRow>(sql`
    select ${columns} from discounts
    where organisation_id = ${organisationId} and is_public and ended_at is null
      and (valid_from is null or valid_from <= ${today}) and (valid_until is null or valid_until >= ${today})
      and (most_uses is null or used < most_uses)
    order by charge_type_id, discount_id limit 1000`);
  return found.map(fromRow);
}

/** Locks discounts until the transaction ends, always in the order of their ids. */
export async function lockDiscounts(
  transaction: Transaction,
  organisationId: string,
  discountIds: readonly string[],
): Promise<Discount[]> {
  const found = await transaction.query<DiscountRow>(sql`
    select ${columns} from discounts
    where organisation_id = ${organisationId} and discount_id = any(${discountIds})
    order by discount_id for no key update`);
  return found.map(fromRow);
}

export async function insertDiscount(
  transaction: Transaction,
  organisationId: string,
  id: string,
  terms: DiscountTerms,
  createdAt: Date,
): Promise<void> {
  await transaction.query(sql`
    insert into discounts (organisation_id, discount_id, charge_type_id, code, kind, value, currency, names,
      valid_from, valid_until, most_uses, most_uses_per_payer, is_public, created_at)
    values (${organisationId}, ${id}, ${terms.chargeTypeId}, ${terms.code}, ${terms.kind}, ${terms.value},
      ${terms.currency}, ${JSON.stringify(terms.names)}, ${terms.validFrom}, ${terms.validUntil},
      ${terms.mostUses}, ${terms.mostUsesPerPayer}, ${terms.isPublic}, ${createdAt})`);
}

/** What it is of stays: charge type and currency. */
export async function writeDiscount(
  transaction: Transaction,
  organisationId: string,
  id: string,
  terms: DiscountTerms,
): Promise<void> {
  await transaction.query(sql`
    update discounts set version = version + 1, code = ${terms.code}, kind = ${terms.kind}, value = ${terms.value},
      names = ${JSON.stringify(terms.names)}, valid_from = ${terms.validFrom},
      valid_until = ${terms.validUntil}, most_uses = ${terms.mostUses},
      most_uses_per_payer = ${terms.mostUsesPerPayer}, is_public = ${terms.isPublic}
    where organisation_id = ${organisationId} and discount_id = ${id}`);
}

export async function writeEnd(
  transaction: Transaction,
  organisationId: string,
  id: string,
  at: Date,
): Promise<void> {
  await transaction.query(sql`
    update discounts set ended_at = ${at}
    where organisation_id = ${organisationId} and discount_id = ${id} and ended_at is null`);
}

/** Counts uses up or down; the database refuses more than there are. */
export async function addUsed(
  transaction: Transaction,
  organisationId: string,
  id: string,
  count: number,
): Promise<void> {
  await transaction.query(sql`
    update discounts set used = used + ${count}
    where organisation_id = ${organisationId} and discount_id = ${id}`);
}
