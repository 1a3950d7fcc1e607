/**
 * How a page is divided: one readable column, or the matter on the left and what to do on the
 * right.
 */
import type { Content, Html } from '../html.ts';
import { html } from '../html.ts';

export function oneColumn(...contents: readonly Content[]): Html {
  return html`<div class="it-column mx-auto">${contents}</div>`;
}

export function sheet(...contents: readonly Content[]): Html {
  return html`<div class="card-wrapper">${contents}</div>`;
}

/**
 * On a narrow screen `aside` comes first: the amount and the button are what the reader came for.
 */
export function mainAndAside(main: Content, aside: Content): Html {
  return html`<div class="row">
    <div class="col-12 col-lg-5 order-lg-2 it-aside">
      <div class="it-aside-sticky"><div class="card-wrapper card-accent">${aside}</div></div>
    </div>
    <div class="col-12 col-lg-7 order-lg-1">${main}</div>
  </div>`;
}

/** The matter first on every screen, and beside it, where there is room, what it is about. */
export function mainAndSummary(main: Content, summary: Content): Html {
  return html`<div class="row">
    <div class="col-12 col-lg-7"><div class="card-wrapper card-accent">${main}</div></div>
    <div class="col-12 col-lg-5 it-aside"><div class="card-wrapper">${summary}</div></div>
  </div>`;
}
