/** SQL of how payments are spread over dues, and of what went back of each line. */
import { money } from '../../core/money.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { Allocation } from '../payment.ts';

/** How a payment is spread over dues, in the order of the payment. */
export async function findAllocations(
  database: Queryable,
  organisationId: string,
  paymentId: string,
): Promise<Allocation[]> {
  const found = await findAllocationsOf(database, organisationId, [paymentId]);
  return found.get(paymentId) ?? [];
}

/**
 * As `findAllocations`, for many payments by their ids.
 *
 * One payment after the other by its key: planned while the tables were nearly empty, a join of the two went through
 * all payments of the organisation times all their lines until the server had counted its rows anew.
 */
export async function findAllocationsOf(
  database: Queryable,
  organisationId: string,
  paymentIds: readonly string[],
): Promise<Map<string, Allocation[]>> {
  const found = await database.query<{
    payment_id: string;
    due_id: string;
    position: number;
    amount: bigint;
    applied: bigint;
    refunded: bigint;
    disputed: bigint;
    currency: string;
  }>(sql`
    select wanted.payment_id, due_id, position, amount, applied, refunded, disputed, currency
    from unnest(${[...new Set(paymentIds)]}::text[]) as wanted (payment_id)
    cross join lateral (
      select currency from payments
      where payments.organisation_id = ${organisationId} and payments.payment_id = wanted.payment_id
      offset 0) as payment
    cross join lateral (
      select due_id, position, amount, applied, refunded, disputed from allocations
      where allocations.organisation_id = ${organisationId} and allocations.payment_id = wanted.payment_id
      offset 0) as line
    order by wanted.payment_id, position`);
  const byPayment = Map.groupBy(found, (row) => row.payment_id);
  return new Map([...byPayment].map(([id, some]) => [id, some.map(allocationFromRow)]));
}

function allocationFromRow(row: {
  readonly due_id: string;
  readonly position: number;
  readonly amount: bigint;
  readonly applied: bigint;
  readonly refunded: bigint;
  readonly disputed: bigint;
  readonly currency: string;
}): Allocation {
  return {
    dueId: row.due_id,
    position: row.position,
    amount: money(row.amount, row.currency),
    applied: money(row.applied, row.currency),
    refunded: money(row.refunded, row.currency),
    disputed: money(row.disputed, row.currency),
  };
}

/** Takes off an allocation what goes back (or puts it there again when negative), never more than it holds. */
export async function addAllocationRefunded(
  transaction: Transaction,
  organisationId: string,
  allocation: { readonly paymentId: string; readonly dueId: string },
  minor: bigint,
): Promise<void> {
  await transaction.query(sql`
    update allocations set refunded = refunded + ${minor}
    where organisation_id = ${organisationId} and payment_id = ${allocation.paymentId}
      and due_id = ${allocation.dueId}`);
}

/** As `addAllocationRefunded`, of what a lost dispute took. */
export async function addAllocationDisputed(
  transaction: Transaction,
  organisationId: string,
  allocation: { readonly paymentId: string; readonly dueId: string },
  minor: bigint,
): Promise<void> {
  await transaction.query(sql`
    update allocations set disputed = disputed + ${minor}
    where organisation_id = ${organisationId} and payment_id = ${allocation.paymentId}
      and due_id = ${allocation.dueId}`);
}
