/** SQL of what people did to dues: due_changes, append only, and what it changed. */
import type { CalendarDate } from '../core/calendar-date.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export type DueChangeKind = 'create' | 'change' | 'withdraw' | 'settle_otherwise' | 'reprice';

export type DueChange = {
  readonly id: string;
  readonly dueId: string;
  readonly kind: DueChangeKind;
  /** What it was and what it is, by the names of what changed; null for a new due. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly actor: string;
  readonly at: Date;
};

export async function insertDueChange(
  transaction: Transaction,
  organisationId: string,
  change: DueChange,
  credited = 0n,
): Promise<void> {
  await transaction.query(sql`
    insert into due_changes (organisation_id, due_change_id, due_id, kind, before, after, credited,
      reason, actor, at)
    values (${organisationId}, ${change.id}, ${change.dueId}, ${change.kind},
      ${change.before && JSON.stringify(change.before)}, ${JSON.stringify(change.after)}, ${credited},
      ${change.reason}, ${change.actor}, ${change.at})`);
}

/**
 * Takes something off a due without money, by somebody's decision, or undoes that when negative.
 *
 * The database refuses more than is owed.
 */
export async function settleOtherwise(
  transaction: Transaction,
  organisationId: string,
  minor: bigint,
  change: Omit<DueChange, 'kind' | 'before' | 'after'>,
): Promise<void> {
  const made = { ...change, kind: 'settle_otherwise', before: null, after: {} } as const;
  await insertDueChange(transaction, organisationId, made, minor);
  await transaction.query(sql`
    update dues set credited = credited + ${minor}
    where organisation_id = ${organisationId} and due_id = ${change.dueId}`);
}

/** Writes the amount that the day and discounts make of a due; the database refuses less than is settled. */
export async function writePrice(
  transaction: Transaction,
  organisationId: string,
  dueId: string,
  minor: bigint,
): Promise<void> {
  await transaction.query(sql`
    update dues set amount = ${minor}
    where organisation_id = ${organisationId} and due_id = ${dueId}`);
}

/**
 * Writes new terms of a due; the database refuses less than is settled and credited.
 *
 * A new amount is a new base for prices that depend on the day, and is not what the lines were of.
 */
export async function writeTerms(
  transaction: Transaction,
  organisationId: string,
  dueId: string,
  terms: {
    readonly minor: bigint;
    readonly reason: string;
    readonly dueOn: CalendarDate | null;
  },
): Promise<void> {
  await transaction.query(sql`
    update due_details set lines = null
    where organisation_id = ${organisationId} and due_id = ${dueId} and exists (
      select from dues where organisation_id = ${organisationId} and dues.due_id = ${dueId}
        and amount <> ${terms.minor})`);
  await transaction.query(sql`
    update dues set amount = ${terms.minor}, reason = ${terms.reason}, due_on = ${terms.dueOn},
      pricing = case when amount = ${terms.minor} then pricing
        else jsonb_set(pricing, '{base}', to_jsonb(${String(terms.minor)}::text)) end
    where organisation_id = ${organisationId} and due_id = ${dueId}`);
}

/** What people did to a due, oldest first. */
export async function findDueChanges(
  database: Queryable,
  organisationId: string,
  dueId: string,
): Promise<DueChange[]> {
  const rows = await database.query<{
    due_change_id: string;
    due_id: string;
    kind: DueChangeKind;
    before: DueChange['before'];
    after: DueChange['after'];
    reason: string;
    actor: string;
    at: Date;
  }>(sql`
    select due_change_id, due_id, kind, before, after, reason, actor, at from due_changes
    where organisation_id = ${organisationId} and due_id = ${dueId}
    order by due_change_id limit 1000`);
  return rows.map(({ due_change_id: id, due_id, ...change }) => ({ id, dueId: due_id, ...change }));
}
