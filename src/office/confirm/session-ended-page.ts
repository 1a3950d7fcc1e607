/** A form came after its session had ended: what was typed waits here until the person is in again. */
import { actions, button, postForm } from '../../web/components/action.ts';
import { pageHeading } from '../../web/components/heading.ts';
import { href, html, type Html } from '../../web/html.ts';
import { officePage } from '../office-page.ts';
import type { OfficeView } from '../office-view.ts';
import { confirmTexts } from './confirm.texts.ts';
import { hiddenFields, type PostedField } from './hidden-fields.ts';

export function sessionEndedPage(
  view: OfficeView,
  { action, fields }: { readonly action: string; readonly fields: readonly PostedField[] },
): Html {
  const t = confirmTexts(view.language);
  return officePage(view, {
    title: t('ended_title'),
    content: html`<div class="it-narrow">
      ${pageHeading(t('ended_title'), t('ended_lead'))}
      <ol>
        <li>
          <a href="${href(view.office.to('/sign-in'))}" target="_blank" rel="noopener">${t('ended_sign_in')}</a>
        </li>
        <li>${t('ended_send')}</li>
      </ol>
      ${postForm(view, action, html`${hiddenFields(fields)}${actions(button(t('send_again')))}`)}
    </div>`,
  });
}
