/** SQL of suspense items and refunds. */
import { money } from '../../core/money.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { SuspenseItem } from '../payment.ts';
import type { Refund } from '../refund.ts';
import type { RefundState } from '../refund-states.ts';

type SuspenseRow = {
  suspense_item_id: string;
  attempt_id: string;
  reason: SuspenseItem['reason'];
  amount: bigint;
  currency: string;
  returned: bigint;
  created_at: Date;
};

const suspenseColumns = sql`suspense_item_id, attempt_id, reason, amount, currency, returned, created_at`;

function suspenseFromRow(row: SuspenseRow): SuspenseItem {
  return {
    id: row.suspense_item_id,
    attemptId: row.attempt_id,
    reason: row.reason,
    amount: money(row.amount, row.currency),
    returned: money(row.returned, row.currency),
    createdAt: row.created_at,
  };
}

export async function insertSuspenseItem(
  transaction: Transaction,
  organisationId: string,
  item: Omit<SuspenseItem, 'returned'>,
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

type RefundRow = {
  refund_id: string;
  attempt_id: string;
  suspense_item_id: string;
  state: RefundState;
  amount: bigint;
  currency: string;
  reason: string;
  requested_by: string;
  provider_reference: string | null;
  cause: string | null;
  requested_at: Date;
  asked: number;
};

const refundColumns = sql`refund_id, attempt_id, suspense_item_id, state, amount, currency, reason,
  requested_by, provider_reference, cause, requested_at, asked`;

function refundFromRow(row: RefundRow): Refund {
  return {
    id: row.refund_id,
    attemptId: row.attempt_id,
    suspenseItemId: row.suspense_item_id,
    state: row.state,
    amount: money(row.amount, row.currency),
    reason: row.reason,
    requestedBy: row.requested_by,
    providerReference: row.provider_reference,
    cause: row.cause,
    requestedAt: row.requested_at,
    asked: row.asked,
  };
}

export async function insertRefund(
  transaction: Transaction,
  organisationId: string,
  refund: Refund,
  nextAskAt: Date,
): Promise<void> {
  await transaction.query(sql`
    insert into refunds (organisation_id, refund_id, attempt_id, suspense_item_id, state, amount, currency,
      reason, requested_by, requested_at, next_ask_at)
    values (${organisationId}, ${refund.id}, ${refund.attemptId}, ${refund.suspenseItemId}, 'requested',
      ${refund.amount.minor}, ${refund.amount.currency}, ${refund.reason}, ${refund.requestedBy},
      ${refund.requestedAt}, ${nextAskAt})`);
}

export async function lockRefund(
  transaction: Transaction,
  organisationId: string,
  refundId: string,
): Promise<Refund | null> {
  const [row] = await transaction.query<RefundRow>(sql`
    select ${refundColumns} from refunds
    where organisation_id = ${organisationId} and refund_id = ${refundId} for no key update`);
  return row ? refundFromRow(row) : null;
}

export async function findRefund(
  database: Queryable,
  organisationId: string,
  refundId: string,
): Promise<Refund | null> {
  const [row] = await database.query<RefundRow>(sql`
    select ${refundColumns} from refunds
    where organisation_id = ${organisationId} and refund_id = ${refundId}`);
  return row ? refundFromRow(row) : null;
}

export async function findRefundsOfAttempts(
  database: Queryable,
  organisationId: string,
  attemptIds: readonly string[],
): Promise<Refund[]> {
  const rows = await database.query<RefundRow>(sql`
    select ${refundColumns} from refunds
    where organisation_id = ${organisationId} and attempt_id = any(${attemptIds})
    order by refund_id limit 1000`);
  return rows.map(refundFromRow);
}

export async function claimRefundsToAsk(
  database: Queryable,
  organisationId: string,
  now: Date,
  leaseSeconds: number,
  limit: number,
): Promise<Refund[]> {
  const rows = await database.query<RefundRow>(sql`
    with ready as materialized (
      select refund_id as ready_id from refunds
      where organisation_id = ${organisationId} and next_ask_at <= ${now}
        and (ask_lease_until is null or ask_lease_until < clock_timestamp())
      order by next_ask_at limit ${limit} for update skip locked)
    update refunds set ask_lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from ready where organisation_id = ${organisationId} and refund_id = ready_id
    returning ${refundColumns}`);
  return rows.map(refundFromRow);
}

export async function changeRefund(
  transaction: Transaction,
  organisationId: string,
  refundId: string,
  change: {
    readonly from: RefundState;
    readonly to: RefundState;
    readonly providerReference: string | null;
    readonly cause: string | null;
    readonly outcomeKnownAt: Date | null;
    readonly nextAskAt: Date | null;
  },
): Promise<void> {
  await transaction.query(sql`
    update refunds set state = ${change.to},
      provider_reference = coalesce(provider_reference, ${change.providerReference}),
      cause = ${change.cause}, outcome_known_at = ${change.outcomeKnownAt}, next_ask_at = ${change.nextAskAt},
      asked = asked + 1, ask_lease_until = null
    where organisation_id = ${organisationId} and refund_id = ${refundId} and state = ${change.from}`);
}
