/** What was collected today, in 7 and in 30 days: by day, by service and by method, each figure with its list. */
import { daysAfter, calendarDate } from '../../core/calendar-date.ts';
import { zero } from '../../core/money.ts';
import { serviceText, valueText, type CollectedLine, type Figures } from '../../reports/index.ts';
import { disclosure } from '../../web/components/disclosure.ts';
import { tableBelow } from './table-below.ts';
import { href, html, type Content, type Html } from '../../web/html.ts';
import { showDate, showMoney } from '../../web/view.ts';
import { barOf, columnChart } from '../charts/column-chart.ts';
import { listAddress } from '../lists/list-address.ts';
import type { OfficeView } from '../office-view.ts';
import { currenciesOf, sumsBy, totalsOf, type Sum } from './sums.ts';
import { todayTexts } from './today.texts.ts';

/** @param asOf says of which moment the figures are */
export function collectedSection(view: OfficeView, figures: Figures, asOf: Html): Html {
  const t = todayTexts(view.language);
  const { today, collected } = figures;
  const since = (days: number) => daysAfter(today, 1 - days);
  const tile = (label: string, from: string) => {
    const lines = collected.filter(({ day }) => day >= from);
    return html`<div class="it-tile">
      <dt>${label}</dt>
      <dd><a href="${href(linesAddress(view, from, today))}">${amounts(view, totalsOf(lines))}</a></dd>
    </div>`;
  };
  return html`<section>
    <h2>${t('collected')}</h2>
    ${asOf}
    <dl class="it-tiles">
      ${tile(t('collected_today'), today)}
      ${tile(t('collected_week'), since(7))}
      ${tile(t('collected_month'), since(30))}
    </dl>
    ${currenciesOf(collected).map((currency) => byDay(view, figures, currency))}
    ${
      collected.length > 0 &&
      html`<h3>${t('by_service')}</h3>
      ${shares(view, figures, 'service')}
      <h3>${t('by_method')}</h3>
      ${shares(view, figures, 'method')}`
    }
  </section>`;
}

type Extra = readonly (readonly [string, string])[];

/** The lines of payments of those days: what they add up to is the figure. */
function linesAddress(view: OfficeView, from: string, to: string, more: Extra = []): string {
  return listAddress(view, 'allocations', [
    ['paid_from', from],
    ['paid_to', to],
    ['state', 'paid'],
    ...more,
  ]);
}

export function amounts(view: OfficeView, sums: readonly Sum[]): Content {
  if (sums.length === 0) return todayTexts(view.language)('nothing');
  return sums.map(({ amount }) => html`<span>${showMoney(view, amount)}</span>`);
}

function byDay(view: OfficeView, { today, collected }: Figures, currency: string): Html {
  const t = todayTexts(view.language);
  const lines = collected.filter(({ amount }) => amount.currency === currency);
  const sums = new Map(sumsBy(lines, ({ day }) => day).map((sum) => [sum.key, sum]));
  const days = Array.from({ length: 30 }, (_, index) => daysAfter(today, index - 29));
  const columns = days.map((day, index) => ({
    label: index % 5 === 4 ? String(Number(day.slice(8))) : '',
    amount: sums.get(day)?.amount ?? zero(currency),
  }));
  const [total] = totalsOf(lines);
  const sum = showMoney(view, total?.amount ?? zero(currency));
  const table = tableBelow({
    caption: t('by_day', { currency }),
    columns: [{ name: t('day') }, { name: t('payments'), isAmount: true }, { name: t('amount'), isAmount: true }], // prettier-ignore
    lines: [...sums.values()].map(({ key, count, amount }) => [
      html`<a href="${href(linesAddress(view, key, key))}">${dayText(view, key)}</a>`,
      count,
      showMoney(view, amount),
    ]),
  });
  return html`<h3>${t('by_day', { currency })}</h3>
    ${columnChart(columns, t('by_day_summary', { sum }))}
    ${disclosure(t('figures'), table)}`;
}

function dayText(view: OfficeView, day: string): string {
  const date = calendarDate(day);
  return date === null ? day : showDate(view, date);
}

function shares(view: OfficeView, figures: Figures, by: 'service' | 'method'): Html {
  const t = todayTexts(view.language);
  const { today, collected } = figures;
  const sums = sumsBy(collected, (line: CollectedLine) => line[by]).toSorted((one, other) =>
    one.amount.minor > other.amount.minor ? -1 : 1,
  );
  return tableBelow({
    caption: t(by === 'service' ? 'by_service' : 'by_method'),
    columns: [{ name: t(by) }, { name: t('payments'), isAmount: true }, { name: t('amount'), isAmount: true }, { name: t('share') }], // prettier-ignore
    lines: sums.map(({ key, count, amount }) => [
      html`<a href="${href(linesAddress(view, daysAfter(today, -29), today, [[by, key]]))}"
        >${by === 'method' ? valueText('method', key, view.language) : serviceText(key, view.language)}</a>`,
      count,
      showMoney(view, amount),
      barOf(amount, sums),
    ]),
  });
}
