/** One field of a form in the editor: what it is called, whether it must be filled in, and what only its kind has. */
import { checkbox, textField } from '../../../web/components/field.ts';
import { attribute, html, type Content, type Html } from '../../../web/html.ts';
import { hiddenField } from '../../acting/form-parts.ts';
import type { OfficeView } from '../../office-view.ts';
import type { OfferFacts, OfferForm } from '../offer-section.ts';
import { textOf, type PostedOffer } from '../posted-offer.ts';
import { wordFields } from '../word-fields.ts';
import { conditionBoxes } from './condition-boxes.ts';
import { editorTexts } from './editor.texts.ts';
import { fieldAnchor, kindOf, labelOf, rowsName } from './form-rows.ts';
import { kindSettings, optionFields } from './kind-settings.ts';

export type CardPlace = { readonly rows: readonly PostedOffer[]; readonly place: number };

export function fieldCard(
  view: OfficeView,
  form: OfferForm,
  facts: OfferFacts,
  { rows, place }: CardPlace,
): Html {
  const t = editorTexts(view.language);
  const row = rows[place] ?? {};
  const kind = kindOf(row);
  const name = `${rowsName}_${place}`;
  const words = { kind: t(`kind_${kind}`), label: labelOf(row, view.language) || t('unnamed') };
  const hasErrorBelow = Object.keys(form.errors).some((field) =>
    new RegExp(`^${name}_(hint|name|shown_when|least|most|from|to|pattern|decimals)`).test(field),
  );
  return html`<fieldset class="it-field-card">
    <legend>${t('field_title', { number: place + 1, label: words.label })}
      <span class="badge">${words.kind}</span></legend>
    ${hiddenField(`${name}_id`, textOf(row, 'id'))}
    ${hiddenField(`${name}_kind`, kind)}
    ${wordFields({ name: `${name}_label`, label: t('label'), maximum: 200 }, form, facts.languages)}
    ${kind === 'choice' && optionFields(view, form, facts, { row, place })}
    ${checkbox(`${name}_mandatory`, t(kind === 'check' ? 'must_tick' : 'mandatory'), form)}
    ${conditionBoxes(view, form, { rows, place })}
    <details${attribute('open', hasErrorBelow)}>
      <summary>${t('more')}</summary>
      ${wordFields({ name: `${name}_hint`, label: t('hint'), hint: t('hint_hint'), maximum: 400 }, form, facts.languages)}
      ${kindSettings(view, form, { kind, name })}
      ${textField({ name: `${name}_name`, label: t('name'), hint: t('name_hint'), width: 'medium', maximum: 40, isCode: true }, form)}
    </details>
    ${cardButtons(view, { rows, place }, words.label)}
  </fieldset>`;
}

function cardButtons(view: OfficeView, { rows, place }: CardPlace, label: string): Content {
  const t = editorTexts(view.language);
  const step = (name: 'up' | 'down' | 'remove', to: number) =>
    html`<button type="submit" name="step" value="${name} ${place}" formnovalidate formaction="#${fieldAnchor(to)}"
      class="btn btn-link" aria-label="${t(`${name}_field`, { label })}">${t(name)}</button>`;
  return html`<div class="it-card-buttons">
    ${place > 0 && step('up', place - 1)}
    ${place < rows.length - 1 && step('down', place + 1)}
    ${step('remove', Math.max(0, Math.min(place, rows.length - 2)))}
  </div>`;
}
