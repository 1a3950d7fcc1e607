/** What is wrong with a form, on top of it, each line leading to its field. */
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { View } from '../view.ts';
import { componentTexts } from './component.texts.ts';
import type { FieldErrors } from './field.ts';

/** Takes the focus when the page opens; nothing when there are no errors. */
export function errorSummary(view: View, errors: FieldErrors): Html | null {
  const found = Object.entries(errors);
  if (found.length === 0) return null;
  return html`<div class="alert alert-danger" role="alert" tabindex="-1" data-focus>
    <h2 class="alert-heading">${componentTexts(view.language)('errors')}</h2>
    <ul>
      ${found.map(([name, message]) => html`<li><a href="#${name}">${message}</a></li>`)}
    </ul>
  </div>`;
}
