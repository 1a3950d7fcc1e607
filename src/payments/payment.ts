/** A payment: the intention to pay some dues once, with its attempts. */
import type { CalendarDate } from '../core/calendar-date.ts';
import type { Money } from '../core/money.ts';
import type { Language } from '../core/texts.ts';
import type { DeclineReason, Instrument, MethodId } from '../providers/provider.ts';
import type { AttemptState } from './attempt-states.ts';

/** `set_aside`: its money came when nothing was owed any more, and waits in suspense. */
export type PaymentState = 'open' | 'paid' | 'set_aside';

export type Payment = {
  readonly id: string;
  readonly accessToken: string;
  readonly state: PaymentState;
  readonly visitor: string;
  readonly total: Money;
  readonly language: Language;
  readonly email: string | null;
  readonly createdAt: Date;
  readonly paidAt: Date | null;
  readonly paidOn: CalendarDate | null;
  /** The attempt whose money settled it. */
  readonly settledBy: string | null;
  readonly receiptIssued: boolean;
};

export type Allocation = {
  readonly dueId: string;
  readonly position: number;
  readonly amount: Money;
  /** What really settled the due, and what was taken off it again: given back or on its way, or lost. */
  readonly applied: Money;
  readonly refunded: Money;
  readonly disputed: Money;
};

/** Stands in the place of a provider where the organisation's own people took the money. */
export const counter = 'counter';

/** How an attempt was made: by a method of a provider, or at the counter. */
export type AttemptMethod = MethodId | typeof counter;

export type Attempt = {
  readonly id: string;
  readonly paymentId: string;
  readonly providerAccountId: string;
  readonly provider: string;
  readonly method: AttemptMethod;
  readonly state: AttemptState;
  readonly amount: Money;
  readonly providerReference: string | null;
  readonly redirectUrl: string | null;
  readonly pageExpiresAt: Date | null;
  readonly declineReason: DeclineReason | null;
  readonly instrument: Instrument | null;
  /** What the provider took; zero until it took something. */
  readonly captured: Money;
  readonly refunded: Money;
  readonly disputed: Money;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly outcomeKnownAt: Date | null;
  readonly asked: number;
  readonly alertedAt: Date | null;
};

/** Money that came and settles nothing, with the attempt that brought it. */
export type SuspenseItem = {
  readonly id: string;
  readonly attemptId: string;
  readonly reason:
    'already_settled' | 'withdrawn' | 'amount_conflict' | 'refund_came_back' | 'dispute_returned';
  readonly amount: Money;
  /** What was given back or is on its way. */
  readonly returned: Money;
  /** What found another end than going back. */
  readonly resolved: Money;
  readonly createdAt: Date;
};

/** How such money, or a movement that nothing of ours explained, found its end. */
export type SuspenseResolution = {
  readonly id: string;
  readonly way: 'set_against_due' | 'left_by_stray' | 'lost_dispute' | 'explained' | 'written_off';
  readonly suspenseItemId: string | null;
  readonly stray: {
    readonly providerAccountId: string;
    readonly kind: string;
    readonly providerReference: string;
  } | null;
  /** The payment by which it settles a due. */
  readonly paymentId: string | null;
  readonly amount: Money;
  readonly reason: string;
  readonly actor: string;
  readonly at: Date;
};
