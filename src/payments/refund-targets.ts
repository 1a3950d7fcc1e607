/** What the lines of a refund take from, locked against change, and what is left of it. */
import { strict as assert } from 'node:assert';
import type { Transaction } from '../database/database.ts';
import { lockDues, type Due } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Allocation, Attempt, SuspenseItem } from './payment.ts';
import type { RefundLine, RefundSource } from './refund.ts';
import { findAllocationsOf, lockAttempt, lockSuspenseItem } from './store/index.ts';

export type RefundTargets = {
  readonly attempt: Attempt;
  readonly items: ReadonlyMap<string, SuspenseItem>;
  readonly dues: ReadonlyMap<string, Due>;
  /** By payment. */
  readonly allocations: ReadonlyMap<string, readonly Allocation[]>;
};

/** Attempt, then items, then dues: everybody who changes them comes in this order. */
export async function lockTargets(
  transaction: Transaction,
  organisation: Organisation,
  attemptId: string,
  sources: readonly RefundSource[],
): Promise<RefundTargets> {
  const attempt = await lockAttempt(transaction, organisation.id, attemptId);
  assert(attempt, `no attempt ${attemptId}`);
  const itemIds = sources.flatMap((from) => (from.kind === 'suspense' ? from.suspenseItemId : []));
  const items = new Map<string, SuspenseItem>();
  for (const id of itemIds.toSorted()) {
    const item = await lockSuspenseItem(transaction, organisation.id, id);
    if (item) items.set(id, item);
  }
  const allocated = sources.flatMap((from) => (from.kind === 'allocation' ? from : []));
  const dueIds = allocated.map(({ dueId }) => dueId);
  const dues = dueIds.length > 0 ? await lockDues(transaction, organisation.id, dueIds) : [];
  const paymentIds = [...new Set(allocated.map(({ paymentId }) => paymentId))];
  const allocations =
    paymentIds.length > 0
      ? await findAllocationsOf(transaction, organisation.id, paymentIds)
      : new Map<string, Allocation[]>();
  return { attempt, items, dues: new Map(dues.map((due) => [due.id, due])), allocations };
}

/** What can still be taken from one source, in minor units. */
export function leftOf(targets: RefundTargets, from: RefundSource): bigint {
  if (from.kind === 'suspense') {
    const item = targets.items.get(from.suspenseItemId);
    return item ? item.amount.minor - item.returned.minor - item.resolved.minor : 0n;
  }
  const allocation = targets.allocations
    .get(from.paymentId)
    ?.find(({ dueId }) => dueId === from.dueId);
  if (!allocation) return 0n;
  return allocation.applied.minor - allocation.refunded.minor - allocation.disputed.minor;
}

/** What of an attempt's money is neither given back, nor on its way, nor taken back by the payer's bank. */
export function leftOfAttempt({ captured, refunded, disputed }: Attempt): bigint {
  return captured.minor - refunded.minor - disputed.minor;
}

/** The service whose due a line takes from; null for money that settled nothing. */
export function serviceOf(
  targets: RefundTargets,
  { from }: Pick<RefundLine, 'from'>,
): string | null {
  if (from.kind === 'suspense') return null;
  const due = targets.dues.get(from.dueId);
  assert(due, `no due ${from.dueId}`);
  return due.service;
}
