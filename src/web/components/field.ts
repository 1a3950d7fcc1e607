/**
 * Fields of forms: label above, hint below it, error between hint and box, each tied to the box.
 */
import type { Content } from '../html.ts';
import { attribute, Html, html } from '../html.ts';

/** What was wrong with a field, by its name; words for people. */
export type FieldErrors = Readonly<Record<string, string>>;
/** What was typed, by field name; shown again when a form comes back. */
export type FieldValues = Readonly<Record<string, string>>;

export type FilledForm = { readonly values: FieldValues; readonly errors: FieldErrors };
export const emptyForm: FilledForm = { values: {}, errors: {} };

export type TextField = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What is typed into a field for passwords is never shown again. */
  readonly type?: 'text' | 'email' | 'password';
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email';
  /** A token of the HTML standard; `off` where the browser must not remember. */
  readonly autocomplete?: string;
  readonly width?: 'short' | 'medium' | 'full';
  readonly maximum?: number;
  readonly isCode?: boolean;
  /**
   * Likely domains, and the question with `{email}` in it, for the script that suggests a
   * correction.
   */
  readonly suggestsEmail?: string;
  readonly suggestionText?: string;
};

const widths = {
  short: 'form-control it-input-short',
  medium: 'form-control it-input-medium',
  full: 'form-control',
} as const;

export function textField(field: TextField, form: FilledForm): Html {
  const { name } = field;
  const error = form.errors[name];
  const [hintId, errorId] = [`${name}-hint`, `${name}-error`];
  const describedBy = [field.hint && hintId, error && errorId].filter(Boolean).join(' ');
  return html`<div class="${error ? 'form-group is-invalid-group' : 'form-group'}">
    <label class="form-label" for="${name}">${field.label}</label>
    ${field.hint && html`<div class="form-text" id="${hintId}">${field.hint}</div>`}
    ${error && html`<p class="invalid-feedback" id="${errorId}">${error}</p>`}
    <input class="${widths[field.width ?? 'full']}" id="${name}" name="${name}"
      type="${field.type ?? 'text'}" value="${field.type === 'password' ? '' : (form.values[name] ?? '')}"
      autocomplete="${field.autocomplete ?? 'off'}" maxlength="${field.maximum ?? 200}"${attribute(
        'inputmode',
        field.inputMode,
      )}${field.isCode && html` spellcheck="false" autocapitalize="characters"`}${attribute(
        'aria-describedby',
        describedBy || null,
      )}${attribute('aria-invalid', error ? 'true' : null)}${attribute(
        'data-suggest-email',
        field.suggestsEmail,
      )}${attribute('data-suggestion', field.suggestionText)}>
  </div>`;
}

export type TextArea = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly maximum: number;
  readonly lines?: number;
};

/** A field for several lines. */
export function textArea(field: TextArea, form: FilledForm): Html {
  const { name } = field;
  const error = form.errors[name];
  const [hintId, errorId] = [`${name}-hint`, `${name}-error`];
  const describedBy = [field.hint && hintId, error && errorId].filter(Boolean).join(' ');
  // The line end after the opening tag is not a part of the text (HTML, 4.10.11).
  return html`<div class="${error ? 'form-group is-invalid-group' : 'form-group'}">
    <label class="form-label" for="${name}">${field.label}</label>
    ${field.hint && html`<div class="form-text" id="${hintId}">${field.hint}</div>`}
    ${error && html`<p class="invalid-feedback" id="${errorId}">${error}</p>`}
    <textarea class="form-control" id="${name}" name="${name}" rows="${field.lines ?? 6}"
      maxlength="${field.maximum}"${attribute('aria-describedby', describedBy || null)}${attribute(
        'aria-invalid',
        error ? 'true' : null,
      )}>
${form.values[name] ?? ''}</textarea>
  </div>`;
}

export type FileField = {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** Media types, with commas; what comes is judged by its content all the same. */
  readonly accepts: string;
  readonly isSingle?: boolean;
};

/** Files to bring along; browsers never show them again when a form comes back. */
export function fileField(field: FileField, form: FilledForm): Html {
  const { name } = field;
  const error = form.errors[name];
  const [hintId, errorId] = [`${name}-hint`, `${name}-error`];
  return html`<div class="${error ? 'form-group is-invalid-group' : 'form-group'}">
    <label class="form-label" for="${name}">${field.label}</label>
    <div class="form-text" id="${hintId}">${field.hint}</div>
    ${error && html`<p class="invalid-feedback" id="${errorId}">${error}</p>`}
    <input class="form-control" type="file" id="${name}" name="${name}"${attribute(
      'multiple',
      field.isSingle !== true,
    )} accept="${field.accepts}" aria-describedby="${error ? `${hintId} ${errorId}` : hintId}"${attribute(
      'aria-invalid',
      error ? 'true' : null,
    )}>
  </div>`;
}

/** A box to tick, empty unless it came back ticked. */
export function checkbox(name: string, label: Content, form: FilledForm): Html {
  const error = form.errors[name];
  const errorId = `${name}-error`;
  return html`<div${attribute('class', error ? 'is-invalid-group' : null)}>
    ${error && html`<p class="invalid-feedback" id="${errorId}">${error}</p>`}
    <div class="form-check">
      <input class="form-check-input" type="checkbox" id="${name}" name="${name}" value="yes"${attribute(
        'checked',
        form.values[name] === 'yes',
      )}${attribute('aria-describedby', error ? errorId : null)}${attribute(
        'aria-invalid',
        error ? 'true' : null,
      )}>
      <label class="form-check-label" for="${name}">${label}</label>
    </div>
  </div>`;
}

/** One choice of a group; the whole card is the target. */
export type Choice = {
  readonly value: string;
  readonly label: Content;
  readonly isChosen: boolean;
  readonly isMultiple?: boolean;
};

/**
 * A group of cards to choose from; markup in place of a choice is shown as it is, and cannot be
 * chosen.
 */
export function choices(
  name: string,
  legend: Content,
  list: readonly (Choice | Html)[],
  notes: { readonly error?: string | undefined; readonly hint?: string } = {},
): Html {
  const { error, hint } = notes;
  const first = list.findIndex((choice) => !(choice instanceof Html));
  return html`<fieldset${attribute('class', error ? 'is-invalid-group' : null)}>
    <legend>${legend}</legend>
    ${error && html`<p class="invalid-feedback">${error}</p>`}
    ${list.map((choice, index) =>
      choice instanceof Html
        ? choice
        : choiceCard(name, choice, index === first ? name : `${name}-${index + 1}`),
    )}
    ${hint !== undefined && html`<p class="small text-secondary mb-0">${hint}</p>`}
  </fieldset>`;
}

function choiceCard(name: string, choice: Choice, id: string): Html {
  return html`<div class="form-check form-check-group">
    <input class="form-check-input" type="${choice.isMultiple ? 'checkbox' : 'radio'}" id="${id}"
      name="${name}" value="${choice.value}"${attribute('checked', choice.isChosen)}>
    <label class="form-check-label" for="${id}">${choice.label}</label>
  </div>`;
}
