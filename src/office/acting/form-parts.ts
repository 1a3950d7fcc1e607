/** Parts that the forms of deeds share: the reason, the key of the order, a problem said on top. */
import { textField, type FilledForm } from '../../web/components/field.ts';
import { html, type Content, type Html } from '../../web/html.ts';
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

/** Why a deed was refused; read out and focused when the page comes back. */
export function problemBox(problem: Content): Html | null {
  if (problem === null) return null;
  return html`<div class="alert alert-danger" role="alert" tabindex="-1" data-focus>
    <p>${problem}</p>
  </div>`;
}
