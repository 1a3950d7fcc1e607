/** A value to take along: shown whole, copied by one click where scripts run. */
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { View } from '../view.ts';
import { componentTexts } from './component.texts.ts';

/** @param name what the value is, for those who hear the button without seeing it */
export function copyField(view: View, name: string, value: string): Html {
  const t = componentTexts(view.language);
  return html`<span class="it-copy">
    <code>${value}</code>
    <button type="button" class="btn btn-outline-primary d-print-none" hidden
      data-copy="${value}" data-copied="${t('copied')}">
      <span aria-live="polite">${t('copy')}</span><span class="visually-hidden"> ${name}</span>
    </button>
  </span>`;
}
