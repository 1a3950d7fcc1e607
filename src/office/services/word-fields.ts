/** A text in every language of the organisation, side by side where there is room. */
import { languageNames, languages, type Language } from '../../core/texts.ts';
import { attribute, html, type Html } from '../../web/html.ts';
import { hiddenField } from '../acting/form-parts.ts';
import type { OfferForm } from './offer-section.ts';

export type WordFields = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly maximum: number;
  /** More than one makes boxes for several lines. */
  readonly lines?: number;
};

/** @param offered languages in which payers read; words in others are carried along */
export function wordFields(field: WordFields, form: OfferForm, offered: readonly Language[]): Html {
  const { name, hint } = field;
  const others = languages.filter((language) => !offered.includes(language));
  const hintId = `${name}-hint`;
  return html`<fieldset class="it-in-languages"${attribute('aria-describedby', hint ? hintId : null)}>
    <legend>${field.label}</legend>
    ${hint && html`<div class="form-text" id="${hintId}">${hint}</div>`}
    <div class="it-languages-beside">
      ${offered.map((language) => wordField(field, form, language))}
    </div>
    ${others.map((language) => {
      const kept = form.values[`${name}_${language}`];
      return kept ? hiddenField(`${name}_${language}`, kept) : null;
    })}
  </fieldset>`;
}

function wordField(
  { name, maximum, lines = 1 }: WordFields,
  form: OfferForm,
  language: Language,
): Html {
  const id = `${name}_${language}`;
  const error = form.errors[id];
  const value = form.values[id] ?? '';
  const described = html`${attribute('aria-describedby', error ? `${id}-error` : null)}${attribute(
    'aria-invalid',
    error ? 'true' : null,
  )}`;
  return html`<div class="${error ? 'form-group is-invalid-group' : 'form-group'}">
    <label class="form-label" for="${id}">${languageNames[language]}</label>
    ${error && html`<p class="invalid-feedback" id="${id}-error">${error}</p>`}
    ${
      lines === 1
        ? html`<input class="form-control" id="${id}" name="${id}" type="text" value="${value}" lang="${language}"
            autocomplete="off" maxlength="${maximum}"${described}>`
        : // The line end after the opening tag is not a part of the text (HTML, 4.10.11).
          html`<textarea class="form-control" id="${id}" name="${id}" rows="${lines}" lang="${language}"
            maxlength="${maximum}"${described}>
${value}</textarea>`
    }
  </div>`;
}
