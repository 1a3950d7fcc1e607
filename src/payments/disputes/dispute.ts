/** A dispute: the payer's bank takes money back, and the organisation may say why it should not. */
import type { Money } from '../../core/money.ts';
import type { DisputeState } from './dispute-states.ts';

export type Dispute = {
  readonly id: string;
  readonly attemptId: string;
  readonly providerReference: string;
  readonly state: DisputeState;
  readonly amount: Money;
  /** What the provider took for it; stays with the provider also when it is won. */
  readonly fee: Money;
  readonly reason: string;
  readonly answerBy: Date | null;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  /** What of it the organisation has given up. */
  readonly lost: Money;
};

export type DisputeEvidence = {
  readonly position: number;
  readonly text: string;
  readonly actor: string;
  readonly at: Date;
};

/** What a lost dispute took from one allocation. */
export type DisputeLine = {
  readonly position: number;
  readonly paymentId: string;
  readonly dueId: string;
  readonly minor: bigint;
};
