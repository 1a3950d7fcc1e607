/** The pages on which keys are entered, and on which one looks at them before they are proposed or agreed to. */
import { formatInstant } from '../../core/calendar-date.ts';
import type { ProposedAccount } from '../../organisations/index.ts';
import type { ProviderKeys } from '../../providers/provider.ts';
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { copyField } from '../../web/components/copy-field.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { factList } from '../../web/components/facts.ts';
import { textField, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { href, html, type Html } from '../../web/html.ts';
import { actingTexts } from '../acting/acting.texts.ts';
import { problemBox, reasonField } from '../acting/form-parts.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { keyLines, verdictBox } from './key-lines.ts';
import { providerKeysTexts } from './provider-keys.texts.ts';

/** Before the name of a key, as its field is called: what is typed there is never sent back. */
export const secretField = 'secret_';

export type EnterPage = {
  readonly provider: string;
  readonly keys: ProviderKeys;
  readonly form: FilledForm;
  readonly problem: string | null;
};

export function enterKeysPage(view: OfficeView, page: EnterPage): Html {
  const t = providerKeysTexts(view.language);
  const { provider, form } = page;
  const title = t('enter_title', { provider });
  return officePage(view, {
    title,
    hasErrors: page.problem !== null || Object.keys(form.errors).length > 0,
    content: html`${problemBox(page.problem)}
      ${errorSummary(view, form.errors)}
      ${pageHeading(title, t('enter_lead'))}
      ${postForm(
        view,
        view.office.to(`/settings/providers/${provider}/keys`),
        html`${page.keys.fields.map(({ name, label }) =>
          textField(
            {
              name: `${secretField}${name}`,
              label: label(view.language),
              type: 'password',
              maximum: 600,
            },
            form,
          ),
        )}
        ${actions(button(t('try')))}`,
      )}
      ${back(view)}`,
  });
}

export type KeysPage = {
  readonly proposed: ProposedAccount;
  readonly keys: ProviderKeys | undefined;
  /** The person who entered them. */
  readonly madeBy: string;
  readonly isOwn: boolean;
  /** Why they were proposed; null while they were only tried. */
  readonly reason: string | null;
  readonly notificationAddress: string;
  readonly form: FilledForm;
  readonly problem: string | null;
};

export function keysPage(view: OfficeView, page: KeysPage): Html {
  const t = providerKeysTexts(view.language);
  const { proposed, form } = page;
  const values = { provider: proposed.provider };
  const title = t(page.reason === null ? 'tried_title' : 'proposal_title', values);
  const isUsable = proposed.verdict.kind !== 'refused';
  const until = formatInstant(proposed.expiresAt, view.language, view.timeZone);
  return officePage(view, {
    title,
    hasErrors: page.problem !== null || Object.keys(form.errors).length > 0,
    content: html`${problemBox(page.problem)}
      ${errorSummary(view, form.errors)}
      ${pageHeading(title)}
      ${verdictBox(view, proposed, page.keys)}
      ${factList([
        [t('provider'), proposed.provider],
        [t('mode'), t(`mode_${proposed.mode}`)],
        [t('keys'), keyLines(view, proposed.keys, page.keys)],
        [t('proposed_by'), page.madeBy],
        [actingTexts(view.language)('reason'), page.reason],
        [t('until'), until],
        [
          t('notifications'),
          isUsable && copyField(view, t('notifications'), page.notificationAddress),
        ],
      ])}
      ${isUsable && html`<p>${t('notify_first')}</p><p>${t('keep_old')}</p>`}
      ${page.reason === null ? proposeForms(view, page) : decisionForms(view, page)}
      ${back(view)}`,
  });
}

function proposeForms(view: OfficeView, { proposed, form }: KeysPage): Html {
  const t = providerKeysTexts(view.language);
  const enter = view.office.to(`/settings/providers/${proposed.provider}/keys`);
  return html`${
    proposed.verdict.kind === 'refused'
      ? actions(linkButton(t('enter_again'), enter))
      : postForm(
          view,
          addressOf(view, proposed, 'propose'),
          html`${reasonField(view, form)}${actions(button(t('propose')))}`,
        )
  }
  ${actions(deed(view, proposed, 'again'), deed(view, proposed, 'drop'))}`;
}

function decisionForms(view: OfficeView, { proposed, isOwn }: KeysPage): Html {
  const mayAgree = !isOwn && proposed.verdict.kind !== 'refused';
  return actions(
    mayAgree && deed(view, proposed, 'agree'),
    deed(view, proposed, 'again'),
    deed(view, proposed, 'refuse'),
  );
}

type Deed = 'propose' | 'again' | 'drop' | 'agree' | 'refuse';

function addressOf(view: OfficeView, { id }: ProposedAccount, name: Deed): string {
  return view.office.to(`/settings/provider-keys/${id}/${name}`);
}

function deed(view: OfficeView, proposed: ProposedAccount, name: Exclude<Deed, 'propose'>): Html {
  const t = providerKeysTexts(view.language);
  const label = t(name === 'again' ? 'try_again' : name);
  const look = name === 'agree' ? 'primary' : 'secondary';
  return postForm(view, addressOf(view, proposed, name), button(label, look));
}

function back(view: OfficeView): Html {
  const t = providerKeysTexts(view.language);
  return html`<p><a href="${href(view.office.to('/settings/providers'))}">${t('back')}</a></p>`;
}
