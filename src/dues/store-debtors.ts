/** SQL of whoever owes a due that no invoice tells of: given out, and forgotten. */
import { money, type Money } from '../core/money.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export type DueOfDebtor = {
  readonly dueId: string;
  readonly reason: string;
  readonly amount: Money;
  readonly name: string | null;
  readonly taxId: string | null;
  readonly answers: readonly unknown[];
  /** A free payment that never came about: nothing is owed of it, and nothing of it has to be kept. */
  readonly isUnpaidFree: boolean;
};

/** The dues of whoever has an address, oldest first. */
export async function findDuesOfDebtor(
  database: Queryable,
  organisationId: string,
  email: string,
): Promise<DueOfDebtor[]> {
  const found = await database.query<{
    due_id: string;
    reason: string;
    amount: bigint;
    currency: string;
    debtor_name: string | null;
    debtor_tax_id: string | null;
    answers: unknown[] | null;
    unpaid_free: boolean;
  }>(sql`
    select dues.due_id, reason, amount, currency, debtor_name, debtor_tax_id, answers,
      coalesce(origin = 'free', false) and settled = 0 as unpaid_free
    from dues left join due_details on due_details.organisation_id = dues.organisation_id
      and due_details.due_id = dues.due_id
    where dues.organisation_id = ${organisationId} and lower(debtor_email) = lower(${email})
    order by dues.due_id limit 10000`);
  return found.map((row) => ({
    dueId: row.due_id,
    reason: row.reason,
    amount: money(row.amount, row.currency),
    name: row.debtor_name,
    taxId: row.debtor_tax_id,
    answers: row.answers ?? [],
    isUnpaidFree: row.unpaid_free,
  }));
}

/** Forgets who would have paid what never came about, and what was answered for it. */
export async function eraseUnpaidFree(
  transaction: Transaction,
  organisationId: string,
  dueIds: readonly string[],
): Promise<void> {
  await transaction.query(sql`
    update due_details set answers = null
    where organisation_id = ${organisationId} and due_id = any(${dueIds})`);
  await transaction.query(sql`
    update dues set debtor_name = null, debtor_tax_id = null
    where organisation_id = ${organisationId} and due_id = any(${dueIds})`);
}

/** Forgets an address that staff wrote to dues. @returns how many dues had it */
export async function eraseDebtorEmail(
  transaction: Transaction,
  organisationId: string,
  email: string,
): Promise<number> {
  const erased = await transaction.query(sql`
    update dues set debtor_email = null
    where organisation_id = ${organisationId} and lower(debtor_email) = lower(${email})
    returning due_id`);
  return erased.length;
}
