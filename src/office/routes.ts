/** The list of what the back office answers to, in the order of its sections. */
import { againRoutes } from './again/again-routes.ts';
import { accountsRoutes } from './accounts/accounts-routes.ts';
import { accountRoutes } from './account/account-routes.ts';
import { discountRoutes } from './discounts/discount-routes.ts';
import { termsRoutes } from './terms/terms-routes.ts';
import { disputeRoutes } from './disputes/dispute-routes.ts';
import { dueRoutes } from './dues/due-routes.ts';
import { importRoutes } from './imports/import-routes.ts';
import { listRoutes } from './lists/list-routes.ts';
import { exportRoutes } from './exports/export-routes.ts';
import type { OfficeRoute } from './office-route.ts';
import { mailsRoutes } from './mails/mails-routes.ts';
import { privacyRoutes } from './privacy/privacy-routes.ts';
import { passwordRoutes } from './sign-in/password-routes.ts';
import { providerRoutes } from './provider/provider-routes.ts';
import { providerKeysRoutes } from './provider-keys/provider-keys-routes.ts';
import { approvalRoutes } from './refunds/approval-routes.ts';
import { refundRoutes } from './refunds/refund-routes.ts';
import { chargeRoutes } from './services/charge-routes.ts';
import { fileRoutes } from './services/file-routes.ts';
import { serviceRoutes } from './services/service-routes.ts';
import { previewRoutes } from './services/preview-routes.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import { staffRoutes } from './staff/staff-routes.ts';
import { suspenseRoutes } from './suspense/suspense-routes.ts';
import { settingsRoutes } from './settings/settings-routes.ts';
import { storyRoutes } from './story/story-routes.ts';
import { ticketRoutes } from './tickets/ticket-routes.ts';
import { todayRoutes } from './today/today-routes.ts';

export const officeRoutes: readonly OfficeRoute[] = [
  ...signInRoutes,
  ...passwordRoutes,
  ...providerRoutes,
  ...todayRoutes,
  ...againRoutes,
  ...dueRoutes,
  ...refundRoutes,
  ...approvalRoutes,
  ...suspenseRoutes,
  ...disputeRoutes,
  ...listRoutes,
  ...storyRoutes,
  ...accountRoutes,
  ...exportRoutes,
  ...importRoutes,
  ...fileRoutes,
  ...serviceRoutes,
  ...chargeRoutes,
  ...previewRoutes,
  ...discountRoutes,
  ...termsRoutes,
  ...settingsRoutes,
  ...mailsRoutes,
  ...accountsRoutes,
  ...providerKeysRoutes,
  ...ticketRoutes,
  ...privacyRoutes,
  ...staffRoutes,
];
