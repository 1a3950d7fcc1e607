/**
 * The page of a due that no invoice tells of, opened by its link or by the number of its notice: what it is for, how
 * much it is today and on other days, how it stands, and the ways to pay it.
 */
import type { CalendarDate } from '../../core/calendar-date.ts';
import type { Money } from '../../core/money.ts';
import type { CardBrand } from '../../providers/provider.ts';
import { mainAndAside } from '../components/columns.ts';
import { errorSummary } from '../components/error-summary.ts';
import type { FilledForm } from '../components/field.ts';
import { pageHeading } from '../components/heading.ts';
import { notice } from '../components/notice.ts';
import { steps } from '../components/steps.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import type { View } from '../view.ts';
import { dueDetails } from './due-details.ts';
import { dueState } from './due-states.ts';
import { dueTexts } from './due.texts.ts';

export type DueFacts = {
  readonly reason: string;
  /** As the organisation calls it; null where it has not defined the service. */
  readonly service: string | null;
  /** In groups, as it is printed. */
  readonly noticeNumber: string | null;
  /** Masked; null for whoever has nothing but the number of the notice. */
  readonly debtorMasked: string | null;
  readonly lines: readonly { readonly text: string; readonly amount: Money }[];
  /** As of today. */
  readonly amount: Money;
  readonly settled: Money;
  readonly credited: Money;
  readonly outstanding: Money;
  readonly dueOn: CalendarDate | null;
  readonly validFrom: CalendarDate | null;
  readonly validUntil: CalendarDate | null;
  readonly byDay: {
    /** The last day of the lower price, while that has not passed, and the price after it. */
    readonly early: { readonly until: CalendarDate; readonly after: Money } | null;
    readonly late: {
      /** The first day on which interest is asked; it counts from `since`. */
      readonly from: CalendarDate;
      readonly since: CalendarDate;
      readonly percent: string;
      readonly isNow: boolean;
    } | null;
  };
};

export type PlanPart = {
  readonly dueId: string;
  readonly amount: Money;
  readonly dueOn: CalendarDate | null;
  readonly state: 'open' | 'overdue' | 'paid' | 'in_progress' | 'withdrawn';
};

/** The two ways of one debt. */
export type PlanChoice = {
  readonly whole: PlanPart | null;
  readonly instalments: readonly PlanPart[];
  readonly chosenDueIds: readonly string[];
};

export type DueState =
  /** Posts `seen`, and `due` for each part of a plan that was chosen, or `amount` where parts may be paid. */
  | {
      readonly kind: 'payable';
      readonly payAction: string;
      readonly cartAction: string;
      /** What the payer sees now, so that another amount is told and not charged. */
      readonly seen: string;
      readonly least: Money | null;
      readonly plan: PlanChoice | null;
      readonly form: FilledForm;
      /** What kept the last choice from being paid or put into the cart, in words. */
      readonly problem: string | null;
      readonly acceptedBrands: readonly CardBrand[];
    }
  | { readonly kind: 'paid'; readonly on: CalendarDate | null }
  | { readonly kind: 'withdrawn' | 'in_progress' | 'not_payable' }
  | { readonly kind: 'own_payment'; readonly address: string }
  | { readonly kind: 'not_yet' | 'over'; readonly day: CalendarDate };

export type DuePage = {
  readonly organisationName: string;
  readonly due: DueFacts;
  readonly state: DueState;
  /** Null for whoever has nothing but the number: the notice names the debtor. */
  readonly noticeAddress: string | null;
  /** The payer came back because the amount is another one now. */
  readonly isChanged: boolean;
};

export function duePage(view: View, page: DuePage): Html {
  const t = dueTexts(view.language);
  const { due, state, organisationName: organisation } = page;
  const errors = state.kind === 'payable' ? state.form.errors : {};
  return layout(view, {
    title: due.reason,
    hasErrors: Object.keys(errors).length > 0,
    content: [
      state.kind === 'payable' && steps(view, 'invoice'),
      page.isChanged && notice('warning', t('changed'), t('changed_title')),
      errorSummary(view, errors),
      pageHeading(due.reason, t('lead', { organisation })),
      mainAndAside(dueDetails(view, page), dueState(view, page)),
    ],
  });
}
