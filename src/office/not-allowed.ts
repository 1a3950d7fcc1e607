/** What somebody sees whose role may not do what they asked for. */
import type { StaffMember } from '../staff/index.ts';
import { actions, linkButton } from '../web/components/action.ts';
import { pageHeading } from '../web/components/heading.ts';
import { html, type Html } from '../web/html.ts';
import { officePage } from './office-page.ts';
import type { OfficeView } from './office-view.ts';
import { officeTexts } from './office.texts.ts';

export function notAllowedPage(view: OfficeView, member: StaffMember): Html {
  const t = officeTexts(view.language);
  const lead = t('not_allowed_lead', { role: t(`role_${member.role}`) });
  return officePage(view, {
    title: t('not_allowed'),
    content: html`${pageHeading(t('not_allowed'), lead)}
      ${actions(linkButton(t('back'), view.office.to('')))}`,
  });
}
