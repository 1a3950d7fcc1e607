/** Small fields of the pages of services: one of several, a box in a list. */
import { attribute, html, type Content, type Html } from '../../web/html.ts';
import type { OfferForm } from './offer-section.ts';

export type Option = { readonly value: string; readonly label: string };

export function selectField(
  { name, label, hint }: { readonly name: string; readonly label: string; readonly hint?: string },
  options: readonly Option[],
  form: OfferForm,
): Html {
  const error = form.errors[name];
  const [hintId, errorId] = [`${name}-hint`, `${name}-error`];
  const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(' ');
  return html`<div class="${error ? 'form-group is-invalid-group' : 'form-group'}">
    <label class="form-label" for="${name}">${label}</label>
    ${hint && html`<div class="form-text" id="${hintId}">${hint}</div>`}
    ${error && html`<p class="invalid-feedback" id="${errorId}">${error}</p>`}
    <select class="form-select it-input-medium" id="${name}" name="${name}"${attribute(
      'aria-describedby',
      describedBy || null,
    )}${attribute('aria-invalid', error ? 'true' : null)}>
      ${options.map(
        (option) =>
          html`<option value="${option.value}"${attribute(
            'selected',
            form.values[name] === option.value,
          )}>${option.label}</option>`,
      )}
    </select>
  </div>`;
}

/** Boxes of which any may be ticked. */
export function boxesField(
  { name, label, hint }: { readonly name: string; readonly label: string; readonly hint?: string },
  options: readonly Option[],
  form: OfferForm,
): Html {
  const error = form.errors[name];
  return html`<fieldset class="${error ? 'it-boxes is-invalid-group' : 'it-boxes'}">
    <legend>${label}</legend>
    ${hint && html`<div class="form-text">${hint}</div>`}
    ${error && html`<p class="invalid-feedback" id="${name}-error">${error}</p>`}
    ${options.map(({ value, label: words }, index) =>
      tick({ name, value, id: index === 0 ? name : `${name}-${index + 1}`, label: words }, form),
    )}
  </fieldset>`;
}

function tick(
  box: {
    readonly name: string;
    readonly value: string;
    readonly id: string;
    readonly label: Content;
  },
  form: OfferForm,
): Html {
  return html`<div class="form-check">
    <input class="form-check-input" type="checkbox" id="${box.id}" name="${box.name}" value="${box.value}"${attribute(
      'checked',
      form.values[`${box.name}=${box.value}`] === 'yes',
    )}>
    <label class="form-check-label" for="${box.id}">${box.label}</label>
  </div>`;
}

/** A button that goes to the next step without saving: what is typed comes along. */
export function stepButton(
  step: string,
  label: Content,
  extras: { readonly isPlain?: boolean } = {},
): Html {
  return html`<button type="submit" name="step" value="${step}" formnovalidate class="${
    extras.isPlain ? 'btn btn-link' : 'btn btn-outline-primary'
  }">${label}</button>`;
}
