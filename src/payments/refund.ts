/** A refund: money given back through the provider that took it, or by the organisation itself. */
import type { Money } from '../core/money.ts';
import type { RefundState } from './refund-states.ts';

/** `till`, or the IBAN of one of the organisation's accounts. */
export type PaidFrom = string;

export type RefundWay =
  { readonly kind: 'provider' } | { readonly kind: 'by_hand'; readonly from: PaidFrom };

export type Refund = {
  readonly id: string;
  readonly attemptId: string;
  readonly state: RefundState;
  readonly amount: Money;
  readonly way: RefundWay;
  readonly reason: string;
  readonly requestedBy: string;
  readonly providerReference: string | null;
  readonly cause: string | null;
  readonly requestedAt: Date;
  readonly asked: number;
};

/** What becomes of a due whose money goes back: it is owed again, or its claim is settled otherwise. */
export type AfterRefund = 'owed_again' | 'settled_otherwise';

/** What a line takes from: what settled a due, or money that settled nothing. */
export type RefundSource =
  | {
      readonly kind: 'allocation';
      readonly paymentId: string;
      readonly dueId: string;
      readonly after: AfterRefund;
    }
  | { readonly kind: 'suspense'; readonly suspenseItemId: string };

export type RefundLine = {
  readonly position: number;
  readonly from: RefundSource;
  readonly amount: Money;
  /** What came back when its due could not take it any more, and is in suspense since. */
  readonly kept: Money;
};

/** Whether its outcome is known; what comes later may still prove it wrong. */
export function isOver(refund: Pick<Refund, 'state'>): boolean {
  return refund.state === 'succeeded' || refund.state === 'failed';
}
