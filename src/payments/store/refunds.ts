/** SQL of refunds and of what they take from. */
import { money, type Money } from '../../core/money.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { rows, sql } from '../../database/sql.ts';
import type { AfterRefund, Refund, RefundLine, RefundSource } from '../refund.ts';
import type { RefundState } from '../refund-states.ts';

type RefundRow = {
  refund_id: string;
  attempt_id: string;
  state: RefundState;
  amount: bigint;
  currency: string;
  reason: string;
  requested_by: string;
  provider_reference: string | null;
  cause: string | null;
  requested_at: Date;
  asked: number;
  paid_from: string | null;
};

const refundColumns = sql`refund_id, attempt_id, state, amount, currency, reason,
  requested_by, provider_reference, cause, requested_at, asked, paid_from`;

function refundFromRow(row: RefundRow): Refund {
  return {
    id: row.refund_id,
    attemptId: row.attempt_id,
    state: row.state,
    amount: money(row.amount, row.currency),
    way: row.paid_from === null ? { kind: 'provider' } : { kind: 'by_hand', from: row.paid_from },
    reason: row.reason,
    requestedBy: row.requested_by,
    providerReference: row.provider_reference,
    cause: row.cause,
    requestedAt: row.requested_at,
    asked: row.asked,
  };
}

/** @param nextAskAt null for one that was paid out by hand: there is nobody to ask */
export async function insertRefund(
  transaction: Transaction,
  organisationId: string,
  refund: Refund,
  lines: readonly RefundLine[],
  nextAskAt: Date | null,
): Promise<void> {
  const paidFrom = refund.way.kind === 'by_hand' ? refund.way.from : null;
  await transaction.query(sql`
    insert into refunds (organisation_id, refund_id, attempt_id, state, amount, currency, way, paid_from,
      reason, requested_by, requested_at, next_ask_at)
    values (${organisationId}, ${refund.id}, ${refund.attemptId}, 'requested', ${refund.amount.minor},
      ${refund.amount.currency}, ${refund.way.kind}, ${paidFrom}, ${refund.reason},
      ${refund.requestedBy}, ${refund.requestedAt}, ${nextAskAt})`);
  await transaction.query(sql`
    insert into refund_lines (organisation_id, refund_id, position, payment_id, due_id,
      suspense_item_id, amount, after_refund)
    select ${organisationId}, ${refund.id}, position, payment_id, due_id, suspense_item_id, minor, after_refund
    from ${rows('lines', lines, {
      position: ['integer', (line) => line.position],
      payment_id: ['text', ({ from }) => (from.kind === 'allocation' ? from.paymentId : null)],
      due_id: ['text', ({ from }) => (from.kind === 'allocation' ? from.dueId : null)],
      suspense_item_id: [
        'text',
        ({ from }) => (from.kind === 'suspense' ? from.suspenseItemId : null),
      ],
      minor: ['bigint', (line) => line.amount.minor],
      after_refund: ['text', ({ from }) => (from.kind === 'allocation' ? from.after : null)],
    })}`);
}

type LineRow = {
  refund_id: string;
  position: number;
  payment_id: string | null;
  due_id: string | null;
  suspense_item_id: string | null;
  amount: bigint;
  kept: bigint;
  currency: string;
  after_refund: AfterRefund | null;
};

function lineFromRow(row: LineRow): RefundLine {
  return {
    position: row.position,
    from: sourceFromRow(row),
    amount: money(row.amount, row.currency),
    kept: money(row.kept, row.currency),
  };
}

function sourceFromRow(row: LineRow): RefundSource {
  if (row.payment_id !== null && row.due_id !== null && row.after_refund !== null) {
    const { payment_id: paymentId, due_id: dueId, after_refund: after } = row;
    return { kind: 'allocation', paymentId, dueId, after };
  }
  return { kind: 'suspense', suspenseItemId: row.suspense_item_id ?? '' };
}

/** What each refund takes from, by the ids of the refunds. */
export async function findRefundLines(
  database: Queryable,
  organisationId: string,
  refundIds: readonly string[],
): Promise<Map<string, RefundLine[]>> {
  const found = await database.query<LineRow>(sql`
    select refund_id, position, payment_id, due_id, suspense_item_id, refund_lines.amount, kept,
      after_refund, currency
    from refund_lines join refunds using (organisation_id, refund_id)
    where organisation_id = ${organisationId} and refund_id = any(${refundIds})
    order by refund_id, position`);
  const byRefund = Map.groupBy(found, (row) => row.refund_id);
  return new Map([...byRefund].map(([id, some]) => [id, some.map(lineFromRow)]));
}

export type GivenBack = { readonly paymentId: string; readonly amount: Money };

/** What of the payments has gone back to their payers; nothing of those of which nothing has. */
export async function findGivenBack(
  database: Queryable,
  organisationId: string,
  paymentIds: readonly string[],
): Promise<GivenBack[]> {
  const found = await database.query<{ payment_id: string; minor: bigint; currency: string }>(sql`
    select payment_id, sum(refund_lines.amount)::bigint as minor, currency
    from refund_lines join refunds using (organisation_id, refund_id)
    where organisation_id = ${organisationId} and payment_id = any(${paymentIds}) and state = 'succeeded'
    group by payment_id, currency order by payment_id`);
  return found.map((row) => ({
    paymentId: row.payment_id,
    amount: money(row.minor, row.currency),
  }));
}

/** What of the suspense items has really gone back, in minor units. */
export async function findItemsGivenBack(
  database: Queryable,
  organisationId: string,
  suspenseItemIds: readonly string[],
): Promise<bigint> {
  const [row] = await database.query<{ minor: bigint }>(sql`
    select coalesce(sum(refund_lines.amount), 0)::bigint as minor
    from refund_lines join refunds using (organisation_id, refund_id)
    where organisation_id = ${organisationId} and suspense_item_id = any(${suspenseItemIds})
      and state = 'succeeded'`);
  return row?.minor ?? 0n;
}

/** What of a line came back to no due. */
export async function writeKept(
  transaction: Transaction,
  organisationId: string,
  kept: { readonly refundId: string; readonly position: number; readonly minor: bigint },
): Promise<void> {
  await transaction.query(sql`
    update refund_lines set kept = ${kept.minor}
    where organisation_id = ${organisationId} and refund_id = ${kept.refundId}
      and position = ${kept.position}`);
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
  const found = await database.query<RefundRow>(sql`
    select ${refundColumns} from refunds
    where organisation_id = ${organisationId} and attempt_id = any(${attemptIds})
    order by refund_id limit 1000`);
  return found.map(refundFromRow);
}

export async function claimRefundsToAsk(
  database: Queryable,
  organisationId: string,
  now: Date,
  leaseSeconds: number,
  limit: number,
): Promise<Refund[]> {
  const claimed = await database.query<RefundRow>(sql`
    with ready as materialized (
      select refund_id as ready_id from refunds
      where organisation_id = ${organisationId} and next_ask_at <= ${now}
        and (ask_lease_until is null or ask_lease_until < clock_timestamp())
      order by next_ask_at limit ${limit} for update skip locked)
    update refunds set ask_lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from ready where organisation_id = ${organisationId} and refund_id = ready_id
    returning ${refundColumns}`);
  return claimed.map(refundFromRow);
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
