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
  /** What really settled the due. */
  readonly applied: Money;
};

export type Attempt = {
  readonly id: string;
  readonly paymentId: string;
  readonly providerAccountId: string;
  readonly provider: string;
  readonly method: MethodId;
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
  readonly reason: 'already_settled' | 'withdrawn' | 'amount_conflict';
  readonly amount: Money;
  readonly returned: Money;
  readonly createdAt: Date;
};
