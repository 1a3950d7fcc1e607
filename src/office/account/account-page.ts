/** The page on which somebody looks after their own access: sessions, passkeys, password. */
import type { Passkey, StoredSession } from '../../staff/index.ts';
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { factList } from '../../web/components/facts.ts';
import { textField, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { dataTable } from '../../web/components/table.ts';
import { html, type Html } from '../../web/html.ts';
import { showInstant } from '../../web/view.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { officeTexts } from '../office.texts.ts';
import { passkeyButton } from '../sign-in/passkey-button.ts';
import { accountTexts } from './account.texts.ts';
import { browserName } from './browser-name.ts';

export type AccountPage = {
  readonly email: string;
  readonly role: Parameters<ReturnType<typeof officeTexts>>[0];
  readonly sessions: readonly (StoredSession & { readonly isThis: boolean })[];
  readonly passkeys: readonly Passkey[];
  /** What the browser needs to make a passkey, as JSON. */
  readonly passkeyOffer: string;
  readonly form: FilledForm;
};

export function accountPage(view: OfficeView, page: AccountPage): Html {
  const t = accountTexts(view.language);
  return officePage(view, {
    title: t('title'),
    hasErrors: Object.keys(page.form.errors).length > 0,
    scripts: [view.files.passkeyScript],
    content: html`${errorSummary(view, page.form.errors)}
      ${pageHeading(t('title'))}
      ${factList([
        [t('email'), page.email],
        [t('role'), officeTexts(view.language)(page.role)],
      ])}
      ${passkeySection(view, page)}
      <section>
        <h2>${t('password')}</h2>
        <p>${t('password_lead')}</p>
        ${actions(linkButton(t('password_change'), view.office.to('/new-password'), 'secondary'))}
      </section>
      ${sessionSection(view, page)}`,
  });
}

function passkeySection(view: OfficeView, { passkeys, passkeyOffer, form }: AccountPage): Html {
  const t = accountTexts(view.language);
  const lines = passkeys.map((passkey) => [
    passkey.name,
    showInstant(view, passkey.createdAt),
    passkey.usedAt ? showInstant(view, passkey.usedAt) : t('passkey_never'),
    postForm(
      view,
      view.office.to('/account/passkeys/remove'),
      html`<input type="hidden" name="passkey_id" value="${passkey.credentialId}">
        ${button(t('passkey_remove', { name: passkey.name }), 'secondary')}`,
    ),
  ]);
  const columns = [t('passkey_name'), t('passkey_added'), t('passkey_used'), t('passkey_removing')];
  return html`<section>
    <h2>${t('passkeys')}</h2>
    <p>${t('passkeys_lead')}</p>
    ${
      passkeys.length === 0
        ? html`<p>${t('passkey_none')}</p>`
        : dataTable({
            caption: t('passkeys'),
            isCaptionHidden: true,
            columns: columns.map((name) => ({ name })),
            lines,
          })
    }
    ${postForm(
      view,
      view.office.to('/account/passkeys'),
      html`${textField({ name: 'passkey_name', label: t('passkey_name'), hint: t('passkey_hint'), width: 'medium', maximum: 60 }, form)}
        ${actions(passkeyButton(view, passkeyOffer, t('passkey_add')))}`,
    )}
  </section>`;
}

function sessionSection(view: OfficeView, { sessions }: AccountPage): Html {
  const t = accountTexts(view.language);
  const columns = [t('browser'), t('begun'), t('seen')].map((name) => ({ name }));
  const lines = sessions.map((session) => [
    html`${browserName(session.browser) || '–'}${session.isThis && html` <strong>(${t('this_one')})</strong>`}`,
    showInstant(view, session.begunAt),
    showInstant(view, session.seenAt),
  ]);
  return html`<section>
    <h2>${t('sessions')}</h2>
    <p>${t('sessions_lead')}</p>
    ${dataTable({ caption: t('sessions'), isCaptionHidden: true, columns, lines })}
    ${postForm(
      view,
      view.office.to('/account/sessions/end'),
      actions(button(t('end_others'), 'secondary')),
    )}
  </section>`;
}
