/** The page's one heading of the first level, and how a payment stands said as a heading. */
import type { Content, Html } from '../html.ts';
import { html } from '../html.ts';
import type { IconName } from './icon.ts';
import { icon } from './icon.ts';

export function pageHeading(title: Content, lead?: Content): Html {
  return html`<div class="mb-4">
    <h1>${title}</h1>
    ${lead && html`<p class="lead mb-0">${lead}</p>`}
  </div>`;
}

export type StateHeading = {
  readonly mark: IconName | 'spinner';
  readonly tone: 'success' | 'danger' | 'warning' | 'primary';
  readonly title: string;
  /** Whether money moved: always the first sentence. */
  readonly money: string;
};

/** The answer to "what happened to my money", before anything else on the page. */
export function stateHeading(state: StateHeading): Html {
  const mark =
    state.mark === 'spinner'
      ? html`<span class="progress-spinner" aria-hidden="true"></span>`
      : icon(state.mark, state.tone);
  return html`<div class="it-state">
    ${mark}
    <h1>${state.title}</h1>
    <p class="lead">${state.money}</p>
  </div>`;
}
