/** Text that opens on demand, without scripts. */
import type { Content, Html } from '../html.ts';
import { html } from '../html.ts';

export function disclosure(summary: string, content: Content): Html {
  return html`<details><summary>${summary}</summary>${content}</details>`;
}
