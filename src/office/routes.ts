/** The list of what the back office answers to, in the order of its sections. */
import { accountRoutes } from './account/account-routes.ts';
import { listRoutes } from './lists/list-routes.ts';
import { exportRoutes } from './exports/export-routes.ts';
import type { OfficeRoute } from './office-route.ts';
import { privacyRoutes } from './privacy/privacy-routes.ts';
import { passwordRoutes } from './sign-in/password-routes.ts';
import { providerRoutes } from './provider/provider-routes.ts';
import { settingsRoutes } from './settings/settings-routes.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import { staffRoutes } from './staff/staff-routes.ts';
import { storyRoutes } from './story/story-routes.ts';
import { ticketRoutes } from './tickets/ticket-routes.ts';
import { todayRoutes } from './today/today-routes.ts';

export const officeRoutes: readonly OfficeRoute[] = [
  ...signInRoutes,
  ...passwordRoutes,
  ...providerRoutes,
  ...todayRoutes,
  ...listRoutes,
  ...storyRoutes,
  ...accountRoutes,
  ...exportRoutes,
  ...settingsRoutes,
  ...ticketRoutes,
  ...privacyRoutes,
  ...staffRoutes,
];
