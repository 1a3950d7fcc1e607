/** The payment that did not end as wanted: refused, cancelled, expired, or with another amount. */
import { actions, button, linkButton, postForm } from '../components/action.ts';
import { stateHeading } from '../components/heading.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { View } from '../view.ts';
import { showMoney } from '../view.ts';
import type { OutcomeState, PaymentPage, StateContent } from './payment.ts';
import { paymentTexts } from './payment.texts.ts';

export function paymentOutcome(view: View, page: PaymentPage, state: OutcomeState): StateContent {
  switch (state.kind) {
    case 'refused':
      return refused(view, page, state);
    case 'cancelled':
    case 'expired':
      return ended(view, page, state);
    case 'conflicted':
      return conflicted(view, state);
    default:
      return state satisfies never;
  }
}

function refused(
  view: View,
  page: PaymentPage,
  state: Extract<OutcomeState, { kind: 'refused' }>,
): StateContent {
  const t = paymentTexts(view.language);
  const title = t('refused_title');
  const money = t('not_taken');
  const content = html`${stateHeading({ mark: 'cross', tone: 'danger', title, money })}
    <p>${t(`reason_${state.reason}`)}</p>
    <p class="small text-secondary mb-4">${t('refused_hold')}</p>
    ${retry(view, page, state.retryAction, t('retry'))}`;
  return { title, content };
}

function ended(
  view: View,
  page: PaymentPage,
  state: Extract<OutcomeState, { kind: 'cancelled' | 'expired' }>,
): StateContent {
  const t = paymentTexts(view.language);
  const title = t(`${state.kind}_title`);
  const heading = stateHeading({
    mark: state.kind === 'cancelled' ? 'information' : 'clock',
    tone: 'primary',
    title,
    money: t('not_taken'),
  });
  const content = html`${heading}
    <p>${t(`${state.kind}_why`)}</p>
    <p class="mb-4">${t(page.isOfCart ? 'again_next_cart' : 'again_next')}</p>
    ${retry(view, page, state.retryAction, t('again'))}`;
  return { title, content };
}

function retry(view: View, page: PaymentPage, action: string, label: string): Html {
  const t = paymentTexts(view.language);
  return actions(
    postForm(view, action, button(label)),
    linkButton(
      t(page.isOfCart ? 'back_to_cart' : 'back_to_invoice'),
      page.originAddress,
      'secondary',
    ),
  );
}

function conflicted(
  view: View,
  state: Extract<OutcomeState, { kind: 'conflicted' }>,
): StateContent {
  const t = paymentTexts(view.language);
  const title = t('conflict_title');
  const money = t('conflict_money', {
    received: showMoney(view, state.received),
    expected: showMoney(view, state.expected),
  });
  const content = html`${stateHeading({ mark: 'warning', tone: 'warning', title, money })}
    <p>${t('conflict_why')}</p>
    <p class="mb-4">${t('conflict_next')}</p>
    ${linkButton(t('help'), view.links.help, 'secondary')}`;
  return { title, content };
}
