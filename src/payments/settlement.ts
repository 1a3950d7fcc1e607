/** Decides what the money of a confirmed attempt settles, and what of it is set aside; pure. */
import { strict as assert } from 'node:assert';
import { add, money, subtract, zero, type Money } from '../core/money.ts';
import { outstanding, type Due } from '../dues/index.ts';
import type { Allocation, Attempt, Payment, SuspenseItem } from './payment.ts';

/** What of an attempt's money goes to one due. */
export type Share = { readonly due: Due; readonly amount: Money };

export type Settlement = {
  readonly attempt: Attempt;
  readonly payment: Payment;
  /** Whether this money ends the payment: none came before. */
  readonly endsPayment: boolean;
  readonly shares: readonly Share[];
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

/** Each attempt finds what those before it have left. Dues are settled in the order of the payment. */
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
    const shares = endsPayment ? share(allocations, dues) : [];
    for (const { due, amount } of shares) {
      dues.set(due.id, { ...due, settled: add(due.settled, amount) });
    }
    const applied = shares.map((one) => one.amount);
    const rest = subtract(attempt.amount, add(zero(attempt.amount.currency), ...applied));
    const isWithdrawn = allocations.some(({ dueId }) => dues.get(dueId)?.withdrawn);
    const restReason = isWithdrawn ? 'withdrawn' : 'already_settled';
    return { attempt, payment, endsPayment, shares, rest, restReason };
  });
}

/** What of each allocation its due can still take. */
function share(allocations: readonly Asked[], dues: ReadonlyMap<string, Due>): Share[] {
  return allocations.flatMap(({ dueId, amount }) => {
    const due = dues.get(dueId);
    if (!due) return [];
    const open = outstanding(due).minor;
    const minor = open < amount.minor ? open : amount.minor;
    return minor > 0n ? [{ due, amount: money(minor, amount.currency) }] : [];
  });
}
