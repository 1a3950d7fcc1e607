/** Words of an organisation as paragraphs: empty lines part them, and no sign of theirs is markup. */
import { inLanguage, type Localised } from '../../../core/localised.ts';
import { languageAttribute } from '../../components/in-words.ts';
import { html, join, type Html } from '../../html.ts';
import type { View } from '../../view.ts';

export function paragraphs(view: View, words: Localised): Html {
  const texts = inLanguage(words, view.language)
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/);
  const language = languageAttribute(view, words);
  return html`${texts.map((text) => html`<p${language}>${join(text.split('\n'), html`<br>`)}</p>`)}`;
}
