/** A due: one thing owed, and what may be done with it. */
import type { CalendarDate } from '../core/calendar-date.ts';
import { money, type Money } from '../core/money.ts';
import type { DuePricing } from './price-by-date.ts';

/** Who starts the movement: the payer, or the organisation or the treasury by themselves. */
export type Collectable = 'by_payer' | 'direct_debit' | 'treasury';

/** What its charge type or its file says of how a due may be paid. */
export type DueOffer = {
  readonly chargeTypeId: string | null;
  /** The whole of a debt or one of its instalments: who pays one of either excludes the other. */
  readonly plan: { readonly id: string; readonly part: 'whole' | 'instalment' } | null;
  /** The days on which it may be paid, both included. */
  readonly validFrom: CalendarDate | null;
  readonly validUntil: CalendarDate | null;
  /** The least that may be paid of it at once; null where it is paid whole. */
  readonly leastPart: Money | null;
  /** How its amount depends on the day; null where it does not. */
  readonly pricing: DuePricing | null;
};

/** Of a due that is simply owed. */
export const plainOffer: DueOffer = {
  chargeTypeId: null,
  plan: null,
  validFrom: null,
  validUntil: null,
  leastPart: null,
  pricing: null,
};

export type Due = DueOffer & {
  readonly id: string;
  readonly invoiceId: string | null;
  readonly position: number;
  readonly service: string;
  readonly reason: string;
  readonly amount: Money;
  /** What payments have settled of it, and what credit notes have taken off it. */
  readonly settled: Money;
  readonly credited: Money;
  readonly dueOn: CalendarDate | null;
  readonly collectable: Collectable;
  readonly withdrawn: boolean;
};

/** Who owes a due that staff made. */
export type Debtor = {
  readonly name: string;
  /** VAT number or tax code. */
  readonly taxId: string | null;
  readonly email: string | null;
};

/** What is still to be paid; zero for a due that was withdrawn. */
export function outstanding(due: Due): Money {
  if (due.withdrawn) return money(0n, due.amount.currency);
  return money(due.amount.minor - due.settled.minor - due.credited.minor, due.amount.currency);
}
