/** Begins a payment: the intention to pay some dues, before any method is chosen. */
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import { Refusal } from '../core/errors.ts';
import type { Money } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import type { Transaction } from '../database/database.ts';
import { lockDues, type Due } from '../dues/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { findServicesByIds } from '../services/index.ts';
import type { Payment } from './payment.ts';
import { findExcluded, refuseIfPaidOtherwise } from './plan.ts';
import { oneProvider, spread, total } from './spread.ts';
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

type Beginning = Pick<Context, 'clock' | 'ids' | 'providers'>;

export type NewPaymentOrder = {
  /** In the order in which money is to settle them. */
  readonly dueIds: readonly string[];
  /** What is paid of a due that may be paid in parts, by its id; all that is outstanding where it is not said. */
  readonly parts?: ReadonlyMap<string, Money>;
  readonly visitor: string;
  readonly language: Language;
};

/**
 * Begins a payment of what is outstanding of the dues, or finds the one this visitor began before.
 *
 * @throws Refusal `due_already_paid`, `due_withdrawn`, `method_not_available`, `not_payable_today`,
 *   `providers_differ`, `too_many_dues`, `plan_excluded`, `input_invalid` (a part, or two currencies), `not_found`
 */
export async function createPayment(
  context: Beginning & Pick<Context, 'database'>,
  organisation: Organisation,
  order: NewPaymentOrder,
): Promise<PaymentBegun> {
  return context.database.transaction((transaction) =>
    beginPayment(context, transaction, organisation, order),
  );
}

/** The same inside a transaction. */
export async function beginPayment(
  context: Beginning,
  transaction: Transaction,
  organisation: Organisation,
  { parts = new Map(), ...order }: NewPaymentOrder,
): Promise<PaymentBegun> {
  const dueIds = [...new Set(order.dueIds)];
  // The lock makes a double click one payment: the second waits and finds the first.
  const dues = inOrder(await lockDues(transaction, organisation.id, dueIds), dueIds);
  if (dues.length === 0 || dues.length !== dueIds.length) throw new Refusal('not_found');
  const held = await findHolder(transaction, organisation.id, dueIds);
  if (held)
    return { kind: held.visitor === order.visitor ? 'payment' : 'in_progress', payment: held };
  const today = dateIn(organisation.settings.time_zone, context.clock.now());
  const allocations = spread({ organisation, today, parts }, dues);
  refuseIfPaidOtherwise(await findExcluded(transaction, organisation.id, dues));
  await refuseUnlessTogether(context, transaction, organisation, dues);
  const begun = await findSame(transaction, organisation.id, order.visitor, allocations);
  if (begun) return { kind: 'payment', payment: begun };
  const payment = newPayment(context, order, total(allocations));
  await insertPayment(transaction, organisation.id, payment, allocations);
  return { kind: 'payment', payment };
}

function inOrder(dues: readonly Due[], order: readonly string[]): Due[] {
  return dues.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
}

/** One provider takes them, and takes so many at once. */
async function refuseUnlessTogether(
  { providers }: Beginning,
  transaction: Transaction,
  organisation: Organisation,
  dues: readonly Due[],
): Promise<void> {
  const serviceIds = [...new Set(dues.map(({ service }) => service))];
  const services = await findServicesByIds(transaction, organisation.id, serviceIds);
  const provider = providers.get(oneProvider(organisation, dues, services));
  const most = provider?.mostDues ?? null;
  if (most !== null && dues.length > most) {
    throw new Refusal('too_many_dues', `one payment holds at most ${most}`);
  }
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

/** An open payment of this visitor for the same dues and amounts, in the same order. */
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
    .join(' ');
}
