/** The list of what the portal answers to. */
import type { FastifyInstance } from 'fastify';
import { addCartRoutes } from './routes/cart-routes.ts';
import { addDiscountRoutes } from './routes/discount-routes.ts';
import { addDueRoutes } from './routes/due-routes.ts';
import { addAssistanceRoutes } from './routes/assistance/assistance-routes.ts';
import { addTicketRoutes } from './routes/assistance/ticket-routes.ts';
import { addFindRoutes } from './routes/find-routes.ts';
import { addHelpRoutes } from './routes/help-routes.ts';
import { addHealthRoutes } from './routes/health-routes.ts';
import { addInvoiceRoutes } from './routes/invoice-routes.ts';
import { addNoticeRoutes } from './routes/notice-routes.ts';
import { addNotificationRoutes } from './routes/notification-routes.ts';
import { addPageRoutes } from './routes/page-routes.ts';
import { addPaymentListRoutes } from './routes/payment-list-routes.ts';
import { addPaymentRoutes } from './routes/payment-routes.ts';
import { addReceiptRoutes } from './routes/receipt-routes.ts';
import { addFreePaymentRoutes } from './routes/services/free-payment-routes.ts';
import { addServiceRoutes } from './routes/services/service-routes.ts';
import { addVerifyRoutes } from './routes/verify-routes.ts';
import type { Site } from './site.ts';

export async function addRoutes(app: FastifyInstance, site: Site): Promise<void> {
  addHealthRoutes(app, site);
  addPageRoutes(app, site);
  addHelpRoutes(app, site);
  addFindRoutes(app, site);
  addInvoiceRoutes(app, site);
  addDueRoutes(app, site);
  addServiceRoutes(app, site);
  addFreePaymentRoutes(app, site);
  addCartRoutes(app, site);
  addNoticeRoutes(app, site);
  addDiscountRoutes(app, site);
  addPaymentRoutes(app, site);
  addReceiptRoutes(app, site);
  addVerifyRoutes(app, site);
  addPaymentListRoutes(app, site);
  addAssistanceRoutes(app, site);
  addTicketRoutes(app, site);
  await addNotificationRoutes(app, site);
}
