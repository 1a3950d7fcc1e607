/** Draws a form that nobody can send, with the fields that payers are shown. */
import { inLanguage } from '../../../core/localised.ts';
import type { FieldDefinition, FormDefinition } from '../../../forms/index.ts';
import { checkbox, emptyForm, textArea, textField } from '../../../web/components/field.ts';
import { html, type Content } from '../../../web/html.ts';
import type { OfficeView } from '../../office-view.ts';
import { selectField } from '../fields.ts';
import { formOf } from '../offer-section.ts';

export function drawPreview(view: OfficeView, form: FormDefinition): Content {
  return form.fields.map((field) => drawField(view, field));
}

function drawField(view: OfficeView, field: FieldDefinition): Content {
  const name = `answer_${field.name}`;
  const label = inLanguage(field.label, view.language);
  const hint = field.hint && inLanguage(field.hint, view.language);
  const common = { name, label, ...(hint && { hint }) };
  if (field.kind === 'check') return checkbox(name, label, emptyForm);
  if (field.kind === 'long_text')
    return textArea({ ...common, maximum: 1000, lines: 4 }, emptyForm);
  if (field.kind !== 'choice') return html`${textField(common, emptyForm)}`;
  const options = field.options.map((option) => ({
    value: option.value,
    label: inLanguage(option.label, view.language),
  }));
  return selectField(common, [{ value: '', label: '' }, ...options], formOf({}));
}
