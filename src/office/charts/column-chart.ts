/** Columns over days, drawn on the server; the table with the same figures stands behind it. */
import type { Money } from '../../core/money.ts';
import { html, type Html } from '../../web/html.ts';

export type ChartColumn = {
  /** Below the column; empty where there is no room for one. */
  readonly label: string;
  readonly amount: Money;
};

const [width, height, foot] = [720, 180, 24];

/** @param summary what the picture shows, for whoever does not see it */
export function columnChart(columns: readonly ChartColumn[], summary: string): Html {
  const step = width / Math.max(columns.length, 1);
  return html`<svg class="it-chart" viewBox="0 0 ${width} ${height + foot}" role="img" aria-label="${summary}">
    <line class="it-chart-ground" x1="0" y1="${height}" x2="${width}" y2="${height}"/>
    ${columns.map(({ label, amount }, index) => {
      const size = Math.round(shareOf(amount, columns) * (height - 8));
      const left = Math.round(index * step + step * 0.15);
      return html`<rect class="it-chart-bar" x="${left}" y="${height - size}"
          width="${Math.round(step * 0.7)}" height="${size}" rx="2"/>
        <text class="it-chart-label" x="${Math.round(index * step + step / 2)}" y="${height + 18}">${label}</text>`;
    })}
  </svg>`;
}

/** One bar of a table's line: how large its amount is among those of its currency. */
export function barOf(amount: Money, all: readonly { readonly amount: Money }[]): Html {
  const size = Math.round(shareOf(amount, all) * 200);
  return html`<svg class="it-bar" viewBox="0 0 200 12" aria-hidden="true">
    <rect class="it-chart-bar" x="0" y="0" width="${size}" height="12" rx="2"/>
  </svg>`;
}

/** From 0 to 1: the largest is 1. Only this ratio is ever a number. */
function shareOf(amount: Money, all: readonly { readonly amount: Money }[]): number {
  const most = all
    .filter((other) => other.amount.currency === amount.currency)
    .reduce((largest, other) => (other.amount.minor > largest ? other.amount.minor : largest), 1n);
  const thousandths = (amount.minor * 1000n) / most;
  return Number(thousandths) / 1000;
}
