/** The field for an e-mail address, which asks back when the address looks misspelt. */
import { knownDomains } from '../../messages/index.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';
import type { View } from '../view.ts';
import { componentTexts } from './component.texts.ts';
import type { FilledForm } from './field.ts';
import { textField } from './field.ts';

/**
 * @param form posts `email`, and `email_checked`: the address that a suggestion was shown for, so
 *   that
 *   sending the same address again means it is right
 */
export function emailField(
  view: View,
  words: { readonly label: string; readonly hint?: string },
  form: FilledForm & { readonly suggestion: string | null },
): Html {
  const t = componentTexts(view.language);
  const { suggestion } = form;
  const field = {
    name: 'email',
    ...words,
    type: 'email',
    autocomplete: 'email',
    maximum: 254,
    suggestsEmail: knownDomains.join(' '),
    suggestionText: t('email_suggestion'),
  } as const;
  return html`${textField(field, form)}
    ${
      suggestion !== null &&
      html`<div class="alert alert-warning" role="status">
        <p>${t('email_suggestion', { email: suggestion })} ${t('email_keep')}</p>
        <button type="submit" class="btn btn-outline-primary mt-2" name="email_suggested"
          value="${suggestion}">${t('email_use')}</button>
      </div>
      <input type="hidden" name="email_checked" value="${form.values['email'] ?? ''}">`
    }`;
}
