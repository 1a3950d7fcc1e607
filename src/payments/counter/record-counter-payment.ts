/** Money taken at the counter: a payment like any other, by the organisation's own hands. */
import { strict as assert } from 'node:assert';
import { recordAudit } from '../../audit/index.ts';
import { Refusal } from '../../core/errors.ts';
import { subtract, type Money } from '../../core/money.ts';
import type { Language } from '../../core/texts.ts';
import type { Transaction } from '../../database/database.ts';
import { findDues, lockDuesAndPlans, outstanding } from '../../dues/index.ts';
import { carryOutOnce, isCarriedOut, type StaffOrder } from '../../orders/index.ts';
import { ensureCounterAccount, type Organisation } from '../../organisations/index.ts';
import { applyOutcomes } from '../apply-outcomes.ts';
import type { Asking } from '../ask-provider.ts';
import { withFreeDues } from '../free-dues.ts';
import { counter, type Payment } from '../payment.ts';
import {
  findAllocations,
  findAttempt,
  findPayment,
  insertAttempt,
  insertCreation,
  insertPayment,
  writeEmail,
} from '../store/index.ts';

export type CounterOrder = StaffOrder & {
  readonly dueId: string;
  /** What was taken: all of what is owed, or a part. */
  readonly amount: Money;
  /** Where the receipt goes; null: nowhere. */
  readonly email: string | null;
  readonly language: Language;
};

export type CounterPayment = {
  readonly payment: Payment;
  /** What of it came when nothing was owed any more, and waits to be given back: nothing, mostly. */
  readonly setAside: Money;
};

/**
 * Records money taken at the counter for a due.
 *
 * A payer who is paying by card just then is stopped at the provider first; where that comes too late,
 * the card has paid the due and the cash is a second payment.
 *
 * @throws Refusal `not_found`, `due_already_paid`, `due_withdrawn`, `input_invalid` (more than is owed, or
 *   another currency), `due_in_progress` when nobody can say what became of a card payment: then
 *   nothing is recorded, and the money should be handed back
 */
export async function recordCounterPayment(
  context: Asking,
  organisation: Organisation,
  order: CounterOrder,
): Promise<CounterPayment> {
  const paymentId = context.ids.next('pay');
  const dueIds = [order.dueId];
  await refuseUnlessOwed(context, organisation, order).catch(async (error: unknown) => {
    // Asked after the refusal: what the same form has paid a moment ago is committed with its key.
    if (!(await wasCarriedOut(context, organisation, order))) throw error;
  });
  const dues = { ids: dueIds, actor: order.actor };
  const done = await withFreeDues(context, organisation, dues, (refuseHeld) =>
    context.database.transaction(async (transaction) => {
      const once = { key: order.key, action: 'record payment', subject: paymentId };
      return carryOutOnce(context, transaction, organisation.id, once, async () => {
        await lockDuesAndPlans(transaction, organisation.id, dueIds);
        await refuseHeld(transaction);
        await take(context, transaction, organisation, order, paymentId);
      });
    }),
  );
  context.wake(organisation.id, 'issue-receipts');
  context.wake(organisation.id, 'send-messages');
  return describe(context, organisation, done.subject);
}

/** Whether the form was sent before: what it did stands, whatever is owed now. */
async function wasCarriedOut(
  { database }: Asking,
  organisation: Organisation,
  { key }: CounterOrder,
): Promise<boolean> {
  if (key === undefined) return false;
  return database.transaction((transaction) => isCarriedOut(transaction, organisation.id, key));
}

/** The clerk learns it before the money is taken. */
async function refuseUnlessOwed(
  { database }: Asking,
  organisation: Organisation,
  { dueId, amount }: CounterOrder,
): Promise<void> {
  const [due] = await findDues(database, organisation.id, [dueId]);
  if (!due) throw new Refusal('not_found', `there is no due ${dueId}`);
  if (due.withdrawn) throw new Refusal('due_withdrawn');
  const owed = outstanding(due);
  if (owed.minor === 0n) throw new Refusal('due_already_paid');
  const isFit = amount.currency === owed.currency && amount.minor > 0n;
  if (!isFit || amount.minor > owed.minor) {
    throw new Refusal('input_invalid', 'amount: more than is owed, or none');
  }
}

async function take(
  context: Asking,
  transaction: Transaction,
  organisation: Organisation,
  order: CounterOrder,
  paymentId: string,
): Promise<void> {
  const { id } = organisation;
  const { dueId, amount, language, actor } = order;
  const at = context.clock.now();
  const attemptId = context.ids.next('att');
  const payment = {
    id: paymentId,
    accessToken: context.ids.token(),
    visitor: counter,
    total: amount,
    language,
    createdAt: at,
  };
  await insertPayment(transaction, id, payment, [{ dueId, position: 1, amount }]);
  if (order.email) await writeEmail(transaction, id, paymentId, order.email);
  const attempt = {
    id: attemptId,
    paymentId,
    providerAccountId: await ensureCounterAccount(context, transaction, organisation),
    provider: counter,
    method: counter,
    amount,
    createdAt: at,
  } as const;
  await insertAttempt(transaction, id, attempt, at);
  await insertCreation(transaction, id, attemptId, { actor, cause: order.reason, at });
  const made = await findAttempt(transaction, id, attemptId);
  assert(made, 'it was just made');
  const outcome = {
    kind: 'succeeded',
    providerReference: context.ids.next('cas'),
    paid: amount,
    instrument: null,
    disputed: null,
  } as const;
  await applyOutcomes(context, transaction, organisation, [{ attempt: made, outcome, actor }]);
  await recordAudit(transaction, context, id, {
    actor,
    action: 'record payment',
    subject: paymentId,
    detail: { due: dueId, minor: String(amount.minor) },
    personal: { reason: order.reason },
  });
}

async function describe(
  { database }: Asking,
  organisation: Organisation,
  paymentId: string,
): Promise<CounterPayment> {
  const payment = await findPayment(database, organisation.id, paymentId);
  assert(payment, `no payment ${paymentId}`);
  const allocations = await findAllocations(database, organisation.id, paymentId);
  const setAside = allocations.reduce(
    (rest, { applied }) => subtract(rest, applied),
    payment.total,
  );
  return { payment, setAside };
}
