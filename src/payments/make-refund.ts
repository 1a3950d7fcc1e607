/** Commits to giving money back, after the last look at what is left; nothing leaves before. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { add, format, money, type Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import type { StaffOrder } from '../orders/index.ts';
import type { Organisation } from '../organisations/index.ts';
import { startPatienceMs } from './ask-schedule.ts';
import { contestedOf } from './disputes/contested.ts';
import { counter, type Attempt } from './payment.ts';
import type { Refund, RefundLine, RefundSource, RefundWay } from './refund.ts';
import { takeEffect, takeRoom } from './refund-effects.ts';
import { leftOf, leftOfAttempt, lockTargets, type RefundTargets } from './refund-targets.ts';
import { changeRefund, findStrayRefunds, insertRefund } from './store/index.ts';

export type Wanted = { readonly from: RefundSource; readonly amount: Money };

export type RefundPlan = {
  readonly id: string;
  readonly attemptId: string;
  readonly wanted: readonly [Wanted, ...Wanted[]];
  readonly way: RefundWay;
  readonly order: StaffOrder;
};

type Making = Pick<Context, 'clock' | 'ids' | 'reach'>;

/**
 * Writes the refund and takes its room; one that is paid out by hand is over with that.
 *
 * @throws Refusal `disputed`, `over_refund`, `nothing_to_return`, `input_invalid`, `method_not_available`
 */
export async function makeRefund(
  context: Making,
  transaction: Transaction,
  organisation: Organisation,
  plan: RefundPlan,
): Promise<Refund> {
  const { wanted, way, order } = plan;
  const sources = wanted.map(({ from }) => from);
  const targets = await lockTargets(transaction, organisation, plan.attemptId, sources);
  refuseWay(organisation, targets.attempt, way);
  // What the payer's bank is taking back must not leave a second time.
  if ((await contestedOf(transaction, organisation, targets.attempt)).minor > 0n) {
    throw new Refusal('disputed');
  }
  const listed = await findStrayRefunds(transaction, organisation.id, sources);
  if (listed.length > 0) {
    const left = `it has left by a refund that had failed: ${listed.join(', ')}`;
    throw new Refusal('nothing_to_return', left);
  }
  const [first, ...rest] = wanted.map(({ amount }) => amount);
  const amount = first && add(first, ...rest);
  if (!amount) throw new Refusal('nothing_to_return');
  refuseTooMuch(targets, wanted, amount);
  const at = context.clock.now();
  const refund: Refund = {
    id: plan.id,
    attemptId: plan.attemptId,
    state: 'requested',
    amount,
    way,
    reason: order.reason,
    requestedBy: order.actor,
    providerReference: null,
    cause: null,
    requestedAt: at,
    asked: 0,
  };
  const lines = wanted.map((one, index) => lineOf(one, index));
  const nextAskAt = way.kind === 'provider' ? new Date(at.getTime() + startPatienceMs) : null;
  await insertRefund(transaction, organisation.id, refund, lines, nextAskAt);
  await takeRoom(transaction, organisation, { refund, lines }, 1n);
  if (way.kind === 'by_hand') await payOut(context, transaction, organisation, refund);
  await writeAudit(context, transaction, organisation, refund, lines);
  context.reach('refund.before_commit');
  return refund;
}

function lineOf({ from, amount }: Wanted, index: number): RefundLine {
  return { position: index + 1, from, amount, kept: money(0n, amount.currency) };
}

/** From the till only what came into it or can be handed out there; from a bank only an account of theirs. */
function refuseWay(organisation: Organisation, attempt: Attempt, way: RefundWay): void {
  if (way.kind === 'provider') {
    if (attempt.provider === counter) throw new Refusal('method_not_available');
    return;
  }
  const isKnown = organisation.settings.accounts.some(({ iban }) => iban === way.from);
  if (way.from !== 'till' && !isKnown) {
    throw new Refusal('input_invalid', 'from: not the till and no account of the organisation');
  }
}

function refuseTooMuch(targets: RefundTargets, wanted: readonly Wanted[], total: Money): void {
  const over = wanted.find(({ from, amount }) => leftOf(targets, from) < amount.minor);
  if (over) throw overRefund(leftOf(targets, over.from), over.amount.currency);
  const left = leftOfAttempt(targets.attempt);
  if (total.minor > left) throw overRefund(left, total.currency);
}

function overRefund(left: bigint, currency: string): Refusal {
  const most = format(money(left > 0n ? left : 0n, currency), 'en');
  return new Refusal('over_refund', `at most ${most} can still be given back`);
}

async function payOut(
  context: Making,
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
): Promise<void> {
  await changeRefund(transaction, organisation.id, refund.id, {
    from: 'requested',
    to: 'succeeded',
    providerReference: null,
    cause: null,
    outcomeKnownAt: context.clock.now(),
    nextAskAt: null,
  });
  await takeEffect(context, transaction, organisation, refund, 'succeeded');
}

async function writeAudit(
  context: Making,
  transaction: Transaction,
  organisation: Organisation,
  refund: Refund,
  lines: readonly RefundLine[],
): Promise<void> {
  await recordAudit(transaction, context, organisation.id, {
    actor: refund.requestedBy,
    action: 'return money',
    subject: refund.id,
    detail: {
      attempt: refund.attemptId,
      way: refund.way,
      lines: lines.map(({ from, amount }) => ({ ...from, minor: String(amount.minor) })),
    },
    personal: { reason: refund.reason },
  });
}
