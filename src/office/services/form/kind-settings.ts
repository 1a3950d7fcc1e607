/** The settings that only one kind of field has. */
import { taxCodeKinds, type FieldKind } from '../../../forms/index.ts';
import { textField } from '../../../web/components/field.ts';
import { html, type Content } from '../../../web/html.ts';
import { hiddenField } from '../../acting/form-parts.ts';
import type { OfficeView } from '../../office-view.ts';
import { boxesField } from '../fields.ts';
import type { OfferFacts, OfferForm } from '../offer-section.ts';
import { rowsOf, textOf, rowOf, type PostedOffer } from '../posted-offer.ts';
import { wordFields } from '../word-fields.ts';
import { editorTexts } from './editor.texts.ts';
import { rowsName } from './form-rows.ts';
import { stepButton } from '../fields.ts';

export function kindSettings(
  view: OfficeView,
  form: OfferForm,
  { kind, name }: { readonly kind: FieldKind; readonly name: string },
): Content {
  const t = editorTexts(view.language);
  const short = (field: string, label: string, hint?: string) =>
    textField(
      { name: `${name}_${field}`, label, ...(hint && { hint }), width: 'short', maximum: 60 },
      form,
    );
  const lengths = html`<div class="it-pair">
    ${short('least_length', t('least_length'))}
    ${short('most_length', t('most_length'))}
  </div>`;
  switch (kind) {
    case 'text':
      return html`${lengths}${short('pattern', t('pattern'), t('pattern_hint'))}`;
    case 'long_text':
      return lengths;
    case 'number':
      return html`<div class="it-pair">
        ${short('least', t('least'))}
        ${short('most', t('most'))}
        ${short('decimals', t('decimals'))}
      </div>`;
    case 'date':
      return html`<div class="it-pair">
        ${short('from', t('from'), t('day_hint'))}
        ${short('to', t('to'), t('day_hint'))}
      </div>`;
    case 'tax_code':
      return boxesField(
        { name: `${name}_accepts`, label: t('accepts'), hint: t('accepts_hint') },
        taxCodeKinds.map((value) => ({ value, label: t(value) })),
        form,
      );
    case 'choice':
    case 'check':
    case 'email':
    case 'iban':
    case 'plate':
      return null;
  }
}

/** The answers of a choice: one row each, and some that are still empty. */
export function optionFields(
  view: OfficeView,
  form: OfferForm,
  facts: OfferFacts,
  { row, place }: { readonly row: PostedOffer; readonly place: number },
): Content {
  const t = editorTexts(view.language);
  const name = `${rowsName}_${place}`;
  const error = form.errors[`${name}_options`];
  return html`<fieldset class="it-options" id="${name}_options">
    <legend>${t('options')}</legend>
    <div class="form-text">${t('options_hint')}</div>
    ${error && html`<p class="invalid-feedback">${error}</p>`}
    ${rowsOf(row, 'options').map((number) => {
      const option = `${name}_options_${number}`;
      return html`<div id="${option}" tabindex="-1">
        ${wordFields({ name: `${option}_label`, label: t('option', { number: number + 1 }), maximum: 200 }, form, facts.languages)}
        ${hiddenField(`${option}_value`, textOf(rowOf(row, 'options', number), 'value'))}
      </div>`;
    })}
    ${stepButton(`options ${place}`, t('more_options'), { isPlain: true })}
  </fieldset>`;
}
