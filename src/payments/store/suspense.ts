/** SQL of suspense items, and of how they found their end. */
import { money } from '../../core/money.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { SuspenseItem, SuspenseResolution } from '../payment.ts';

type SuspenseRow = {
  suspense_item_id: string;
  attempt_id: string;
  reason: SuspenseItem['reason'];
  amount: bigint;
  currency: string;
  returned: bigint;
  resolved: bigint;
  created_at: Date;
};

const suspenseColumns = sql`suspense_item_id, attempt_id, reason, amount, currency, returned, resolved,
  created_at`;

function suspenseFromRow(row: SuspenseRow): SuspenseItem {
  return {
    id: row.suspense_item_id,
    attemptId: row.attempt_id,
    reason: row.reason,
    amount: money(row.amount, row.currency),
    returned: money(row.returned, row.currency),
    resolved: money(row.resolved, row.currency),
    createdAt: row.created_at,
  };
}

export async function insertSuspenseItem(
  transaction: Transaction,
  organisationId: string,
  item: Omit<SuspenseItem, 'returned' | 'resolved'>,
): Promise<void> {
  await transaction.query(sql`
    insert into suspense_items (organisation_id, suspense_item_id, attempt_id, reason, amount, currency, created_at)
    values (${organisationId}, ${item.id}, ${item.attemptId}, ${item.reason}, ${item.amount.minor},
      ${item.amount.currency}, ${item.createdAt})`);
}

export async function findSuspenseOfAttempts(
  database: Queryable,
  organisationId: string,
  attemptIds: readonly string[],
): Promise<SuspenseItem[]> {
  const rows = await database.query<SuspenseRow>(sql`
    select ${suspenseColumns} from suspense_items
    where organisation_id = ${organisationId} and attempt_id = any(${attemptIds})
    order by suspense_item_id limit 1000`);
  return rows.map(suspenseFromRow);
}

export async function findSuspenseItem(
  database: Queryable,
  organisationId: string,
  suspenseItemId: string,
): Promise<SuspenseItem | null> {
  const [row] = await database.query<SuspenseRow>(sql`
    select ${suspenseColumns} from suspense_items
    where organisation_id = ${organisationId} and suspense_item_id = ${suspenseItemId}`);
  return row ? suspenseFromRow(row) : null;
}

export async function lockSuspenseItem(
  transaction: Transaction,
  organisationId: string,
  suspenseItemId: string,
): Promise<SuspenseItem | null> {
  const [row] = await transaction.query<SuspenseRow>(sql`
    select ${suspenseColumns} from suspense_items
    where organisation_id = ${organisationId} and suspense_item_id = ${suspenseItemId} for no key update`);
  return row ? suspenseFromRow(row) : null;
}

/** Takes room for a return (or gives it back when negative); the database refuses more than there is. */
export async function addReturned(
  transaction: Transaction,
  organisationId: string,
  suspenseItemId: string,
  minor: bigint,
): Promise<void> {
  await transaction.query(sql`
    update suspense_items set returned = returned + ${minor}
    where organisation_id = ${organisationId} and suspense_item_id = ${suspenseItemId}`);
}

/** Takes of an item what found another end than going back; the database refuses more than there is. */
export async function addResolved(
  transaction: Transaction,
  organisationId: string,
  suspenseItemId: string,
  minor: bigint,
): Promise<void> {
  await transaction.query(sql`
    update suspense_items set resolved = resolved + ${minor}
    where organisation_id = ${organisationId} and suspense_item_id = ${suspenseItemId}`);
}

export async function insertResolution(
  transaction: Transaction,
  organisationId: string,
  resolution: SuspenseResolution,
): Promise<void> {
  const { stray } = resolution;
  await transaction.query(sql`
    insert into suspense_resolutions (organisation_id, suspense_resolution_id, way, suspense_item_id,
      provider_account_id, kind, provider_reference, payment_id, amount, currency, reason, actor, at)
    values (${organisationId}, ${resolution.id}, ${resolution.way}, ${resolution.suspenseItemId},
      ${stray?.providerAccountId ?? null}, ${stray?.kind ?? null}, ${stray?.providerReference ?? null},
      ${resolution.paymentId}, ${resolution.amount.minor}, ${resolution.amount.currency},
      ${resolution.reason}, ${resolution.actor}, ${resolution.at})`);
}

/** The ways in which items found another end, oldest first. */
export async function findResolutionsOfItems(
  database: Queryable,
  organisationId: string,
  suspenseItemIds: readonly string[],
): Promise<
  Pick<
    SuspenseResolution,
    'id' | 'way' | 'suspenseItemId' | 'paymentId' | 'reason' | 'actor' | 'amount' | 'at'
  >[]
> {
  const rows = await database.query<{
    suspense_resolution_id: string;
    way: SuspenseResolution['way'];
    suspense_item_id: string | null;
    payment_id: string | null;
    reason: string;
    actor: string;
    amount: bigint;
    currency: string;
    at: Date;
  }>(sql`
    select suspense_resolution_id, way, suspense_item_id, payment_id, reason, actor, amount, currency, at
    from suspense_resolutions
    where organisation_id = ${organisationId} and suspense_item_id = any(${suspenseItemIds})
    order by suspense_resolution_id limit 1000`);
  return rows.map((row) => ({
    id: row.suspense_resolution_id,
    way: row.way,
    suspenseItemId: row.suspense_item_id,
    paymentId: row.payment_id,
    reason: row.reason,
    actor: row.actor,
    amount: money(row.amount, row.currency),
    at: row.at,
  }));
}
