/** What was posted, carried along to be posted again. */
import { html, type Html } from '../../web/html.ts';

export type PostedField = readonly [name: string, value: unknown];

export function hiddenFields(fields: readonly PostedField[]): Html[] {
  return fields.flatMap(([name, value]) => hidden(name, value));
}

function hidden(name: string, value: unknown): Html[] {
  return (Array.isArray(value) ? value : [value])
    .filter((item) => typeof item === 'string')
    .map((item) => html`<input type="hidden" name="${name}" value="${item}">`);
}
