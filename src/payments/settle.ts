/** What a confirmed attempt does: settles what is still owed, sets the rest aside, books both once. */
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import { add, money, subtract, zero, type Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { addSettled, lockDues, outstanding, type Due } from '../dues/index.ts';
import { postEntry } from '../ledger/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { announceSecondPayment } from './announce.ts';
import type { Allocation, Attempt, Payment, SuspenseItem } from './payment.ts';
import { capturePostings } from './posting-rules.ts';
import { findAllocations, insertSuspenseItem, lockPayment, settlePayment } from './store/index.ts';

type Settling = Pick<Context, 'clock' | 'ids'>;

type Share = { readonly due: Due; readonly amount: Money };

/** The attempt's money, as asked: dues are settled in the order of the payment, the rest is suspense. */
export async function settle(
  context: Settling,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
): Promise<void> {
  const payment = await lockPayment(transaction, organisation.id, attempt.paymentId);
  if (!payment) throw new Error(`no payment ${attempt.paymentId}`);
  const allocations = await findAllocations(transaction, organisation.id, payment.id);
  const dues = await lockDues(
    transaction,
    organisation.id,
    allocations.map((allocation) => allocation.dueId),
  );
  // A payment that settled once settles nothing more, whatever else its attempts bring.
  const shares = payment.state === 'open' ? share(allocations, dues) : [];
  const applied = shares.reduce((sum, one) => add(sum, one.amount), zero(attempt.amount.currency));
  const rest = subtract(attempt.amount, applied);
  await book(context, transaction, organisation, attempt, shares, rest);
  await move(context, transaction, organisation, payment, attempt, shares);
  if (rest.minor > 0n) {
    const reason = dues.some((due) => due.withdrawn) ? 'withdrawn' : 'already_settled';
    await keep(context, transaction, organisation, attempt, reason, rest);
    await announceSecondPayment(context, transaction, organisation, payment, attempt, rest);
  }
}

/** Money that differs from what was asked: all of it is suspense until a person decides. */
export async function setAside(
  context: Settling,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  paid: Money,
): Promise<void> {
  await book(context, transaction, organisation, attempt, [], paid);
  await keep(context, transaction, organisation, attempt, 'amount_conflict', paid);
}

/** What of each allocation its due can still take. */
function share(allocations: readonly Allocation[], dues: readonly Due[]): Share[] {
  const byId = new Map(dues.map((due) => [due.id, due]));
  return allocations.flatMap(({ dueId, amount }) => {
    const due = byId.get(dueId);
    if (!due) return [];
    const open = outstanding(due).minor;
    const minor = open < amount.minor ? open : amount.minor;
    return minor > 0n ? [{ due, amount: money(minor, amount.currency) }] : [];
  });
}

async function book(
  context: Settling,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  shares: readonly Share[],
  rest: Money,
): Promise<void> {
  const now = context.clock.now();
  const applied = shares.map(({ due, amount }) => ({ service: due.service, amount }));
  await postEntry(transaction, context.ids, organisation.id, {
    source: `capture:${attempt.id}`,
    reason: 'card payment confirmed by the provider',
    effectiveOn: dateIn(organisation.settings.time_zone, now),
    bookedAt: now,
    postings: capturePostings(attempt.providerAccountId, applied, rest),
  });
}

async function move(
  context: Settling,
  transaction: Transaction,
  organisation: Organisation,
  payment: Payment,
  attempt: Attempt,
  shares: readonly Share[],
): Promise<void> {
  if (payment.state !== 'open') return;
  const now = context.clock.now();
  const movements = shares.map(({ due, amount }) => ({ dueId: due.id, minor: amount.minor }));
  if (movements.length > 0) await addSettled(transaction, organisation.id, movements);
  await settlePayment(transaction, organisation.id, payment.id, {
    state: movements.length > 0 ? 'paid' : 'set_aside',
    paidAt: now,
    paidOn: dateIn(organisation.settings.time_zone, now),
    settledBy: attempt.id,
    applied: movements,
  });
}

async function keep(
  context: Settling,
  transaction: Transaction,
  organisation: Organisation,
  attempt: Attempt,
  reason: SuspenseItem['reason'],
  amount: Money,
): Promise<void> {
  await insertSuspenseItem(transaction, organisation.id, {
    id: context.ids.next('sus'),
    attemptId: attempt.id,
    reason,
    amount,
    createdAt: context.clock.now(),
  });
}
