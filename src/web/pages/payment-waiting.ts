/** The payment while its outcome is open: being started, at the provider, in work, or not known. */
import { button, linkButton, postForm } from '../components/action.ts';
import { stateHeading } from '../components/heading.ts';
import { html } from '../html.ts';
import type { View } from '../view.ts';
import { showInstant } from '../view.ts';
import type { StateContent, WaitingState } from './payment.ts';
import { paymentTexts } from './payment.texts.ts';

export function paymentWaiting(view: View, state: WaitingState): StateContent {
  switch (state.kind) {
    case 'starting':
    case 'processing':
      return atWork(view, state.kind);
    case 'at_provider':
      return atProvider(view, state);
    case 'unknown':
      return unknown(view, state);
    default:
      return state satisfies never;
  }
}

function atWork(view: View, kind: 'starting' | 'processing'): StateContent {
  const t = paymentTexts(view.language);
  const title = t(`${kind}_title`);
  const heading = { mark: 'spinner', tone: 'primary', title, money: t(`${kind}_money`) } as const;
  return { title, content: html`${stateHeading(heading)}<p>${t(`${kind}_next`)}</p>` };
}

function atProvider(
  view: View,
  state: Extract<WaitingState, { kind: 'at_provider' }>,
): StateContent {
  const t = paymentTexts(view.language);
  const title = t('provider_title');
  const money = t('provider_money');
  const content = html`${stateHeading({ mark: 'clock', tone: 'primary', title, money })}
    <p class="mb-4">${t('provider_next')}</p>
    ${linkButton(t('provider_continue'), state.continueAddress, 'large')}
    <hr class="my-4">
    <p>${t('provider_cancel_text')}</p>
    ${postForm(view, state.cancelAction, button(t('provider_cancel'), 'secondary'))}`;
  return { title, content };
}

function unknown(view: View, state: Extract<WaitingState, { kind: 'unknown' }>): StateContent {
  const t = paymentTexts(view.language);
  const title = t('unknown_title');
  const money = t('unknown_money');
  const email = state.emailMasked;
  const content = html`${stateHeading({ mark: 'warning', tone: 'warning', title, money })}
    <p>${t('unknown_why')}</p>
    <p>${t('unknown_next')} ${email !== null && t('unknown_mail', { email })}</p>
    <p class="small text-secondary">${t('unknown_since', { time: showInstant(view, state.since) })}</p>`;
  return { title, content };
}
