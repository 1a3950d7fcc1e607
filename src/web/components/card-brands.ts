/**
 * Marks of the card brands an organisation accepts, drawn by us: plain, and no file of a third
 * party.
 */
import type { CardBrand } from '../../providers/provider.ts';
import { cardName } from '../../messages/index.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';

const drawings: Readonly<Record<CardBrand, Html>> = {
  visa: html`<text x="23" y="19.5" text-anchor="middle" font-size="14" font-weight="700" font-style="italic" fill="#1a1f71">VISA</text>`,
  mastercard: html`<circle cx="18.5" cy="14.5" r="8.5" fill="#d9001b" /><circle cx="27.5" cy="14.5" r="8.5" fill="#f79e1b" /><path d="M23 7.3a8.5 8.5 0 0 1 0 14.4 8.5 8.5 0 0 1 0-14.4Z" fill="#f26122" />`,
  amex: html`<path d="M0 0h46v29H0z" fill="#016fd0" /><text x="23" y="19" text-anchor="middle" font-size="11" font-weight="700" fill="#fff">AMEX</text>`,
  maestro: html`<circle cx="18.5" cy="14.5" r="8.5" fill="#0070b8" /><circle cx="27.5" cy="14.5" r="8.5" fill="#d9001b" /><path d="M23 7.3a8.5 8.5 0 0 1 0 14.4 8.5 8.5 0 0 1 0-14.4Z" fill="#6a5a9e" />`,
};

/** A list, so that a screen reader counts and names the brands. */
export function cardBrandMarks(brands: readonly CardBrand[], label: string): Html {
  return html`<ul class="it-brands" aria-label="${label}">
    ${brands.map(
      (brand) => html`<li>
        <svg viewBox="0 0 46 29" role="img" aria-label="${cardName(brand)}">${drawings[brand]}</svg>
      </li>`,
    )}
  </ul>`;
}

/**
 * The brands after the words that say what they are; screen readers hear those words as the list's
 * name.
 */
export function cardBrandLine(brands: readonly CardBrand[], label: string): Html {
  return html`<div class="it-brands-line">
    <span aria-hidden="true">${label}</span>${cardBrandMarks(brands, label)}
  </div>`;
}
