/** Decides what the money of a confirmed attempt settles, and what of it is set aside; pure. */
import { strict as assert } from 'node:assert';
import { add, money, subtract, type Money } from '../core/money.ts';
import { outstanding, type Due } from '../dues/index.ts';
import type { Allocation, Attempt, Payment, SuspenseItem } from './payment.ts';
import { excludes } from './plan.ts';

/** What of an attempt's money goes to one due. */
export type Share = { readonly due: Due; readonly amount: Money };

export type Settlement = {
  readonly attempt: Attempt;
  readonly payment: Payment;
  /** Whether this money ends the payment: none came before. */
  readonly endsPayment: boolean;
  readonly shares: readonly Share[];
  /** The dues of the same plans that are not to be paid any more. */
  readonly excluded: readonly string[];
  /** What settles nothing, and why. */
  readonly rest: Money;
  readonly restReason: SuspenseItem['reason'];
};

/** What a payment asks for one due. */
type Asked = Pick<Allocation, 'dueId' | 'amount'>;

/** What the attempts are for, by its ids, as it stands before any of them settles. */
export type Owed = {
  readonly payments: ReadonlyMap<string, Payment>;
  readonly allocations: ReadonlyMap<string, readonly Asked[]>;
  readonly dues: ReadonlyMap<string, Due>;
};

/**
 * Each attempt finds what those before it have left. Dues are settled in the order of the payment, as far as the
 * money goes.
 *
 * @param owed its dues hold the other dues of their plans too
 */
export function decideSettlements(owed: Owed, attempts: readonly Attempt[]): Settlement[] {
  const dues = new Map(owed.dues);
  const open = new Set(
    [...owed.payments.values()].filter(({ state }) => state === 'open').map(({ id }) => id),
  );
  return attempts.map((attempt) => {
    const payment = owed.payments.get(attempt.paymentId);
    assert(payment, `no payment ${attempt.paymentId}`);
    const allocations = owed.allocations.get(payment.id) ?? [];
    // A payment that settled once settles nothing more, whatever else its attempts bring.
    const endsPayment = open.delete(payment.id);
    const { shares, excluded, rest } = endsPayment
      ? share(allocations, dues, attempt.amount)
      : { shares: [], excluded: [], rest: attempt.amount };
    const isWithdrawn = allocations.some(({ dueId }) => isTakenBack(dues.get(dueId), dues));
    const restReason = isWithdrawn ? 'withdrawn' : 'already_settled';
    return { attempt, payment, endsPayment, shares, excluded, rest, restReason };
  });
}

type Spent = Pick<Settlement, 'shares' | 'excluded' | 'rest'>;

/** What of each allocation its due can still take, as long as there is money; notes it in `dues`. */
function share(allocations: readonly Asked[], dues: Map<string, Due>, paid: Money): Spent {
  const shares: Share[] = [];
  const excluded: string[] = [];
  let rest = paid;
  for (const { dueId, amount } of allocations) {
    const due = dues.get(dueId);
    if (!due || isPaidOtherwise(due, dues)) continue;
    const minor = least(outstanding(due).minor, amount.minor, rest.minor);
    if (minor <= 0n) continue;
    const taken = money(minor, amount.currency);
    rest = subtract(rest, taken);
    shares.push({ due, amount: taken });
    dues.set(due.id, { ...due, settled: add(due.settled, taken) });
    if (due.plan) excluded.push(...exclude(due, dues));
  }
  return { shares, excluded, rest };
}

function isTakenBack(due: Due | undefined, dues: ReadonlyMap<string, Due>): boolean {
  return due !== undefined && (due.withdrawn || isPaidOtherwise(due, dues));
}

/** Whether its plan is paid the other way, which a due that was added later does not know. */
function isPaidOtherwise(due: Due, dues: ReadonlyMap<string, Due>): boolean {
  if (due.plan === null) return false;
  return [...dues.values()].some((other) => other.settled.minor > 0n && excludes(due, other));
}

function least(...numbers: readonly [bigint, ...bigint[]]): bigint {
  return numbers.reduce((one, other) => (other < one ? other : one));
}

/** Takes back the other way of a plan. @returns the ids of its dues */
function exclude(due: Due, dues: Map<string, Due>): string[] {
  const others = [...dues.values()].filter((other) => !other.withdrawn && excludes(due, other));
  for (const other of others) dues.set(other.id, { ...other, withdrawn: true });
  return others.map(({ id }) => id);
}
