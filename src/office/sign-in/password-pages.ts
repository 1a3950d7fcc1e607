/** The pages by which somebody gets a password: asking for a link, and choosing one. */
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { textField, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { html, type Html } from '../../web/html.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { passwordField } from './sign-in-pages.ts';
import { signInTexts } from './sign-in.texts.ts';

export function askPasswordPage(view: OfficeView, form: FilledForm): Html {
  const t = signInTexts(view.language);
  return officePage(view, {
    title: t('ask_title'),
    hasErrors: Object.keys(form.errors).length > 0,
    content: html`<div class="it-narrow">
      ${errorSummary(view, form.errors)}
      ${pageHeading(t('ask_title'), t('ask_lead'))}
      ${postForm(
        view,
        view.office.to('/new-password'),
        html`${textField({ name: 'email', label: t('email'), type: 'email', autocomplete: 'username' }, form)}
          ${actions(button(t('ask_send')))}`,
      )}
    </div>`,
  });
}

export function passwordAskedPage(view: OfficeView): Html {
  const t = signInTexts(view.language);
  return officePage(view, {
    title: t('asked_title'),
    content: html`<div class="it-narrow">${pageHeading(t('asked_title'), t('asked_lead'))}</div>`,
  });
}

export type ChoosePassword = {
  readonly action: string;
  readonly email: string;
  readonly form: FilledForm;
};

export function choosePasswordPage(
  view: OfficeView,
  { action, email, form }: ChoosePassword,
): Html {
  const t = signInTexts(view.language);
  const organisation = view.organisation?.name ?? '';
  return officePage(view, {
    title: t('choose_title'),
    hasErrors: Object.keys(form.errors).length > 0,
    content: html`<div class="it-narrow">
      ${errorSummary(view, form.errors)}
      ${pageHeading(t('choose_title'), t('choose_lead', { email, organisation }))}
      ${postForm(
        view,
        action,
        html`<input type="hidden" name="email" value="${email}" autocomplete="username">
          ${passwordField(t('password'), 'new-password', form, t('choose_hint'))}
          ${actions(button(t('choose')))}`,
      )}
    </div>`,
  });
}

export function linkSpentPage(view: OfficeView): Html {
  const t = signInTexts(view.language);
  return officePage(view, {
    title: t('spent_title'),
    content: html`<div class="it-narrow">
      ${pageHeading(t('spent_title'), t('spent_lead'))}
      ${actions(
        linkButton(t('ask_another'), view.office.to('/new-password')),
        linkButton(t('sign_in'), view.office.to('/sign-in'), 'secondary'),
      )}
    </div>`,
  });
}
