/** The list of what the back office answers to, in the order of its sections. */
import { accountRoutes } from './account/account-routes.ts';
import type { OfficeRoute } from './office-route.ts';
import { passwordRoutes } from './sign-in/password-routes.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import { staffRoutes } from './staff/staff-routes.ts';
import { todayRoutes } from './today/today-routes.ts';

export const officeRoutes: readonly OfficeRoute[] = [
  ...signInRoutes,
  ...passwordRoutes,
  ...todayRoutes,
  ...accountRoutes,
  ...staffRoutes,
];
