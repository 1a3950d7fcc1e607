/** Names and values: facts of an invoice, a payment, a receipt; and the amount, shown large. */
import type { Content, Html } from '../html.ts';
import { html } from '../html.ts';

/** A name and its value; an empty value leaves the fact out. */
export type Fact = readonly [name: string, value: Content];

export function factList(facts: readonly Fact[]): Html {
  const shown = facts.filter(
    ([, value]) => value !== null && value !== undefined && value !== false,
  );
  return html`<dl class="it-facts">
    ${shown.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

export function amountBox(label: string, amount: string, note?: Content): Html {
  return html`<dl class="it-amount">
    <dt>${label}</dt>
    <dd><strong>${amount}</strong>${note && html`<span class="small text-secondary">${note}</span>`}</dd>
  </dl>`;
}
