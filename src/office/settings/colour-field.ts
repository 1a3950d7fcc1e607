/** The organisation's one colour, with what its contrast is and how it will look. */
import { textField, type FilledForm } from '../../web/components/field.ts';
import { html, type Html } from '../../web/html.ts';
import { checkColour } from '../../web/theme.ts';
import type { OfficeView } from '../office-view.ts';
import { settingsTexts } from './settings.texts.ts';

export function colourField(view: OfficeView, form: FilledForm): Html {
  const t = settingsTexts(view.language);
  const typed = form.values['colour'] ?? '';
  const check = checkColour(typed);
  return html`${textField({ name: 'colour', label: t('colour'), hint: t('colour_hint'), width: 'short', maximum: 7 }, form)}
    ${check.kind === 'good' && sample(check.colour, t('colour_sample', { contrast: contrastText(check.contrast) }))}
    ${check.kind === 'too_pale' && sample(check.suggestion, t('colour_suggestion', { colour: check.suggestion }))}`;
}

/** Drawn, because the pages' policy lets nobody set a style. */
function sample(colour: string, words: string): Html {
  return html`<figure class="it-sample">
    <svg viewBox="0 0 320 48" width="320" height="48" role="img" aria-label="${words}">
      <rect width="320" height="48" rx="6" fill="${colour}"/>
      <text x="16" y="31" fill="#fff" font-size="18" font-weight="600">Abc 123</text>
      <rect x="200" y="8" width="104" height="32" rx="4" fill="#fff"/>
      <text x="216" y="30" fill="${colour}" font-size="16" font-weight="600">Abc 123</text>
    </svg>
    <figcaption class="small text-secondary">${words}</figcaption>
  </figure>`;
}

/** `4.8`: rounded down, as the limit is a least one. */
function contrastText(contrast: number): string {
  return String(Math.floor(contrast * 10) / 10);
}

/** Why a colour cannot be used; null when it can. */
export function faultOfColour(view: OfficeView, colour: string): string | null {
  const t = settingsTexts(view.language);
  const check = checkColour(colour);
  if (check.kind === 'not_a_colour') return t('colour_wrong');
  return check.kind === 'too_pale' ? t('colour_pale', { colour: check.suggestion }) : null;
}
