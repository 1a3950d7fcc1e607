/** The first page of the back office. */
import { findAttentionFigures, findHeldUp, findTodaysFigures } from '../../reports/index.ts';
import { queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import type { OfficeRoute } from '../office-route.ts';
import { countToAgree } from '../refunds/waiting.ts';
import { todayPage } from './today-page.ts';

export const todayRoutes: readonly OfficeRoute[] = [
  {
    method: 'GET',
    path: '',
    permission: 'see',
    handle: async (visit) => {
      const { context, request, reply, view, organisation, member } = visit;
      const { services } = member;
      const isAnew = queryText(request, 'anew') !== null;
      const today = {
        name: organisation.settings.name,
        figures: await findTodaysFigures(context, organisation, { services, isAnew }),
        attention: await findAttentionFigures(context, organisation, services),
        toAgree: await countToAgree(visit),
        heldUp: await findHeldUp(context, organisation),
      };
      return sendPage(reply, todayPage(view, today));
    },
  },
];
