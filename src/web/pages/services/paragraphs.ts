/** Words of an organisation as paragraphs: empty lines part them, and no sign of theirs is markup. */
import { inLanguage, type Localised } from '../../../core/localised.ts';
import type { Language } from '../../../core/texts.ts';
import { html, join, type Html } from '../../html.ts';

export function paragraphs(words: Localised, language: Language): Html {
  const texts = inLanguage(words, language)
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/);
  return html`${texts.map((text) => html`<p>${join(text.split('\n'), html`<br>`)}</p>`)}`;
}
