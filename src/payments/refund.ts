/** A refund: money given back through the provider that took it. */
import type { Money } from '../core/money.ts';
import type { RefundState } from './refund-states.ts';

export type Refund = {
  readonly id: string;
  readonly attemptId: string;
  readonly suspenseItemId: string;
  readonly state: RefundState;
  readonly amount: Money;
  readonly reason: string;
  readonly requestedBy: string;
  readonly providerReference: string | null;
  readonly cause: string | null;
  readonly requestedAt: Date;
  readonly asked: number;
};

/** Whether its outcome is known; what comes later may still prove it wrong. */
export function isOver(refund: Pick<Refund, 'state'>): boolean {
  return refund.state === 'succeeded' || refund.state === 'failed';
}
