/** Which postings each movement of a payment makes; pure. */
import { money, type Money } from '../core/money.ts';
import { accounts, type Posting } from '../ledger/index.ts';
import type { ProviderMovement } from '../providers/provider.ts';

type MovementKind = ProviderMovement['kind'];

export type Applied = { readonly service: string; readonly amount: Money };

/**
 * Money that a provider took: credited to the services whose dues it settles, the rest to suspense.
 *
 * Postings of one service are one line.
 */
export function capturePostings(
  providerAccountId: string,
  applied: readonly Applied[],
  unapplied: Money,
): Posting[] {
  const debit = accounts.providerClearing(providerAccountId);
  const perService = new Map<string, bigint>();
  for (const { service, amount } of applied) {
    perService.set(service, (perService.get(service) ?? 0n) + amount.minor);
  }
  const lines = [...perService].map(([service, minor]) => ({
    debit,
    credit: accounts.collected(service),
    amount: money(minor, unapplied.currency),
  }));
  return [...lines, { debit, credit: accounts.suspense, amount: unapplied }].filter(
    (line) => line.amount.minor > 0n,
  );
}

/** Money from suspense that the provider gave back. */
export function returnPostings(providerAccountId: string, amount: Money): Posting[] {
  return [
    { debit: accounts.suspense, credit: accounts.providerClearing(providerAccountId), amount },
  ];
}

/** Money that moved at the provider and that nothing of ours explains. */
export function strayPostings(
  providerAccountId: string,
  kind: MovementKind,
  amount: Money,
): Posting[] {
  if (kind === 'dispute') return disputePostings(providerAccountId, amount);
  if (kind === 'dispute_returned') return disputeEndPostings(providerAccountId, amount);
  const clearing = accounts.providerClearing(providerAccountId);
  return kind === 'charge'
    ? [{ debit: clearing, credit: accounts.suspense, amount }]
    : [{ debit: accounts.suspense, credit: clearing, amount }];
}

/** Money that the payer's bank took back while the organisation contests it. */
export function disputePostings(providerAccountId: string, amount: Money): Posting[] {
  return [
    { debit: accounts.disputes, credit: accounts.providerClearing(providerAccountId), amount },
  ];
}

/** Money that the payer's bank returned after the dispute. */
export function disputeEndPostings(providerAccountId: string, amount: Money): Posting[] {
  return [
    { debit: accounts.providerClearing(providerAccountId), credit: accounts.disputes, amount },
  ];
}
