/** The form editor: the fields of a free payment are added, changed, moved and removed before anything is saved. */
import type { FreeDefinition } from '../../../services/index.ts';
import { html } from '../../../web/html.ts';
import { stepButton } from '../fields.ts';
import type { OfferSection } from '../offer-section.ts';
import { editorTexts } from './editor.texts.ts';
import { fieldCard } from './field-card.ts';
import { formPreview } from './form-preview.ts';
import { fieldAnchor, formRows, stepForm, tidyForm } from './form-rows.ts';
import { formValues, readFormRows } from './read-form.ts';
import { addField } from './add-field.ts';

export const formSection: OfferSection<FreeDefinition> = {
  name: 'form',
  values: (view, { form }) => formValues(form, view.language),
  tidied: tidyForm,
  step: stepForm,
  preview: formPreview,
  fields: (view, form, facts) => {
    const t = editorTexts(view.language);
    const rows = formRows(form.posted);
    return html`${rows.length === 0 && html`<p>${t('no_fields')}</p>`}
      <ol class="it-field-cards">
        ${rows.map(
          (_, place) =>
            html`<li id="${fieldAnchor(place)}" tabindex="-1">${fieldCard(view, form, facts, { rows, place })}</li>`,
        )}
      </ol>
      ${addField(view, rows.length)}
      ${rows.length > 0 && html`<p>${stepButton('refresh', t('refresh'), { isPlain: true })}</p>`}`;
  },
  changes: (posted) => ({ form: readFormRows(posted) }),
  message: (view, field, problem) => {
    const t = editorTexts(view.language);
    if (field.endsWith('_shown_when')) {
      return t(problem.startsWith('no field before') ? 'condition_before' : 'condition_two');
    }
    if (problem === 'another field has this name') return t('name_taken');
    if (problem === 'two options have the same value') return t('options_same');
    if (/_fields_\d+_label_/.test(field)) return t('label_missing');
    return null;
  },
};
