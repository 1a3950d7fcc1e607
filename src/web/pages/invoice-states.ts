/** What can be done with an invoice now: pay it, get its receipt, go on, or nothing, and why. */
import { actions, button, buttonTo, linkButton, postForm } from '../components/action.ts';
import { cardBrandLine } from '../components/card-brands.ts';
import { errorSummary } from '../components/error-summary.ts';
import { amountBox } from '../components/facts.ts';
import type { Choice } from '../components/field.ts';
import { choices, textField } from '../components/field.ts';
import type { IconName } from '../components/icon.ts';
import { icon } from '../components/icon.ts';
import { announcement } from '../components/notice.ts';
import type { Content, Html } from '../html.ts';
import { html } from '../html.ts';
import type { View } from '../view.ts';
import { showDate, showInstant, showMoney, showTime } from '../view.ts';
import type { Instalment, InvoiceFacts, InvoiceState, PaymentInProgress } from './invoice.ts';
import { invoiceTexts } from './invoice.texts.ts';

type StateOf<Kind extends InvoiceState['kind']> = Extract<InvoiceState, { kind: Kind }>;

export function invoiceState(view: View, invoice: InvoiceFacts, state: InvoiceState): Html {
  switch (state.kind) {
    case 'payable':
      return payable(view, invoice, state);
    case 'already_paid':
      return alreadyPaid(view, state);
    case 'in_progress':
      return inProgress(view, state);
    case 'not_payable':
      return notPayable(view, state);
    case 'withdrawn':
      return withdrawn(view, state);
    default:
      return state satisfies never;
  }
}

function payable(view: View, invoice: InvoiceFacts, state: StateOf<'payable'>): Html {
  const t = invoiceTexts(view.language);
  return html`${amountBox(t('due_now'), showMoney(view, state.amountDueNow), dueDate(view, invoice, state))}
    ${postForm(view, state.action, [
      instalments(view, invoice, state),
      actions(button(t('pay'), 'large'), buttonTo(state.cartAction, t('add_to_cart'), 'secondary')),
    ])}
    <p class="small text-secondary mt-3">${t('pay_next')}</p>
    ${cardBrandLine(state.acceptedBrands, t('brands'))}
    ${
      state.inProgress &&
      html`<hr class="my-4">
      <h2>${t('progress_title')}</h2>
      <p>${t('progress_money', { time: showTime(view, state.inProgress.since) })}</p>
      ${waysOn(view, state.inProgress)}`
    }`;
}

function dueDate(view: View, invoice: InvoiceFacts, state: StateOf<'payable'>): string | null {
  const [first, ...more] = invoice.instalments.filter(({ dueId }) =>
    state.chosenDueIds.includes(dueId),
  );
  if (!first?.dueOn || more.length > 0) return null;
  return invoiceTexts(view.language)('due_on', { date: showDate(view, first.dueOn) });
}

/** A single open instalment needs no choice: it travels with the form. */
function instalments(view: View, invoice: InvoiceFacts, state: StateOf<'payable'>): Html {
  const t = invoiceTexts(view.language);
  const [only, ...more] = invoice.instalments;
  if (only && more.length === 0) {
    return html`<input type="hidden" name="due" value="${only.dueId}">`;
  }
  const list = invoice.instalments.map((instalment, index): Choice | Html => {
    const label = instalmentLabel(view, instalment, index + 1);
    const isOpen = instalment.state === 'open' || instalment.state === 'overdue';
    if (!isOpen) {
      return html`<div class="form-check form-check-group is-settled">
        <div class="form-check-label">${label}</div>
      </div>`;
    }
    const isChosen = state.chosenDueIds.includes(instalment.dueId);
    return { value: instalment.dueId, label, isChosen, isMultiple: true };
  });
  return choices('due', t('instalments'), list, {
    error: state.error,
    hint: t('instalments_hint'),
  });
}

function instalmentLabel(view: View, instalment: Instalment, number: number): Html {
  const t = invoiceTexts(view.language);
  const due = instalment.dueOn
    ? t('due_on', { date: showDate(view, instalment.dueOn) })
    : t('no_due_date');
  const badges = {
    open: 'badge',
    overdue: 'badge badge-warning',
    paid: 'badge badge-success',
    in_progress: 'badge badge-warning',
    withdrawn: 'badge',
  } as const;
  return html`<span class="d-flex flex-wrap justify-content-between">
      <strong>${t('instalment', { number })}</strong>
      <strong class="text-nowrap">${showMoney(view, instalment.amount)}</strong>
    </span>
    <span class="d-flex flex-wrap justify-content-between align-items-center small">
      <span>${due}</span>
      <span class="${badges[instalment.state]}">${t(`state_${instalment.state}`)}</span>
    </span>`;
}

function alreadyPaid(view: View, state: StateOf<'already_paid'>): Html {
  const t = invoiceTexts(view.language);
  const { emailMasked, resendAction } = state;
  const email = emailMasked ?? '';
  return html`${verdict('check', t('paid_title'), t('paid_money', { date: showDate(view, state.paidOn) }))}
    ${errorSummary(view, state.form.errors)}
    ${state.isResent && announcement('success', t('paid_resent', { email }))}
    ${
      resendAction !== null &&
      emailMasked !== null &&
      !state.isResent &&
      html`<h3>${t('paid_resend_title')}</h3>
      <p>${t('paid_resend_text', { email })}</p>
      ${postForm(view, resendAction, button(t('paid_resend'), 'secondary'))}`
    }
    <hr class="my-4">
    <h3>${t('paid_open_title')}</h3>
    <p>${t('paid_open_text')}</p>
    ${postForm(view, state.openAction, [
      textField({ name: 'proof', label: t('paid_proof'), width: 'medium' }, state.form),
      button(t('paid_open'), 'secondary'),
    ])}`;
}

function inProgress(view: View, state: StateOf<'in_progress'>): Html {
  const t = invoiceTexts(view.language);
  const time = showTime(view, state.since);
  const since = html`<span title="${showInstant(view, state.since)}">
    ${t('progress_money', { time })}
  </span>`;
  return html`${verdict('clock', t('progress_title'), since)}
    ${waysOn(view, state)}`;
}

/** Whoever began the payment goes on with it; anybody else may have its page closed. */
function waysOn(view: View, payment: PaymentInProgress): Html {
  const t = invoiceTexts(view.language);
  const { continueAddress } = payment;
  const way =
    continueAddress === null
      ? html`<p>${t('progress_other')}</p>
          <div class="mb-4">
            ${postForm(view, payment.restartAction, button(t('progress_restart'), 'secondary'))}
          </div>`
      : html`<p>${t('progress_mine')}</p>
          <div class="mb-4">${linkButton(t('progress_continue'), continueAddress, 'large')}</div>`;
  return html`${way}<p class="small text-secondary">${t('progress_or')}</p>`;
}

function notPayable(view: View, state: StateOf<'not_payable'>): Html {
  const t = invoiceTexts(view.language);
  const key = (
    {
      direct_debit: 'direct_debit',
      withheld: 'withheld',
      no_method: 'no_method',
      nothing_due: 'nothing',
    } as const
  )[state.reason];
  return html`${verdict('information', t(`${key}_title`), t(`${key}_money`))}
    <p class="mb-4">${t(`${key}_next`)}</p>
    ${linkButton(t('help'), view.links.help, 'secondary')}`;
}

function withdrawn(view: View, state: StateOf<'withdrawn'>): Html {
  const t = invoiceTexts(view.language);
  const number = state.creditNoteNumber;
  return html`${
    number === null
      ? verdict('information', t('withdrawn_title'), t('withdrawn_money'))
      : verdict('information', t('credited_title'), t('credited_money', { number }))
  }
    <p class="mb-4">${t('withdrawn_next')}</p>
    ${linkButton(t('help'), view.links.help, 'secondary')}`;
}

function verdict(mark: IconName, title: string, sentence: Content): Html {
  const tone = mark === 'check' ? 'success' : 'primary';
  return html`<div class="it-state">
    ${icon(mark, tone)}
    <h2 class="h1">${title}</h2>
    <p>${sentence}</p>
  </div>`;
}
