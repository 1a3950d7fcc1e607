/** The cart: what was gathered, how each item stands, the total, and the button that pays what can be paid. */
import type { CalendarDate } from '../../core/calendar-date.ts';
import type { Money } from '../../core/money.ts';
import { actions, button, linkButton, postForm } from '../components/action.ts';
import { mainAndAside, oneColumn, sheet } from '../components/columns.ts';
import { errorSummary } from '../components/error-summary.ts';
import { amountBox } from '../components/facts.ts';
import type { FilledForm } from '../components/field.ts';
import { pageHeading } from '../components/heading.ts';
import { notice } from '../components/notice.ts';
import { steps } from '../components/steps.ts';
import type { Html } from '../html.ts';
import { href, html } from '../html.ts';
import { layout } from '../layout.ts';
import { showMoney, type View } from '../view.ts';
import { cartItem } from './cart-item.ts';
import { cartTexts } from './cart.texts.ts';

/** How an item that is not paid or withdrawn stands; see the carts' room. */
export type ShownState =
  | 'payable'
  | 'changed'
  | 'in_progress'
  | 'own_payment'
  | 'not_payable_today'
  | 'not_payable'
  | 'service_closed'
  | 'form_changed'
  | 'excluded'
  | 'other_provider'
  | 'other_currency'
  | 'beyond_most';

/** Why a code takes nothing off; see the discounts' room. */
export type CodeNo =
  'unknown' | 'not_yet' | 'over' | 'used_up' | 'used_by_payer' | 'more_than_price' | 'part_paid';

export type ShownItem = {
  readonly id: string;
  readonly reason: string;
  readonly service: string | null;
  readonly debtor: string | null;
  readonly dueOn: CalendarDate | null;
  readonly amount: Money;
  /** What it was when the payer saw it last. */
  readonly before: Money;
  readonly state: ShownState;
  /** Of `own_payment`. */
  readonly paymentAddress: string | null;
  /** Of `not_payable_today`. */
  readonly validFrom: CalendarDate | null;
  readonly validUntil: CalendarDate | null;
  readonly isTooLate: boolean;
  /** What it is made of, where that is more than one thing. */
  readonly lines: readonly { readonly text: string; readonly amount: Money }[];
  /** Whether a code can be typed for it, the one that was typed, and why that is not given when it is not. */
  readonly takesCodes: boolean;
  readonly code: string | null;
  readonly codeNo: CodeNo | null;
  /** Whether its form can be filled in once more. */
  readonly isRefillable: boolean;
  /** Where it may be paid in parts: what may be typed. */
  readonly part: { readonly least: Money; readonly most: Money } | null;
};

/** What has left the cart, told once. */
export type LeftItem = {
  readonly reason: string;
  readonly why: 'paid' | 'withdrawn';
  /** Of a payment of this browser's. */
  readonly paymentAddress: string | null;
};

export type CartPage = {
  readonly organisationName: string;
  readonly items: readonly ShownItem[];
  readonly left: readonly LeftItem[];
  readonly total: Money | null;
  readonly most: number;
  /** Travels with the button, so that nothing else is paid than what this page shows. */
  readonly seen: string;
  /** Why the payer is here again. */
  readonly told: 'changed' | 'full' | 'refused' | null;
  /** Of an amount or a code that was typed; fields are named `part-` or `code-` and the item's id. */
  readonly form: FilledForm;
  readonly address: string;
  readonly moreAddress: string;
};

export function isPaidNow({ state }: Pick<ShownItem, 'state'>): boolean {
  return state === 'payable' || state === 'changed';
}

export function cartPage(view: View, page: CartPage): Html {
  const t = cartTexts(view.language);
  const { organisationName: organisation } = page;
  const heading = pageHeading(t('title'), t('lead', { organisation }));
  const about = [told(view, page), left(view, page)];
  const isEmpty = page.items.length === 0;
  return layout(view, {
    title: t('title'),
    hasErrors: Object.keys(page.form.errors).length > 0,
    content: isEmpty
      ? oneColumn(heading, about, sheet(empty(view, page)))
      : [
          steps(view, 'cart'),
          heading,
          errorSummary(view, page.form.errors),
          about,
          mainAndAside(items(view, page), toPay(view, page)),
        ],
  });
}

function empty(view: View, page: CartPage): Html {
  const t = cartTexts(view.language);
  return html`<p class="lead">${t('empty')}</p>
    <p>${t('empty_next')}</p>
    ${linkButton(t('go_on'), page.moreAddress)}`;
}

function told(view: View, { told: why, most }: CartPage): Html | false {
  const t = cartTexts(view.language);
  if (why === null) return false;
  if (why === 'refused')
    return html`<div role="status">${notice('warning', t('was_refused'))}</div>`;
  return html`<div role="status">
    ${notice('warning', t(`was_${why}_next`), t(`was_${why}`, { most }))}
  </div>`;
}

function left(view: View, page: CartPage): Html | false {
  const t = cartTexts(view.language);
  const { organisationName: organisation } = page;
  if (page.left.length === 0) return false;
  const list = html`<ul class="mb-0">
    ${page.left.map(
      ({ reason, why, paymentAddress }) => html`<li>
        ${t(`told_${why}`, { reason, organisation })}
        ${
          paymentAddress !== null &&
          html`<a href="${href(paymentAddress)}">${t('told_receipt')}<span class="visually-hidden">:
            ${reason}</span></a>`
        }
      </li>`,
    )}
  </ul>`;
  return notice('info', list, t('told_title'));
}

function items(view: View, page: CartPage): Html {
  const t = cartTexts(view.language);
  return html`<h2 class="visually-hidden">${t('items')}</h2>
    <ol class="list-unstyled">
      ${page.items.map((item, index) => html`<li>${cartItem(view, page, item, index)}</li>`)}
    </ol>`;
}

function toPay(view: View, page: CartPage): Html {
  const t = cartTexts(view.language);
  const more = linkButton(t('go_on'), page.moreAddress, 'secondary');
  const most = html`<p class="small text-secondary mt-3 mb-0">${t('most', { most: page.most })}</p>`;
  if (!page.total) return html`<p>${t('nothing_payable')}</p>${actions(more)}${most}`;
  const count = page.items.filter(isPaidNow).length;
  const amount = showMoney(view, page.total);
  const note = count === 1 ? t('total_of_one') : t('total_of', { count });
  return html`${amountBox(t('total'), amount, note)}
    ${postForm(view, `${page.address}/pay`, [
      html`<input type="hidden" name="seen" value="${page.seen}">`,
      button(t('pay', { amount }), 'large'),
    ])}
    <p class="small text-secondary mt-3">${t('pay_next')}</p>
    ${actions(more)}${most}`;
}
