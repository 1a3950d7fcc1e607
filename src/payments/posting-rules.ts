/** Which postings each movement of a payment makes; pure. */
import { money, type Money } from '../core/money.ts';
import { accounts, type Account, type Posting } from '../ledger/index.ts';
import type { ProviderMovement } from '../providers/provider.ts';
import { counter, type Attempt } from './payment.ts';
import type { RefundWay } from './refund.ts';

type MovementKind = ProviderMovement['kind'];

export type Applied = { readonly service: string; readonly amount: Money };

/** Where the money of an attempt is until it is paid out: at its provider, or in the till. */
export function holderOf(attempt: Pick<Attempt, 'provider' | 'providerAccountId'>): Account {
  return attempt.provider === counter
    ? accounts.till
    : accounts.providerClearing(attempt.providerAccountId);
}

/** Where the money of a refund leaves from. */
export function paidFrom(way: RefundWay, attempt: Attempt): Account {
  if (way.kind === 'provider') return holderOf(attempt);
  return way.from === 'till' ? accounts.till : accounts.bank(way.from);
}

/**
 * Money that was taken: credited to the services whose dues it settles, the rest to suspense.
 *
 * Postings of one service are one line.
 */
export function capturePostings(
  debit: Account,
  applied: readonly Applied[],
  unapplied: Money,
): Posting[] {
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

/** Money that was given back; `service` is null where it had settled nothing. */
export function returnPostings(
  credit: Account,
  lines: readonly { readonly service: string | null; readonly amount: Money }[],
): Posting[] {
  return lines.map(({ service, amount }) => ({
    debit: service === null ? accounts.suspense : accounts.collected(service),
    credit,
    amount,
  }));
}

/** Money that came back, or came before, and that the due of its service cannot take. */
export function keepPostings(service: string, amount: Money): Posting[] {
  return [{ debit: accounts.collected(service), credit: accounts.suspense, amount }];
}

/** Money that settled nothing settles a due of a service after all. */
export function setAgainstPostings(service: string, amount: Money): Posting[] {
  return [{ debit: accounts.suspense, credit: accounts.collected(service), amount }];
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
  if (kind === 'dispute_fee') return feePostings(clearing, amount);
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

/** What a lost dispute takes: from what had settled dues of a service, from suspense, or from nothing. */
export const lostPostings = {
  from: (service: string, amount: Money): Posting => ({
    debit: accounts.collected(service),
    credit: accounts.disputes,
    amount,
  }),
  fromSuspense: (amount: Money): Posting => ({
    debit: accounts.suspense,
    credit: accounts.disputes,
    amount,
  }),
  fromNothing: (amount: Money): Posting => ({
    debit: accounts.losses,
    credit: accounts.disputes,
    amount,
  }),
} as const;

/** What a provider took for itself. */
export function feePostings(holder: Account, amount: Money): Posting[] {
  return [{ debit: accounts.fees, credit: holder, amount }];
}

/** Money that left twice, or that nobody can explain, is given up. */
export function writeOffPostings(amount: Money): Posting[] {
  return [{ debit: accounts.losses, credit: accounts.suspense, amount }];
}
