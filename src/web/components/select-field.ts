/** A field in which one of many answers is chosen from a list that opens. */
import type { Html } from '../html.ts';
import { attribute, html } from '../html.ts';
import type { FilledForm } from './field.ts';

export type SelectField = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Stands first and answers nothing. */
  readonly empty: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

export function selectField(field: SelectField, form: FilledForm): Html {
  const { name } = field;
  const error = form.errors[name];
  const [hintId, errorId] = [`${name}-hint`, `${name}-error`];
  const describedBy = [field.hint && hintId, error && errorId].filter(Boolean).join(' ');
  return html`<div class="${error ? 'form-group is-invalid-group' : 'form-group'}">
    <label class="form-label" for="${name}">${field.label}</label>
    ${field.hint && html`<div class="form-text" id="${hintId}">${field.hint}</div>`}
    ${error && html`<p class="invalid-feedback" id="${errorId}">${error}</p>`}
    <select class="form-select" id="${name}" name="${name}"${attribute(
      'aria-describedby',
      describedBy || null,
    )}${attribute('aria-invalid', error ? 'true' : null)}>
      <option value="">${field.empty}</option>
      ${field.options.map(
        ({ value, label }) =>
          html`<option value="${value}"${attribute(
            'selected',
            form.values[name] === value,
          )}>${label}</option>`,
      )}
    </select>
  </div>`;
}
