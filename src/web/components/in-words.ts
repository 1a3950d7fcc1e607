/** Words of an organisation; those that are not in the reader's language say in which they are (WCAG 2.2, 3.1.2). */
import { inLanguage, languageOf, type Localised } from '../../core/localised.ts';
import { attribute, html, type Content, type Html } from '../html.ts';
import type { View } from '../view.ts';

export function inWords(view: View, given: Localised): Content {
  const text = inLanguage(given, view.language);
  const language = languageOf(given, view.language);
  return language === view.language ? text : html`<span lang="${language}">${text}</span>`;
}

/** For the element that holds nothing but the words. */
export function languageAttribute(view: View, given: Localised): Html | null {
  const language = languageOf(given, view.language);
  return language === view.language ? null : attribute('lang', language);
}
