/** The page of a due that no invoice tells of: what it is for, how much is owed, and the button to pay it. */
import type { CalendarDate } from '../../core/calendar-date.ts';
import type { Money } from '../../core/money.ts';
import { actions, button, postForm } from '../components/action.ts';
import { oneColumn, sheet } from '../components/columns.ts';
import { amountBox, factList } from '../components/facts.ts';
import { pageHeading } from '../components/heading.ts';
import { notice } from '../components/notice.ts';
import type { Html } from '../html.ts';
import { layout } from '../layout.ts';
import { showDate, showMoney, type View } from '../view.ts';
import { dueTexts } from './due.texts.ts';

export type DuePage = {
  readonly organisationName: string;
  readonly reason: string;
  readonly owed: Money;
  readonly dueOn: CalendarDate | null;
  readonly state:
    'payable' | 'paid' | 'withdrawn' | 'in_progress' | 'not_payable' | 'not_payable_today';
  readonly payAction: string;
  /** Posts nothing; puts it into the cart. */
  readonly cartAction: string;
};

export function duePage(view: View, page: DuePage): Html {
  const t = dueTexts(view.language);
  const { state, organisationName: organisation } = page;
  const isOpen = page.owed.minor > 0n;
  return layout(view, {
    title: page.reason,
    content: oneColumn(
      pageHeading(page.reason, t('lead', { organisation })),
      sheet(
        isOpen && amountBox(t('amount'), showMoney(view, page.owed)),
        factList([[t('due_on'), isOpen && page.dueOn && showDate(view, page.dueOn)]]),
        state === 'payable'
          ? actions(
              postForm(view, page.payAction, button(t('pay'), 'large')),
              postForm(view, page.cartAction, button(t('add_to_cart'), 'secondary')),
            )
          : notice('info', t(state, { organisation })),
      ),
    ),
  });
}
