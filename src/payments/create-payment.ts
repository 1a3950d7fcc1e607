/** Begins a payment: the intention to pay some dues, before any method is chosen. */
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { add, type Money } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import type { Transaction } from '../database/database.ts';
import { lockDues, outstanding, type Due } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Payment } from './payment.ts';
import { isPayableHere } from './payable.ts';
import {
  findAllocations,
  findHolds,
  findPayment,
  findPaymentsOfDues,
  insertPayment,
  type NewAllocation,
} from './store/index.ts';

export type PaymentBegun =
  | { readonly kind: 'payment'; readonly payment: Payment }
  /** Another browser is paying one of the dues; its payment is not for this one to see. */
  | { readonly kind: 'in_progress'; readonly payment: Payment };

/**
 * Begins a payment of what is outstanding of the dues, or finds the one this visitor began before.
 *
 * @throws Refusal `due_already_paid`, `due_withdrawn`, `method_not_available`, `not_found`
 */
export async function createPayment(
  context: Pick<Context, 'database' | 'clock' | 'ids'>,
  organisation: Organisation,
  input: {
    readonly dueIds: readonly string[];
    readonly visitor: string;
    readonly language: Language;
  },
): Promise<PaymentBegun> {
  const dueIds = [...new Set(input.dueIds)];
  return context.database.transaction(async (transaction) => {
    // The lock makes a double click one payment: the second waits and finds the first.
    const dues = await lockDues(transaction, organisation.id, dueIds);
    if (dues.length === 0 || dues.length !== dueIds.length) throw new Refusal('not_found');
    const held = await findHolder(transaction, organisation.id, dueIds);
    if (held)
      return { kind: held.visitor === input.visitor ? 'payment' : 'in_progress', payment: held };
    dues.forEach((due) => refuseUnlessPayable(organisation, due));
    const allocations = allocate(dues, dueIds);
    const begun = await findSame(transaction, organisation.id, input.visitor, allocations);
    if (begun) return { kind: 'payment', payment: begun };
    const payment = newPayment(context, input, total(allocations));
    await insertPayment(transaction, organisation.id, payment, allocations);
    return { kind: 'payment', payment };
  });
}

function refuseUnlessPayable(organisation: Organisation, due: Due): void {
  if (due.withdrawn) throw new Refusal('due_withdrawn');
  if (outstanding(due).minor === 0n) throw new Refusal('due_already_paid');
  if (!isPayableHere(organisation, due)) throw new Refusal('method_not_available');
}

function allocate(dues: readonly Due[], order: readonly string[]): NewAllocation[] {
  return dues
    .toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id))
    .map((due, index) => ({ dueId: due.id, position: index + 1, amount: outstanding(due) }));
}

function total(allocations: readonly NewAllocation[]): Money {
  const [first, ...rest] = allocations.map((allocation) => allocation.amount);
  if (!first) throw new Refusal('not_found');
  if (rest.some((amount) => amount.currency !== first.currency)) {
    throw new Refusal('input_invalid', 'one payment is in one currency');
  }
  return add(first, ...rest);
}

function newPayment(
  context: Pick<Context, 'clock' | 'ids'>,
  input: { readonly visitor: string; readonly language: Language },
  amount: Money,
): Payment {
  return {
    id: context.ids.next('pay'),
    accessToken: context.ids.token(),
    state: 'open',
    visitor: input.visitor,
    total: amount,
    language: input.language,
    email: null,
    createdAt: context.clock.now(),
    paidAt: null,
    paidOn: null,
    settledBy: null,
    receiptIssued: false,
  };
}

/** The payment whose live attempt holds one of the dues. */
async function findHolder(
  transaction: Transaction,
  organisationId: string,
  dueIds: readonly string[],
): Promise<Payment | null> {
  const [hold] = await findHolds(transaction, organisationId, dueIds);
  return hold ? findPayment(transaction, organisationId, hold.paymentId) : null;
}

/** An open payment of this visitor for the same dues and amounts. */
async function findSame(
  transaction: Transaction,
  organisationId: string,
  visitor: string,
  wanted: readonly NewAllocation[],
): Promise<Payment | null> {
  const payments = await findPaymentsOfDues(
    transaction,
    organisationId,
    wanted.map((allocation) => allocation.dueId),
  );
  for (const payment of payments) {
    if (payment.state !== 'open' || payment.visitor !== visitor) continue;
    const allocations = await findAllocations(transaction, organisationId, payment.id);
    if (fingerprint(allocations) === fingerprint(wanted)) return payment;
  }
  return null;
}

function fingerprint(allocations: readonly NewAllocation[]): string {
  return allocations
    .map(({ dueId, amount }) => `${dueId}=${amount.minor}${amount.currency}`)
    .toSorted()
    .join(' ');
}
