/** Disputes as they are at the provider of the simulation, and how they end there. */
import { money, type Money } from '../../src/core/money.ts';
import type { ProviderDispute } from '../../src/providers/provider.ts';

export type TrueDispute = {
  readonly reference: string;
  readonly amount: Money;
  readonly fee: bigint;
  readonly openedAt: number;
  readonly answerBy: number;
  state: ProviderDispute['state'];
  /** What was sent about it, by our names: the same name twice is one piece. */
  readonly evidence: Set<string>;
};

export type DisputeEnd = 'won' | 'lost' | 'accepted';

/** What the provider takes for a dispute, whoever wins it. */
export const disputeFee = 1500n;

export function isOpen({ state }: Pick<TrueDispute, 'state'>): boolean {
  return state === 'opened' || state === 'evidence_sent';
}

/** Of what a charge brought, what the payer's bank holds now. */
export function heldOf(disputes: readonly TrueDispute[]): bigint {
  return disputes.reduce(
    (sum, { state, amount }) => (state === 'won' ? sum : sum + amount.minor),
    0n,
  );
}

export function toldOf(dispute: TrueDispute): ProviderDispute {
  const { reference, state, amount, fee, openedAt, answerBy } = dispute;
  return {
    reference,
    state,
    amount,
    fee: money(fee, amount.currency),
    reason: 'fraudulent',
    answerBy: new Date(answerBy),
    openedAt: new Date(openedAt),
  };
}
