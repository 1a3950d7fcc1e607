/** A due: one thing owed, and what may be done with it. */
import type { CalendarDate } from '../core/calendar-date.ts';
import { money, type Money } from '../core/money.ts';

/** Who starts the movement: the payer, or the organisation or the treasury by themselves. */
export type Collectable = 'by_payer' | 'direct_debit' | 'treasury';

export type Due = {
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
