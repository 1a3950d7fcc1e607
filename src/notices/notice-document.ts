/** A notice as it is printed: everything on it, as of the day on which it was made. */
import type { CalendarDate } from '../core/calendar-date.ts';
import type { Money } from '../core/money.ts';
import type { DueLine } from '../dues/index.ts';

export type NoticeDocument = {
  readonly organisation: {
    readonly name: string;
    readonly legalName: string;
    readonly taxIds: readonly string[];
    readonly address: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly colour: string;
  };
  readonly mode: 'test' | 'live';
  readonly madeOn: CalendarDate;
  /** In groups; null of a due that has none. */
  readonly number: string | null;
  /** Opens the due. */
  readonly url: string;
  /** Where the number is typed. */
  readonly findUrl: string;
  readonly reason: string;
  readonly service: string | null;
  readonly debtor: { readonly name: string; readonly taxId: string | null } | null;
  readonly lines: readonly DueLine[];
  readonly amount: Money;
  readonly settled: Money;
  readonly outstanding: Money;
  readonly dueOn: CalendarDate | null;
  readonly validFrom: CalendarDate | null;
  readonly validUntil: CalendarDate | null;
  readonly early: { readonly until: CalendarDate; readonly after: Money } | null;
  readonly late: { readonly from: CalendarDate; readonly percent: string } | null;
  /** The least that may be paid at once; null where it is paid whole. */
  readonly least: Money | null;
  /** The other way to pay the same debt. */
  readonly instalments: readonly {
    readonly number: string | null;
    readonly amount: Money;
    readonly dueOn: CalendarDate | null;
    readonly isPaid: boolean;
  }[];
};
