/** Asking for the list of one's payments by mail, and the one answer to it. */
import { actions, button, linkButton, postForm } from '../components/action.ts';
import { oneColumn, sheet } from '../components/columns.ts';
import { errorSummary } from '../components/error-summary.ts';
import type { FilledForm, TextField } from '../components/field.ts';
import { textField } from '../components/field.ts';
import { pageHeading, stateHeading } from '../components/heading.ts';
import { notice } from '../components/notice.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';
import type { View } from '../view.ts';
import { paymentListPageTexts } from './payment-list.texts.ts';

export type PaymentListPage = { readonly form: FilledForm; readonly orderKey: string };

export function paymentListPage(view: View, { form, orderKey }: PaymentListPage): Html {
  const t = paymentListPageTexts(view.language);
  const code = { width: 'medium', isCode: true } as const;
  const day = { hint: t('date_hint'), width: 'short', maximum: 20 } as const;
  const fields: readonly TextField[] = [
    {
      name: 'customer_code',
      label: t('customer_code'),
      hint: t('customer_code_hint'),
      ...code,
    },
    { name: 'tax_code', label: t('tax_code'), hint: t('tax_code_hint'), ...code },
    { name: 'from', label: t('from'), ...day },
    { name: 'to', label: t('to'), ...day },
  ];
  return layout(view, {
    title: t('title'),
    hasErrors: Object.keys(form.errors).length > 0,
    content: oneColumn(
      errorSummary(view, form.errors),
      pageHeading(t('title'), t('lead')),
      notice('info', t('where')),
      sheet(
        postForm(view, view.links.paymentList, [
          html`<input type="hidden" name="order_key" value="${orderKey}">`,
          fields.map((field) => textField(field, form)),
          button(t('send'), 'large'),
        ]),
      ),
    ),
  });
}

/** The same words whatever was typed. */
export function paymentListAskedPage(view: View): Html {
  const t = paymentListPageTexts(view.language);
  return layout(view, {
    title: t('asked_title'),
    content: oneColumn(
      sheet(
        stateHeading({
          mark: 'check',
          tone: 'primary',
          title: t('asked_title'),
          money: t('asked_lead'),
        }),
        html`<p class="mb-4">${t('asked_why')}</p>`,
        actions(
          linkButton(t('again'), view.links.paymentList, 'secondary'),
          linkButton(t('assistance'), view.links.assistance, 'secondary'),
        ),
      ),
    ),
  });
}
