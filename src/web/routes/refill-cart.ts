/** The form of a free payment that waits in the cart, as it was filled in; and what becomes of it when it is sent. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findCart, isRefillable, refillFreeItem, type FreeItem } from '../../carts/index.ts';
import { dateIn } from '../../core/calendar-date.ts';
import { Refusal } from '../../core/errors.ts';
import {
  findChargeTypesByIds,
  findServicesByIds,
  type FreeChargeType,
  type Service,
} from '../../services/index.ts';
import { addressesOf } from '../addresses.ts';
import type { FilledForm } from '../components/field.ts';
import { freePaymentPage } from '../pages/services/free-payment.ts';
import { addressPart } from '../posted-fields.ts';
import { sendPage } from '../send-page.ts';
import { organisationOf, viewOf, visitorOf, type ShownOrganisation, type Site } from '../site.ts';
import type { View } from '../view.ts';
import { refuseTooManyFree } from './services/free-payment-routes.ts';
import { readFreePayment } from './services/read-free-payment.ts';

type Opened = {
  readonly organisation: ShownOrganisation;
  readonly visitor: string;
  readonly itemId: string;
  readonly free: FreeItem;
  readonly service: Service;
  readonly chargeType: FreeChargeType;
};

export async function refillForm(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const opened = await openItem(site, request);
  const view = viewOf(site, request, reply, opened.organisation);
  return sendPage(reply, pageOf(view, opened, { values: opened.free.typed, errors: {} }));
}

export async function refillInCart(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const opened = await openItem(site, request);
  const { organisation, visitor, itemId, chargeType } = opened;
  const view = viewOf(site, request, reply, organisation);
  const today = dateIn(organisation.settings.time_zone, site.context.clock.now());
  const read = readFreePayment(chargeType, request.body, { language: view.language, today });
  if (read.kind === 'bad') return sendPage(reply.status(422), pageOf(view, opened, read.form));
  await refuseTooManyFree(site, organisation, request.ip);
  const { price, debtor, answers, typed } = read;
  const filled = { visitor, itemId, chargeType, price, debtor, answers, typed };
  await refillFreeItem(site.context, organisation, filled);
  return reply.redirect(addressesOf(organisation.slug).cart, 303);
}

/** @throws Refusal `not_found` unless it waits in this browser's cart, and what it is of is open */
async function openItem(site: Site, request: FastifyRequest): Promise<Opened> {
  const { database } = site.context;
  const organisation = await organisationOf(site, request);
  const visitor = visitorOf(site, request);
  const itemId = addressPart(request, 'item');
  const { items } = await findCart(site.context, organisation, visitor);
  const item = items.find(({ id }) => id === itemId);
  if (!item?.free || !isRefillable(item)) throw new Refusal('not_found');
  const { free } = item;
  const [chargeType] = await findChargeTypesByIds(database, organisation.id, [free.chargeTypeId]);
  if (chargeType?.kind !== 'free') throw new Refusal('not_found');
  const [service] = await findServicesByIds(database, organisation.id, [chargeType.serviceId]);
  if (service?.state !== 'open' || chargeType.state !== 'open') throw new Refusal('not_found');
  return { organisation, visitor, itemId, free, service, chargeType };
}

function pageOf(
  view: View,
  { organisation, itemId, service, chargeType }: Opened,
  form: FilledForm,
) {
  const { cart } = addressesOf(organisation.slug);
  return freePaymentPage(view, {
    service,
    backAddress: cart,
    chargeType,
    action: `${cart}/items/${itemId}/refill`,
    form,
    full: null,
    isChange: true,
  });
}
