/** The payment before it starts: how to pay, where to send the receipt, terms, and the button. */
import { button, postForm } from '../components/action.ts';
import { cardBrandMarks } from '../components/card-brands.ts';
import { emailField } from '../components/email-field.ts';
import { errorSummary } from '../components/error-summary.ts';
import { checkbox, choices } from '../components/field.ts';
import { pageHeading } from '../components/heading.ts';
import { notice } from '../components/notice.ts';
import type { Html } from '../html.ts';
import { href, html } from '../html.ts';
import type { View } from '../view.ts';
import { showMoney } from '../view.ts';
import type { ChoiceState, PaymentMethod, PaymentPage, StateContent } from './payment.ts';
import { paymentTexts } from './payment.texts.ts';

export function paymentChoice(view: View, page: PaymentPage, state: ChoiceState): StateContent {
  const t = paymentTexts(view.language);
  const amount = showMoney(view, page.amount);
  const chosen = state.form.values['method'] ?? state.methods[0]?.id;
  const methods = state.methods.map((method) => ({
    value: method.id,
    label: methodLabel(view, method),
    isChosen: method.id === chosen,
  }));
  const content = html`${errorSummary(view, state.form.errors)}
    ${pageHeading(t('choose_title'), t('choose_lead'))}
    ${
      state.amountBefore &&
      notice(
        'warning',
        t('changed', { before: showMoney(view, state.amountBefore), now: amount }),
        t('changed_title'),
      )
    }
    ${postForm(view, state.action, [
      choices('method', t('method'), methods, {
        error: state.form.errors['method'],
        hint: t('no_fee'),
      }),
      emailField(view, { label: t('email'), hint: t('email_hint') }, state.form),
      html`<input type="hidden" name="terms_version" value="${state.termsVersion}">`,
      checkbox('terms', termsLabel(view), state.form),
      button(t('pay_now', { amount }), 'large'),
    ])}
    ${
      page.isOfCart &&
      html`<p class="mt-3 mb-0"><a href="${href(page.originAddress)}">${t('back_to_cart')}</a></p>`
    }`;
  return { title: t('choose_title'), content };
}

function methodLabel(view: View, method: PaymentMethod): Html {
  const t = paymentTexts(view.language);
  return html`<strong>${t(method.id)}</strong><br>
    <span class="small text-secondary">${t(`${method.id}_text`)}</span><br>
    ${cardBrandMarks(method.acceptedBrands, t('brands'))}`;
}

function termsLabel(view: View): Html {
  const t = paymentTexts(view.language);
  const link = html`<a href="${href(view.links.terms)}" target="_blank" rel="noopener"
    >${t('terms_link')}<span class="visually-hidden"> ${t('new_tab')}</span></a>`;
  return html`${t('terms_before')}${link}${t('terms_after')}`;
}
