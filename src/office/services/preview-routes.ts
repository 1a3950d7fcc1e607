/** A service and its free payments as payers will see them, before anybody else can; what is sent from here goes nowhere. */
import type { FastifyReply } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import { findChargeTypesOfService } from '../../services/index.ts';
import { emptyForm } from '../../web/components/field.ts';
import { freePaymentPage } from '../../web/pages/services/free-payment.ts';
import { servicePage } from '../../web/pages/services/one-service.ts';
import { sendPage } from '../../web/send-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { chargePath } from './charge-parts.ts';
import { chargeOf, serviceOf } from './reach.ts';

const permission = 'manage_services';
const charge = '/services/:service/charges/:charge/preview';

export const previewRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/services/:service/preview', permission, handle: previewService },
  { method: 'GET', path: charge, permission, handle: previewCharge },
  { method: 'POST', path: charge, permission, handle: sendNowhere },
];

async function previewService(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, reply, view } = visit;
  const service = await serviceOf(visit);
  const charges = await findChargeTypesOfService(context.database, organisation.id, service.id);
  const { contact } = service.definition;
  const page = servicePage(view, {
    service,
    charges: charges
      .filter(({ state }) => state !== 'closed')
      .map((chargeType) => ({
        chargeType,
        address: view.office.to(`${chargePath(chargeType)}/preview`),
      })),
    contact: {
      email: contact.email ?? null,
      phone: contact.phone ?? null,
      page: contact.page ?? null,
    },
    acceptedBrands: organisation.settings.methods.card?.brands ?? [],
  });
  return sendPage(reply, page);
}

async function previewCharge(visit: StaffVisit): Promise<FastifyReply> {
  const { reply, view } = visit;
  const { service, charge: chargeType } = await chargeOf(visit);
  if (chargeType.kind !== 'free') throw new Refusal('not_found');
  const page = freePaymentPage(view, {
    service,
    backAddress: view.office.to(`/services/${service.id}/preview`),
    chargeType,
    action: view.office.to(`${chargePath(chargeType)}/preview`),
    form: emptyForm,
    full: null,
    isChange: false,
  });
  return sendPage(reply, page);
}

async function sendNowhere(visit: StaffVisit): Promise<FastifyReply> {
  const { charge: chargeType } = await chargeOf(visit);
  return visit.reply.redirect(visit.view.office.to(`${chargePath(chargeType)}/preview`), 303);
}
