/** The pages of an OpenID Connect provider: setting one up, and coming back from it in vain. */
import { actions, button, linkButton, postForm } from '../../web/components/action.ts';
import { errorSummary } from '../../web/components/error-summary.ts';
import { factList } from '../../web/components/facts.ts';
import { textField, type FilledForm } from '../../web/components/field.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { announcement } from '../../web/components/notice.ts';
import { html, type Html } from '../../web/html.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { providerTexts } from './provider.texts.ts';

export type ProviderPage = {
  readonly form: FilledForm;
  readonly returnAddress: string;
  readonly isSet: boolean;
  readonly done: 'saved' | 'removed' | null;
};

export function providerPage(view: OfficeView, page: ProviderPage): Html {
  const t = providerTexts(view.language);
  const { form } = page;
  return officePage(view, {
    title: t('title'),
    hasErrors: Object.keys(form.errors).length > 0,
    content: html`${page.done && announcement('success', t(page.done))}
      ${errorSummary(view, form.errors)}
      ${pageHeading(t('title'), t('lead'))}
      ${factList([[t('return_address'), page.returnAddress]])}
      ${postForm(
        view,
        view.office.to('/staff/provider'),
        html`${textField({ name: 'name', label: t('name'), hint: t('name_hint'), width: 'medium', maximum: 40 }, form)}
          ${textField({ name: 'issuer', label: t('issuer'), hint: t('issuer_hint'), maximum: 300 }, form)}
          ${textField({ name: 'client_id', label: t('client_id'), width: 'medium' }, form)}
          ${textField({ name: 'secret', label: t('secret'), type: 'password', width: 'medium', maximum: 500 }, form)}
          ${actions(button(t('save')))}`,
      )}
      ${
        page.isSet &&
        postForm(
          view,
          view.office.to('/staff/provider/remove'),
          actions(button(t('remove'), 'secondary')),
        )
      }`,
  });
}

export function arrivedInVainPage(view: OfficeView, reason: 'failed' | 'unknown'): Html {
  const t = providerTexts(view.language);
  return officePage(view, {
    title: t('failed_title'),
    content: html`<div class="it-narrow">
      ${pageHeading(t('failed_title'), t(`${reason}_lead`))}
      ${actions(linkButton(t('again'), view.office.to('/sign-in')))}
    </div>`,
  });
}
