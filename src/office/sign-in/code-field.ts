/** The field for a code of the authenticator app, or a recovery code. */
import { textField, type FieldErrors } from '../../web/components/field.ts';
import type { Html } from '../../web/html.ts';
import type { OfficeView } from '../office-view.ts';
import { signInTexts } from './sign-in.texts.ts';

export function codeField(view: OfficeView, name: string, errors: FieldErrors): Html {
  const t = signInTexts(view.language);
  return textField(
    {
      name,
      label: t('code'),
      hint: t('code_hint'),
      autocomplete: 'one-time-code',
      width: 'short',
      maximum: 20,
    },
    { values: {}, errors },
  );
}
