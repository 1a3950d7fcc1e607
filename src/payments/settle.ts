/** What confirmed attempts do: settle what is still owed, set the rest aside, book both once. */
import { strict as assert } from 'node:assert';
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import type { Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { addSettled, lockDuesAndPlans } from '../dues/index.ts';
import { postEntries, type NewEntry } from '../ledger/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { announceSecondPayment } from './announce.ts';
import { counter, type Attempt, type SuspenseItem } from './payment.ts';
import { withdrawExcluded } from './plan.ts';
import { capturePostings, holderOf, type Applied } from './posting-rules.ts';
import { decideSettlements, type Settlement } from './settlement.ts';
import {
  endPayments,
  findAllocationsOf,
  insertSuspenseItem,
  lockPayments,
  type PaymentEnd,
} from './store/index.ts';

type Settling = Pick<Context, 'clock' | 'ids'>;

/** Locks what the attempts are for and decides what their money settles; nothing is written. */
export async function prepareSettlements(
  transaction: Transaction,
  organisation: Organisation,
  attempts: readonly Attempt[],
): Promise<Settlement[]> {
  if (attempts.length === 0) return [];
  const paymentIds = [...new Set(attempts.map((attempt) => attempt.paymentId))];
  const payments = await lockPayments(transaction, organisation.id, paymentIds);
  const allocations = await findAllocationsOf(transaction, organisation.id, paymentIds);
  const dueIds = new Set([...allocations.values()].flat().map((allocation) => allocation.dueId));
  const locked = await lockDuesAndPlans(transaction, organisation.id, [...dueIds]);
  const dues = new Map(locked.map((due) => [due.id, due]));
  return decideSettlements({ payments, allocations, dues }, attempts);
}

/** Writes what was decided: ledger, dues, payments, and what is set aside with its mails. */
export async function settle(
  context: Settling,
  transaction: Transaction,
  organisation: Organisation,
  settlements: readonly Settlement[],
): Promise<void> {
  if (settlements.length === 0) return;
  await book(
    context,
    transaction,
    organisation,
    settlements.map(({ attempt, shares, rest }) =>
      captureEntry(context, organisation, attempt, shares.map(appliedOf), rest),
    ),
  );
  const movements = settlements.flatMap(({ shares }) => shares.map(movementOf));
  if (movements.length > 0) await addSettled(transaction, organisation.id, movements);
  const ends = settlements.filter((one) => one.endsPayment);
  if (ends.length > 0) {
    await endPayments(
      transaction,
      organisation.id,
      ends.map((end) => endOf(context, organisation, end)),
    );
  }
  for (const { payment, excluded } of settlements) {
    if (excluded.length === 0) continue;
    const what = { dueIds: excluded, paymentId: payment.id };
    await withdrawExcluded(context, transaction, organisation.id, what);
  }
  for (const { attempt, payment, rest, restReason } of settlements) {
    if (rest.minor === 0n) continue;
    await keep(context, transaction, organisation, attempt, restReason, rest);
    await announceSecondPayment(context, transaction, organisation, payment, attempt, {
      amount: rest,
      reason: restReason,
    });
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
  const entry = captureEntry(context, organisation, attempt, [], paid);
  await book(context, transaction, organisation, [entry]);
  await keep(context, transaction, organisation, attempt, 'amount_conflict', paid);
}

function captureEntry(
  context: Settling,
  organisation: Organisation,
  attempt: Attempt,
  applied: readonly Applied[],
  rest: Money,
): NewEntry {
  const now = context.clock.now();
  return {
    source: `capture:${attempt.id}`,
    reason:
      attempt.provider === counter
        ? 'money taken at the counter'
        : 'card payment confirmed by the provider',
    effectiveOn: dateIn(organisation.settings.time_zone, now),
    bookedAt: now,
    postings: capturePostings(holderOf(attempt), applied, rest),
  };
}

/** What is captured was locked and not captured before, so that its entry cannot be there. */
async function book(
  context: Settling,
  transaction: Transaction,
  organisation: Organisation,
  entries: readonly NewEntry[],
): Promise<void> {
  const booked = await postEntries(transaction, context.ids, organisation.id, entries);
  assert(
    booked.every((one) => one === 'booked'),
    'a capture was booked before',
  );
}

type Share = Settlement['shares'][number];

function appliedOf({ due, amount }: Share): Applied {
  return { service: due.service, amount };
}

function movementOf({ due, amount }: Share): { dueId: string; minor: bigint } {
  return { dueId: due.id, minor: amount.minor };
}

function endOf(context: Settling, organisation: Organisation, end: Settlement): PaymentEnd {
  const now = context.clock.now();
  return {
    paymentId: end.payment.id,
    state: end.shares.length > 0 ? 'paid' : 'set_aside',
    paidAt: now,
    paidOn: dateIn(organisation.settings.time_zone, now),
    settledBy: end.attempt.id,
    applied: end.shares.map(movementOf),
  };
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
