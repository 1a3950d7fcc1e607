/** The public page that sums up the discounts of today: what each is for, how much, until when, and its code. */
import { formatPercent } from '../../core/percent.ts';
import type { CalendarDate } from '../../core/calendar-date.ts';
import type { Money } from '../../core/money.ts';
import { linkButton } from '../components/action.ts';
import { oneColumn } from '../components/columns.ts';
import { factList } from '../components/facts.ts';
import { pageHeading } from '../components/heading.ts';
import { href, html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { showDate, showMoney, type View } from '../view.ts';
import { discountTexts } from './discounts.texts.ts';

export type ShownDiscount = {
  readonly name: string;
  /** What is charged, and the page where it is paid or told of. */
  readonly chargeName: string;
  readonly address: string;
  /** How much: an amount, or a per cent as text such as `12.5`. */
  readonly off: { readonly amount: Money } | { readonly percent: string };
  readonly code: string | null;
  readonly validFrom: CalendarDate | null;
  readonly validUntil: CalendarDate | null;
  /** Null where there is no end to them. */
  readonly left: number | null;
  readonly perPayer: number | null;
};

export type EarlyPrice = {
  readonly name: string;
  readonly percent: string;
  readonly daysBefore: number;
};

export type DiscountsPage = {
  readonly organisationName: string;
  readonly discounts: readonly ShownDiscount[];
  /** Of charges that cost less until some days before they are due. */
  readonly early: readonly EarlyPrice[];
};

export function discountsPage(view: View, page: DiscountsPage): Html {
  const t = discountTexts(view.language);
  const { discounts, early, organisationName: organisation } = page;
  const isEmpty = discounts.length === 0 && early.length === 0;
  return layout(view, {
    title: t('title'),
    content: oneColumn(
      pageHeading(t('title'), t('lead', { organisation })),
      isEmpty &&
        html`<div class="card-wrapper"><p>${t('none')}</p><p class="text-secondary">${t('none_code')}</p>
          ${linkButton(t('help'), view.links.help, 'secondary')}</div>`,
      discounts.map((discount) => card(view, discount)),
      discounts.some(({ code }) => code !== null) && howTo(view),
      early.length > 0 && earlyPrices(view, early),
    ),
  });
}

function card(view: View, discount: ShownDiscount): Html {
  const t = discountTexts(view.language);
  const { off, chargeName, address, code, left, perPayer } = discount;
  const much =
    'amount' in off
      ? t('amount_off', { amount: showMoney(view, off.amount) })
      : t('percent_off', { percent: formatPercent(off.percent, view.language) });
  const times = perPayer === 1 ? t('once') : t('times', { count: perPayer ?? 0 });
  return html`<section class="card-wrapper">
    <h2>${discount.name}</h2>
    <p class="lead">${much}</p>
    ${factList([
      [t('what'), html`<a href="${href(address)}">${chargeName}</a>`],
      [t('code'), code && html`<strong class="it-code">${code}</strong>`],
      [t('valid'), validity(view, discount)],
      [t('left'), left !== null && String(left)],
      [t('per_payer'), perPayer !== null && times],
    ])}
    ${code === null && html`<p class="mt-3 mb-0 text-secondary">${t('no_code')}</p>`}
  </section>`;
}

function validity(view: View, { validFrom, validUntil }: ShownDiscount): string {
  const t = discountTexts(view.language);
  const [from, until] = [validFrom, validUntil].map((day) => (day ? showDate(view, day) : ''));
  if (from && until) return t('from_until', { from, until });
  if (until) return t('until', { until });
  return from ? t('from', { from }) : t('always');
}

function howTo(view: View): Html {
  const t = discountTexts(view.language);
  return html`<section class="card-wrapper">
    <h2>${t('how_title')}</h2>
    <p class="mb-0">${t('how')}</p>
  </section>`;
}

function earlyPrices(view: View, early: readonly EarlyPrice[]): Html {
  const t = discountTexts(view.language);
  const sentence = ({ name, percent, daysBefore: days }: EarlyPrice): string =>
    t(days === 0 ? 'early_due' : 'early', {
      name,
      percent: formatPercent(percent, view.language),
      days,
    });
  return html`<section class="card-wrapper">
    <h2>${t('early_title')}</h2>
    <ul class="mb-0">${early.map((one) => html`<li>${sentence(one)}</li>`)}</ul>
  </section>`;
}
