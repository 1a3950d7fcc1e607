/**
 * Whether a receipt is genuine: its code goes in; true with amount and day, or false, comes out.
 */
import type { CalendarDate } from '../../core/calendar-date.ts';
import type { Money } from '../../core/money.ts';
import type { Mode } from '../../providers/provider.ts';
import { button, linkButton, postForm } from '../components/action.ts';
import { oneColumn, sheet } from '../components/columns.ts';
import { errorSummary } from '../components/error-summary.ts';
import { amountBox, factList } from '../components/facts.ts';
import type { FilledForm } from '../components/field.ts';
import { textField } from '../components/field.ts';
import { pageHeading, stateHeading } from '../components/heading.ts';
import { notice } from '../components/notice.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';
import type { View } from '../view.ts';
import { showDate, showMoney } from '../view.ts';
import { receiptTexts } from './receipt.texts.ts';

/** Amount and date, and nothing else: not who paid, for what, or which receipt it is. */
export type GenuineReceipt = {
  readonly kind: 'genuine';
  readonly amount: Money;
  readonly paidOn: CalendarDate;
  /** What of it has gone back since. */
  readonly returned?: Money | null;
  readonly mode: Mode;
};

export type VerifyReceiptPage = {
  /** Posts `code`. */
  readonly action: string;
  readonly form: FilledForm;
  readonly answer: GenuineReceipt | { readonly kind: 'false' } | null;
};

export function verifyReceiptPage(view: View, page: VerifyReceiptPage): Html {
  const t = receiptTexts(view.language);
  const { answer } = page;
  if (answer?.kind === 'genuine') return genuinePage(view, answer);
  return layout(view, {
    title: t('verify_title'),
    hasErrors: answer !== null || Object.keys(page.form.errors).length > 0,
    content: oneColumn(
      errorSummary(view, page.form.errors),
      answer &&
        html`<div class="alert alert-danger" role="alert" tabindex="-1" data-focus>
          <h2 class="alert-heading">${t('false_title')}</h2>
          <p>${t('false_text')}</p>
        </div>`,
      pageHeading(t('verify_title'), t('verify_lead')),
      sheet(
        postForm(view, page.action, [
          textField(
            {
              name: 'code',
              label: t('verify_code'),
              hint: t('verify_hint'),
              width: 'medium',
              isCode: true,
            },
            page.form,
          ),
          button(t('verify_submit'), 'large'),
        ]),
      ),
    ),
  });
}

function genuinePage(view: View, answer: GenuineReceipt): Html {
  const t = receiptTexts(view.language);
  const title = t('genuine_title');
  return layout(view, {
    title,
    content: oneColumn(
      sheet(
        stateHeading({ mark: 'check', tone: 'success', title, money: t('genuine') }),
        answer.mode === 'test' && notice('warning', t('genuine_test')),
        amountBox(t('amount'), showMoney(view, answer.amount)),
        factList([
          [t('paid_at'), showDate(view, answer.paidOn)],
          [t('returned'), answer.returned && showMoney(view, answer.returned)],
        ]),
        linkButton(t('again'), view.links.verify, 'secondary'),
      ),
    ),
  });
}
