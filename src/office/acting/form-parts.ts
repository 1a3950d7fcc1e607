/** Parts that the forms of deeds share: the reason, the key of the order, a problem said on top. */
import { textField, type FilledForm } from '../../web/components/field.ts';
import { attribute, html, type Content, type Html } from '../../web/html.ts';
import type { Context } from '../../context.ts';
import type { OfficeView } from '../office-view.ts';
import { actingTexts } from './acting.texts.ts';

export function hiddenField(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

/** A form that is shown for the first time: with the key by which its order is carried out once. */
export function newForm(
  context: Pick<Context, 'ids'>,
  values: Readonly<Record<string, string>> = {},
): FilledForm {
  return { values: { ...values, order_key: context.ids.token() }, errors: {} };
}

export function orderKeyField(form: FilledForm): Html {
  return hiddenField('order_key', form.values['order_key'] ?? '');
}

export function reasonField(view: OfficeView, form: FilledForm, name = 'reason'): Html {
  const t = actingTexts(view.language);
  const field = { name, label: t('reason'), hint: t('reason_hint'), maximum: 200 };
  return textField(field, form);
}

type LongText = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly maximum: number;
};

/** Several lines of text. */
export function longTextField({ name, label, hint, maximum }: LongText, form: FilledForm): Html {
  const error = form.errors[name];
  const [hintId, errorId] = [`${name}-hint`, `${name}-error`];
  const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(' ');
  return html`<div class="${error ? 'form-group is-invalid-group' : 'form-group'}">
    <label class="form-label" for="${name}">${label}</label>
    ${hint && html`<div class="form-text" id="${hintId}">${hint}</div>`}
    ${error && html`<p class="invalid-feedback" id="${errorId}">${error}</p>`}
    <textarea class="form-control" id="${name}" name="${name}" rows="6" maxlength="${maximum}"${attribute(
      'aria-describedby',
      describedBy || null,
    )}${attribute('aria-invalid', error ? 'true' : null)}>${form.values[name] ?? ''}</textarea>
  </div>`;
}

/** Why a deed was refused; read out and focused when the page comes back. */
export function problemBox(problem: Content): Html | null {
  if (problem === null) return null;
  return html`<div class="alert alert-danger" role="alert" tabindex="-1" data-focus>
    <p>${problem}</p>
  </div>`;
}
