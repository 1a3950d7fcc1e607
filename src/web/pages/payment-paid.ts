/** The payment that succeeded: thanks, the receipt at once, and its copy to the right address. */
import { actions, button, linkButton, postForm, printButton } from '../components/action.ts';
import { cardName } from '../../messages/index.ts';
import { disclosure } from '../components/disclosure.ts';
import { emailField } from '../components/email-field.ts';
import { errorSummary } from '../components/error-summary.ts';
import { factList } from '../components/facts.ts';
import { stateHeading } from '../components/heading.ts';
import { announcement, notice } from '../components/notice.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { View } from '../view.ts';
import { showInstant, showMoney } from '../view.ts';
import type { PaidState, PaymentPage, StateContent } from './payment.ts';
import { paymentTexts } from './payment.texts.ts';

export function paymentPaid(view: View, page: PaymentPage, state: PaidState): StateContent {
  const t = paymentTexts(view.language);
  const total = showMoney(view, page.amount);
  const time = showInstant(view, state.paidAt);
  const second = state.secondPayment;
  const amount = second ? showMoney(view, second.amount) : '';
  const title = t(second ? `${second.of}_title` : 'paid_title');
  const money = second
    ? t(`${second.of}_money`, { amount, total, time })
    : t('paid_money', { amount: total, time });
  const content = html`${errorSummary(view, state.form.errors)}
    ${stateHeading({ mark: 'check', tone: 'success', title, money })}
    ${
      second &&
      html`<p>${t(`${second.of}_why`)}</p>
        ${notice('info', t(second.isReturned ? 'twice_done' : 'twice_requested', { amount }))}`
    }
    ${receipt(view, state)}
    ${state.hasReceipt && mail(view, state)}`;
  return { title, content };
}

function receipt(view: View, state: PaidState): Html {
  const t = paymentTexts(view.language);
  const { instrument } = state;
  const paidWith = instrument && `${cardName(instrument.brand)} •••• ${instrument.lastFour}`;
  const { returned } = state;
  const given = [t('returned'), returned && showMoney(view, returned)] as const;
  if (!state.hasReceipt) return factList([[t('instrument'), paidWith], given]);
  if (!state.receipt) {
    return html`${factList([[t('instrument'), paidWith], given])}${announcement('info', t('receipt_soon'))}`;
  }
  return html`<h2 class="visually-hidden">${t('receipt')}</h2>
    ${factList([[t('receipt_number'), state.receipt.number], [t('instrument'), paidWith], given])}
    ${actions(
      linkButton(t('receipt_open'), state.receipt.address),
      linkButton(t('receipt_pdf'), state.receipt.pdfAddress, 'secondary'),
      printButton(t('print')),
    )}`;
}

/** A wrong address is corrected here by the payer, without writing to anybody. */
function mail(view: View, state: PaidState): Html {
  const t = paymentTexts(view.language);
  const form = postForm(view, state.sendAction, [
    emailField(view, { label: t('mail_field') }, state.form),
    button(t('mail_send'), 'secondary'),
  ]);
  const isOpen = Object.keys(state.form.errors).length > 0 || state.form.suggestion !== null;
  const sent = state.sentTo !== null && state.justSentTo === null;
  return html`<section class="border-top pt-4" aria-labelledby="mail">
    <h2 id="mail">${t('mail_title')}</h2>
    ${state.justSentTo !== null && announcement('success', t('mail_done', { email: state.justSentTo }))}
    ${sent && html`<p>${t(state.receipt ? 'mail_sent' : 'mail_coming', { email: state.sentTo })}</p>`}
    ${
      state.sentTo === null || isOpen
        ? html`${state.sentTo === null && html`<p>${t('mail_none')}</p>`}${form}`
        : state.receipt && disclosure(t('mail_again'), form)
    }
  </section>`;
}
