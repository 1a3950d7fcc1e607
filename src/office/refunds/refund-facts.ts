/** What a refund page needs to know of a payment, and what was typed there. */
import { Refusal } from '../../core/errors.ts';
import { format, fromTyped, money, type Money } from '../../core/money.ts';
import { findDues } from '../../dues/index.ts';
import {
  counter,
  findAllocations,
  findAttempt,
  findPayment,
  findRefundLines,
  findRefundsOfAttempts,
  type AfterRefund,
  type Payment,
  type Refund,
  type RefundWay,
} from '../../payments/index.ts';
import type { FieldErrors, FieldValues } from '../../web/components/field.ts';
import type { Html } from '../../web/html.ts';
import { isSayable } from '../acting/deed.ts';
import { actingTexts } from '../acting/acting.texts.ts';
import { demandPayment } from '../acting/reach.ts';
import { paymentLink } from '../acting/whose.ts';
import type { StaffVisit } from '../office-route.ts';
import { refundPageTexts } from './refund.texts.ts';

export type Refundable = {
  readonly payment: Payment;
  /** Whose it is, and how much: leads to the payment. */
  readonly whose: Html;
  /** What settled dues and can still be given back, in the order of the payment. */
  readonly lines: readonly {
    readonly dueId: string;
    readonly about: string;
    readonly left: Money;
  }[];
  readonly ways: readonly { readonly value: string; readonly label: string }[];
  /** Earlier ones that took from this payment. */
  readonly refunds: readonly Refund[];
};

/** @throws Refusal `not_found`, `not_allowed` */
export async function refundableOf(visit: StaffVisit, paymentId: string): Promise<Refundable> {
  const { context, organisation, view } = visit;
  const { database } = context;
  const { id } = organisation;
  const payment = await findPayment(database, id, paymentId);
  if (!payment) throw new Refusal('not_found');
  await demandPayment(visit, 'refund', paymentId);
  const allocations = await findAllocations(database, id, paymentId);
  const dueIds = allocations.map(({ dueId }) => dueId);
  const dues = new Map((await findDues(database, id, dueIds)).map((due) => [due.id, due]));
  const attempt = payment.settledBy && (await findAttempt(database, id, payment.settledBy));
  const all = attempt ? await findRefundsOfAttempts(database, id, [attempt.id]) : [];
  const taken = await findRefundLines(
    database,
    id,
    all.map((refund) => refund.id),
  );
  const isOfPayment = (refund: Refund): boolean =>
    (taken.get(refund.id) ?? []).some(
      ({ from }) => from.kind === 'allocation' && from.paymentId === paymentId,
    );
  const lines = allocations.map(({ dueId, applied, refunded, disputed }) => ({
    dueId,
    about: dues.get(dueId)?.reason ?? dueId,
    left: money(applied.minor - refunded.minor - disputed.minor, applied.currency),
  }));
  const t = refundPageTexts(view.language);
  const isByCard = attempt !== null && attempt !== '' && attempt.provider !== counter;
  return {
    payment,
    whose: await paymentLink(visit, payment),
    lines: lines.filter(({ left }) => left.minor > 0n),
    ways: [
      ...(isByCard ? [{ value: 'provider', label: t('provider') }] : []),
      { value: 'till', label: t('till') },
      ...organisation.settings.accounts.map(({ name, iban }) => ({
        value: iban,
        label: t('bank', { name, iban }),
      })),
    ],
    refunds: all.filter(isOfPayment),
  };
}

export type RefundTyped =
  | {
      readonly kind: 'good';
      readonly lines: readonly {
        readonly dueId: string;
        readonly about: string;
        readonly amount: Money;
        readonly after: AfterRefund;
      }[];
      readonly way: RefundWay;
      readonly reason: string;
    }
  | { readonly kind: 'bad'; readonly errors: FieldErrors };

/** Fields of the line of that place: `amount_1`, `after_1`. */
export function lineFields(index: number): { readonly amount: string; readonly after: string } {
  return { amount: `amount_${index + 1}`, after: `after_${index + 1}` };
}

export function readRefund(
  { view }: StaffVisit,
  { lines, ways }: Refundable,
  values: FieldValues,
): RefundTyped {
  const t = refundPageTexts(view.language);
  const errors: Record<string, string> = {};
  const read = lines.flatMap(({ dueId, about, left }, index) => {
    const fields = lineFields(index);
    const typed = values[fields.amount] ?? '';
    if (typed === '') return [];
    const amount = fromTyped(typed, left.currency);
    const isPositive = amount !== null && amount.minor > 0n;
    if (!isPositive) errors[fields.amount] = t('amount_wrong');
    else if (amount.minor > left.minor) {
      errors[fields.amount] = t('amount_over', { left: format(left, view.language) });
    }
    const after: AfterRefund =
      values[fields.after] === 'settled_otherwise' ? 'settled_otherwise' : 'owed_again';
    return isPositive ? [{ dueId, about, amount, after }] : [];
  });
  if (read.length === 0 && Object.keys(errors).length === 0) {
    errors[lineFields(0).amount] = t('amount_missing');
  }
  const reason = values['reason'] ?? '';
  if (!isSayable(reason)) errors['reason'] = actingTexts(view.language)('reason_missing');
  if (Object.keys(errors).length > 0) return { kind: 'bad', errors };
  const chosen = ways.find(({ value }) => value === values['way']) ?? ways[0];
  const way: RefundWay =
    chosen?.value === 'provider'
      ? { kind: 'provider' }
      : { kind: 'by_hand', from: chosen?.value ?? 'till' };
  return { kind: 'good', lines: read, way, reason };
}
