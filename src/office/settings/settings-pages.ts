/** The pages of settings: their list, and one form each. */
import { actions, button, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import type { FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement } from '../../web/components/notice.ts';
import { href, html, type Html } from '../../web/html.ts';
import { isAllowed } from '../../staff/index.ts';
import { accountsTexts } from '../accounts/accounts.texts.ts';
import { providerKeysTexts } from '../provider-keys/provider-keys.texts.ts';
import { mailsTexts } from '../mails/mails.texts.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import type { SectionFacts, SettingsSection } from './section.ts';
import { settingsSections } from './sections.ts';
import { settingsTexts } from './settings.texts.ts';

export function settingsPage(view: OfficeView): Html {
  const t = settingsTexts(view.language);
  return officePage(view, {
    title: t('title'),
    content: html`${pageHeading(t('title'), t('lead'))}
      <ul class="it-link-list">
        ${settingsSections.map(
          ({ name }) => html`<li>
            <a href="${href(view.office.to(`/settings/${name}`))}">${t(name)}</a>
            <p>${t(`${name}_about`)}</p>
          </li>`,
        )}
        <li>
          <a href="${href(view.office.to('/settings/mails'))}">${mailsTexts(view.language)('title')}</a>
          <p>${mailsTexts(view.language)('about')}</p>
        </li>
        ${
          view.member &&
          isAllowed(view.member, 'change_accounts') &&
          html`<li>
              <a href="${href(view.office.to('/settings/accounts'))}">${accountsTexts(view.language)('title')}</a>
              <p>${accountsTexts(view.language)('about')}</p>
            </li>
            <li>
              <a href="${href(view.office.to('/settings/providers'))}">${providerKeysTexts(view.language)('title')}</a>
              <p>${providerKeysTexts(view.language)('about')}</p>
            </li>`
        }
      </ul>`,
  });
}

export type SectionPage = {
  readonly section: SettingsSection;
  readonly facts: SectionFacts;
  readonly form: FilledForm;
  /** What was just done; null when nothing was. */
  readonly said: string | null;
};

export function sectionPage(view: OfficeView, page: SectionPage): Html {
  const t = settingsTexts(view.language);
  const { section, form } = page;
  return officePage(view, {
    title: t(section.name),
    hasErrors: Object.keys(form.errors).length > 0,
    content: html`${page.said !== null && announcement('success', page.said)}
      ${errorSummary(view, form.errors)}
      ${pageHeading(t(section.name), t(`${section.name}_about`))}
      ${postForm(
        view,
        view.office.to(`/settings/${section.name}`),
        html`${section.fields(view, form, page.facts)}${actions(button(t('save')))}`,
      )}
      ${section.below?.(view, form, page.facts.organisation)}
      <p><a href="${href(view.office.to('/settings'))}">${t('back')}</a></p>`,
  });
}
