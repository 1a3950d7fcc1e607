/** Text that opens on demand, without scripts. */
import type { Content, Html } from '../html.ts';
import { html } from '../html.ts';

export function disclosure(summary: string, content: Content): Html {
  return html`<details><summary>${summary}</summary>${content}</details>`;
}

export type Question = { readonly id: string; readonly question: string; readonly answer: Content };

/** Questions and answers; each can be linked to by its id. */
export function questionList(questions: readonly Question[]): Html {
  return html`<div class="it-accordion mb-4">
    ${questions.map(
      ({ id, question, answer }) => html`<details id="${id}">
        <summary>${question}</summary>
        <div class="pb-3">${typeof answer === 'string' ? html`<p>${answer}</p>` : answer}</div>
      </details>`,
    )}
  </div>`;
}
