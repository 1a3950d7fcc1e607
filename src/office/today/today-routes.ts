/** The first page of the back office. */
import { pageHeading } from '../../web/components/heading.ts';
import { html } from '../../web/html.ts';
import { sendPage } from '../../web/send-page.ts';
import { officePage } from '../office-page.ts';
import type { OfficeRoute } from '../office-route.ts';
import { officeTexts } from '../office.texts.ts';

export const todayRoutes: readonly OfficeRoute[] = [
  {
    method: 'GET',
    path: '',
    permission: 'see',
    handle: async ({ reply, view, organisation }) => {
      const t = officeTexts(view.language);
      const content = html`${pageHeading(t('today'), organisation.settings.name)}`;
      return sendPage(reply, officePage(view, { title: t('today'), content }));
    },
  },
];
