/** Sets money that settled nothing against another due: a payment of its own, with its own receipt. */
import { strict as assert } from 'node:assert';
import { recordAudit } from '../../audit/index.ts';
import type { Context } from '../../context.ts';
import { dateIn } from '../../core/calendar-date.ts';
import { Refusal } from '../../core/errors.ts';
import { subtract, type Money } from '../../core/money.ts';
import type { Transaction } from '../../database/database.ts';
import { addSettled, lockDuesAndPlans, outstanding, type Due } from '../../dues/index.ts';
import { postEntry } from '../../ledger/index.ts';
import { carryOutOnce, type StaffOrder } from '../../orders/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import type { Asking } from '../ask-provider.ts';
import { closeConflict } from '../close-conflict.ts';
import { contestedOf } from '../disputes/contested.ts';
import { withFreeDues } from '../free-dues.ts';
import type { Attempt, Payment, SuspenseItem } from '../payment.ts';
import { findExcluded, withdrawExcluded } from '../plan.ts';
import { setAgainstPostings } from '../posting-rules.ts';
import {
  addResolved,
  endPayments,
  findPayment,
  findStrayRefunds,
  findSuspenseItem,
  insertPayment,
  insertResolution,
  lockAttempt,
  lockSuspenseItem,
  writeEmail,
} from '../store/index.ts';

export type SetAgainst = StaffOrder & { readonly dueId: string; readonly amount: Money };

/**
 * Sets a suspense item, or a part of it, against a due. Whoever is paying the due is stopped first.
 *
 * @returns the payment that settles the due by it
 * @throws Refusal `not_found`, `disputed`, `over_refund` (more than is left of the item), `due_withdrawn`,
 *   `due_already_paid`, `due_in_progress`, `input_invalid` (more than is owed, or another currency),
 *   `nothing_to_return`
 */
export async function setAgainstDue(
  context: Asking,
  organisation: Organisation,
  suspenseItemId: string,
  order: SetAgainst,
): Promise<Payment> {
  const item = await findSuspenseItem(context.database, organisation.id, suspenseItemId);
  if (!item) throw new Refusal('not_found', `no suspense item ${suspenseItemId}`);
  const paymentId = context.ids.next('pay');
  const dues = { ids: [order.dueId], actor: order.actor, own: item.attemptId };
  const done = await withFreeDues(context, organisation, dues, (refuseHeld) =>
    context.database.transaction(async (transaction) => {
      const once = { key: order.key, action: 'set against due', subject: paymentId };
      return carryOutOnce(context, transaction, organisation.id, once, async () => {
        const locked = await lock(transaction, organisation, item, order);
        await refuseHeld(transaction);
        await settle(context, transaction, organisation, order, { ...locked, paymentId });
      });
    }),
  );
  context.wake(organisation.id, 'issue-receipts');
  const payment = await findPayment(context.database, organisation.id, done.subject);
  assert(payment, `no payment ${done.subject}`);
  return payment;
}

type Locked = { readonly attempt: Attempt; readonly item: SuspenseItem; readonly due: Due };

/** Attempt, item, due, in this order, and whether all of them allow it. */
async function lock(
  transaction: Transaction,
  organisation: Organisation,
  { id: itemId, attemptId }: SuspenseItem,
  { dueId, amount }: SetAgainst,
): Promise<Locked> {
  const { id } = organisation;
  const attempt = await lockAttempt(transaction, id, attemptId);
  const item = await lockSuspenseItem(transaction, id, itemId);
  const locked = await lockDuesAndPlans(transaction, id, [dueId]);
  const due = locked.find((one) => one.id === dueId);
  if (!due) throw new Refusal('not_found', `there is no due ${dueId}`);
  assert(attempt && item, 'an item stays, with its attempt');
  if ((await contestedOf(transaction, organisation, attempt)).minor > 0n) {
    throw new Refusal('disputed');
  }
  const from = { kind: 'suspense', suspenseItemId: itemId } as const;
  const listed = await findStrayRefunds(transaction, id, [from]);
  if (listed.length > 0) throw new Refusal('nothing_to_return', 'it has left already');
  const left = subtract(subtract(item.amount, item.returned), item.resolved);
  const owed = outstanding(due);
  if (
    amount.minor <= 0n ||
    amount.currency !== left.currency ||
    amount.currency !== owed.currency
  ) {
    throw new Refusal('input_invalid', 'amount: not above zero, or of another currency');
  }
  if (amount.minor > left.minor) throw new Refusal('over_refund');
  if (due.withdrawn) throw new Refusal('due_withdrawn');
  if (owed.minor === 0n) throw new Refusal('due_already_paid');
  if (amount.minor > owed.minor) throw new Refusal('input_invalid', 'amount: more than is owed');
  return { attempt, item, due };
}

async function settle(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisation: Organisation,
  { amount, reason, actor }: SetAgainst,
  made: Locked & { readonly paymentId: string },
): Promise<void> {
  const { id } = organisation;
  const { attempt, item, due, paymentId } = made;
  const at = context.clock.now();
  const day = dateIn(organisation.settings.time_zone, at);
  const movement = { dueId: due.id, minor: amount.minor };
  await insertPaymentLike(context, transaction, organisation, made, amount);
  await addSettled(transaction, id, [movement]);
  const excluded = await findExcluded(transaction, id, [due]);
  if (excluded.length > 0) {
    const dueIds = excluded.map((other) => other.id);
    await withdrawExcluded(context, transaction, id, { dueIds, paymentId });
  }
  await endPayments(transaction, id, [
    {
      paymentId,
      state: 'paid',
      paidAt: at,
      paidOn: day,
      settledBy: attempt.id,
      applied: [movement],
    },
  ]);
  const resolutionId = context.ids.next('sre');
  await addResolved(transaction, id, item.id, amount.minor);
  await insertResolution(transaction, id, {
    id: resolutionId,
    way: 'set_against_due',
    suspenseItemId: item.id,
    stray: null,
    paymentId,
    amount,
    reason,
    actor,
    at,
  });
  const booked = await postEntry(transaction, context.ids, id, {
    source: `resolve:${resolutionId}`,
    reason,
    effectiveOn: day,
    bookedAt: at,
    postings: setAgainstPostings(due.service, amount),
  });
  assert.equal(booked, 'booked', 'a resolution is new');
  await closeConflict(context, transaction, organisation, attempt, actor);
  await recordAudit(transaction, context, id, {
    actor,
    action: 'set against due',
    subject: item.id,
    detail: { due: due.id, payment: paymentId, minor: String(amount.minor) },
    personal: { reason },
  });
}

/** Payer and language as of the payment that brought the money. */
async function insertPaymentLike(
  context: Pick<Context, 'clock' | 'ids'>,
  transaction: Transaction,
  organisation: Organisation,
  { attempt, due, paymentId }: Locked & { readonly paymentId: string },
  amount: Money,
): Promise<void> {
  const origin = await findPayment(transaction, organisation.id, attempt.paymentId);
  const payment = {
    id: paymentId,
    accessToken: context.ids.token(),
    visitor: origin?.visitor ?? '',
    total: amount,
    language: origin?.language ?? 'en',
    createdAt: context.clock.now(),
  };
  const allocation = { dueId: due.id, position: 1, amount };
  await insertPayment(transaction, organisation.id, payment, [allocation]);
  if (origin?.email) await writeEmail(transaction, organisation.id, paymentId, origin.email);
}
