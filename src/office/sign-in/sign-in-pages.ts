/** The pages of signing in: password, second factor, setting up the app, its recovery codes. */
import { actions, button, linkButton, postForm, printButton } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { emptyForm, textField, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { href, html, type Html } from '../../web/html.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { codeField } from './code-field.ts';
import { passkeyButton } from './passkey-button.ts';
import { signInTexts } from './sign-in.texts.ts';

export type SignInPage = {
  readonly form: FilledForm;
  /** Where to go afterwards; empty for the first page. */
  readonly to: string;
  readonly passkeyQuestion: string;
};

export function signInPage(view: OfficeView, page: SignInPage): Html {
  const t = signInTexts(view.language);
  const { form } = page;
  const to = html`<input type="hidden" name="to" value="${page.to}">`;
  return officePage(view, {
    title: t('title'),
    hasErrors: Object.keys(form.errors).length > 0,
    scripts: [view.files.passkeyScript],
    content: html`<div class="it-narrow">
      ${errorSummary(view, form.errors)}
      ${pageHeading(t('title'), t('lead', { organisation: view.organisation?.name ?? '' }))}
      ${postForm(
        view,
        view.office.to('/sign-in'),
        html`${to}
          ${textField({ name: 'email', label: t('email'), type: 'email', autocomplete: 'username' }, form)}
          ${passwordField(t('password'), 'current-password', form)}
          ${actions(button(t('sign_in')))}`,
      )}
      ${postForm(
        view,
        view.office.to('/sign-in/passkey'),
        html`${to}${actions(passkeyButton(view, page.passkeyQuestion))}`,
      )}
      <p><a href="${href(view.office.to('/new-password'))}">${t('forgotten')}</a></p>
    </div>`,
  });
}

export function passwordField(
  label: string,
  autocomplete: 'current-password' | 'new-password',
  form: FilledForm,
  hint?: string,
): Html {
  return textField(
    {
      name: 'password',
      label,
      type: 'password',
      autocomplete,
      maximum: 200,
      ...(hint && { hint }),
    },
    form,
  );
}

export function secondFactorPage(
  view: OfficeView,
  page: { to: string; problem: string | null },
): Html {
  const t = signInTexts(view.language);
  const errors = page.problem ? { code: page.problem } : {};
  return officePage(view, {
    title: t('second_title'),
    hasErrors: page.problem !== null,
    content: html`<div class="it-narrow">
      ${errorSummary(view, errors)}
      ${pageHeading(t('second_title'), t('second_lead'))}
      ${postForm(
        view,
        view.office.to('/second-factor'),
        html`<input type="hidden" name="to" value="${page.to}">
          ${codeField(view, 'code', errors)}
          ${actions(button(t('go_on')))}`,
      )}
    </div>`,
  });
}

export type AuthenticatorPage = {
  /** In base 32. */
  readonly secret: string;
  /** The QR code as SVG markup of ours. */
  readonly code: Html;
  readonly to: string;
  readonly problem: string | null;
};

export function authenticatorPage(view: OfficeView, page: AuthenticatorPage): Html {
  const t = signInTexts(view.language);
  const errors = page.problem ? { code: page.problem } : {};
  return officePage(view, {
    title: t('setup_title'),
    hasErrors: page.problem !== null,
    content: html`<div class="it-narrow">
      ${errorSummary(view, errors)}
      ${pageHeading(t('setup_title'), t('setup_lead'))}
      ${postForm(
        view,
        view.office.to('/authenticator'),
        html`<input type="hidden" name="to" value="${page.to}">
          <ol>
            <li>${t('setup_step_1')}</li>
            <li>${t('setup_step_2')}
              <div class="it-qr" role="img" aria-label="${t('setup_code_alt')}">${page.code}</div>
              <p>${t('setup_key')}: <code>${inGroups(page.secret)}</code></p>
            </li>
            <li>${t('setup_step_3')}</li>
          </ol>
          ${textField(
            {
              name: 'code',
              label: t('setup_code'),
              autocomplete: 'one-time-code',
              inputMode: 'numeric',
              width: 'short',
              maximum: 10,
            },
            { ...emptyForm, errors },
          )}
          ${actions(button(t('setup_done')))}`,
      )}
    </div>`,
  });
}

/** Fours can be typed off a screen. */
function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}

export function recoveryCodesPage(
  view: OfficeView,
  page: { readonly codes: readonly string[]; readonly to: string },
): Html {
  const t = signInTexts(view.language);
  return officePage(view, {
    title: t('recovery_title'),
    content: html`<div class="it-narrow">
      ${pageHeading(t('recovery_title'), t('recovery_lead'))}
      <ul class="it-codes" aria-label="${t('recovery_list')}">
        ${page.codes.map((code) => html`<li><code>${code.slice(0, 5)}-${code.slice(5)}</code></li>`)}
      </ul>
      ${actions(linkButton(t('recovery_go_on'), page.to), printButton(t('print')))}
    </div>`,
  });
}
