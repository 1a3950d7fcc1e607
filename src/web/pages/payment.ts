/** The payment page: one address for the payment's whole life, whatever state it is in. */
import type { Money } from '../../core/money.ts';
import type { CardBrand, DeclineReason, Instrument, MethodId } from '../../providers/provider.ts';
import { mainAndSummary } from '../components/columns.ts';
import { copyField } from '../components/copy-field.ts';
import { amountBox, factList } from '../components/facts.ts';
import type { FilledForm } from '../components/field.ts';
import { steps } from '../components/steps.ts';
import type { Html } from '../html.ts';
import { attribute, href, html } from '../html.ts';
import { layout } from '../layout.ts';
import type { View } from '../view.ts';
import { showMoney } from '../view.ts';
import { paymentOutcome } from './payment-outcome.ts';
import { paymentChoice } from './payment-choice.ts';
import { paymentWaiting } from './payment-waiting.ts';
import { paymentPaid } from './payment-paid.ts';
import { paymentTexts } from './payment.texts.ts';

export type PaymentMethod = {
  readonly id: MethodId;
  readonly acceptedBrands: readonly CardBrand[];
};

/**
 * An address being given for the receipt; `suggestion` is set when the one typed looks misspelt.
 */
export type EmailForm = FilledForm & { readonly suggestion: string | null };

/**
 * `action` posts `method`, `email`, `email_checked` (the address a suggestion was shown for), `terms` and
 * `terms_version`.
 */
export type ChoiceState = {
  readonly kind: 'choose';
  readonly action: string;
  readonly methods: readonly PaymentMethod[];
  readonly form: EmailForm;
  /** Which of the organisation's terms the payer is shown. */
  readonly termsVersion: number;
  /** What the amount was when the payer last saw it, when that differs. */
  readonly amountBefore: Money | null;
};

export type WaitingState =
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'at_provider';
      readonly continueAddress: string;
      readonly cancelAction: string;
    }
  | { readonly kind: 'processing' }
  | { readonly kind: 'unknown'; readonly since: Date; readonly emailMasked: string | null };

export type OutcomeState =
  | { readonly kind: 'refused'; readonly reason: DeclineReason; readonly retryAction: string }
  | { readonly kind: 'cancelled'; readonly retryAction: string }
  | { readonly kind: 'expired'; readonly retryAction: string }
  | { readonly kind: 'conflicted'; readonly expected: Money; readonly received: Money };

/** The receipt of a paid payment; its number comes within seconds after the money. */
export type PaidReceipt = {
  readonly number: string;
  readonly address: string;
  readonly pdfAddress: string;
};

/**
 * `sendAction` posts `email` and `email_checked`. `sentTo` is where the receipt went, not masked:
 * this page is the payer's own.
 */
export type PaidState = {
  readonly kind: 'paid' | 'paid_twice';
  readonly paidAt: Date;
  readonly instrument: Instrument | null;
  readonly receipt: PaidReceipt | null;
  /** Whether there is, or will be, a receipt: not for money that settled nothing. */
  readonly hasReceipt: boolean;
  readonly sentTo: string | null;
  readonly sendAction: string;
  readonly form: EmailForm;
  /** Set right after a copy was sent. */
  readonly justSentTo: string | null;
  /** What of it has gone back to the payer. */
  readonly returned?: Money | null;
  /** Of `paid_twice`: the money that is given back; what was paid a second time, or a part or all of what was paid. */
  readonly secondPayment?: {
    readonly amount: Money;
    readonly isReturned: boolean;
    readonly of: 'twice' | 'part' | 'none';
  };
};

export type PaymentState = ChoiceState | WaitingState | OutcomeState | PaidState;

export type PaidItem = {
  /** `Fattura 2026/1042, rata 1`. */
  readonly label: string;
  /** Service and debtor, where the reader may see them. */
  readonly detail: string | null;
  readonly amount: Money;
  /** Its money came and settled it only in part, or not at all. */
  readonly isUnsettled: boolean;
};

export type PaymentPage = {
  /** What the payer quotes when asking about it. */
  readonly reference: string;
  readonly payeeName: string;
  readonly amount: Money;
  /** What is paid, in the order in which money settles it. */
  readonly items: readonly PaidItem[];
  /** Whether it was gathered in the cart of this browser. */
  readonly isOfCart: boolean;
  /** Where it came from: the page of an invoice or a due, or the cart. */
  readonly originAddress: string;
  /** Answers `{"state": liveState(state)}` as JSON while the state can change by itself. */
  readonly stateAddress: string;
  /** Where assistance is asked for with this payment attached. */
  readonly assistanceAddress: string;
  readonly state: PaymentState;
};

/**
 * The name of a state that the page compares with the server's: the page is loaded again when they
 * differ.
 */
export function liveState(state: PaymentState): string {
  if (state.kind !== 'paid' && state.kind !== 'paid_twice') return state.kind;
  return state.receipt || !state.hasReceipt ? `${state.kind}_with_receipt` : state.kind;
}

/** Seconds between reloads without scripts; undefined where nothing happens by itself. */
function refreshSeconds(state: PaymentState): number | undefined {
  if (state.kind === 'paid' || state.kind === 'paid_twice') {
    return state.hasReceipt && !state.receipt ? 3 : undefined;
  }
  return { starting: 2, processing: 4, at_provider: 10, unknown: 15 }[state.kind as string];
}

export function paymentPage(view: View, page: PaymentPage): Html {
  const { state } = page;
  const seconds = refreshSeconds(state);
  const { title, content } = paymentContent(view, page);
  const live = seconds !== undefined ? href(page.stateAddress) : null;
  const isPaid = state.kind === 'paid' || state.kind === 'paid_twice';
  return layout(view, {
    title,
    hasErrors: 'form' in state && Object.keys(state.form.errors).length > 0,
    ...(seconds === undefined ? {} : { refreshSeconds: seconds }),
    content: html`${steps(view, isPaid ? 'receipt' : 'method', page.isOfCart ? 'cart' : 'invoice')}
      <div${attribute('data-live', live)}${attribute('data-live-state', live && liveState(state))}>
        ${mainAndSummary(content, summary(view, page))}
      </div>`,
  });
}

export type StateContent = { readonly title: string; readonly content: Html };

function paymentContent(view: View, page: PaymentPage): StateContent {
  const { state } = page;
  switch (state.kind) {
    case 'choose':
      return paymentChoice(view, page, state);
    case 'starting':
    case 'at_provider':
    case 'processing':
    case 'unknown':
      return paymentWaiting(view, state);
    case 'paid':
    case 'paid_twice':
      return paymentPaid(view, page, state);
    case 'refused':
    case 'cancelled':
    case 'expired':
    case 'conflicted':
      return paymentOutcome(view, page, state);
    default:
      return state satisfies never;
  }
}

function summary(view: View, page: PaymentPage): Html {
  const t = paymentTexts(view.language);
  const [first, ...more] = page.items;
  const items =
    more.length === 0
      ? first && [
          first.label,
          first.detail !== null && html`<br><span class="small">${first.detail}</span>`,
        ]
      : html`<ol class="list-unstyled mb-0">${page.items.map((item) => paidItem(view, item))}</ol>`;
  return html`<h2 class="visually-hidden">${t('summary')}</h2>
    ${amountBox(t('to_pay'), showMoney(view, page.amount))}
    ${factList([
      [t('payee'), page.payeeName],
      [t('pays'), items],
      [t('reference'), copyField(view, t('reference'), page.reference)],
    ])}
    <p class="small text-secondary">${t('save_address')}</p>
    <p class="small mb-0 d-print-none">
      <a href="${href(page.assistanceAddress)}">${t('assistance')}</a>
    </p>`;
}

function paidItem(view: View, { label, detail, amount, isUnsettled }: PaidItem): Html {
  const t = paymentTexts(view.language);
  return html`<li class="mb-2">
    <span class="d-flex flex-wrap justify-content-between">
      <span class="me-2">${label}</span>
      <span class="text-nowrap">${showMoney(view, amount)}</span>
    </span>
    ${detail !== null && html`<span class="small text-secondary d-block">${detail}</span>`}
    ${isUnsettled && html`<span class="badge badge-warning">${t('not_settled')}</span>`}
  </li>`;
}
