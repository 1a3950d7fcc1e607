/** The pages of an organisation's services: all of them, and each. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  findChargeTypes,
  findChargeTypesOfService,
  findServices,
  searchServices,
  serviceCategories,
} from '../../../services/index.ts';
import { addressesOf } from '../../addresses.ts';
import { servicePage } from '../../pages/services/one-service.ts';
import { servicesPage } from '../../pages/services/all-services.ts';
import { queryText } from '../../posted-fields.ts';
import { sendPage } from '../../send-page.ts';
import { organisationOf, viewOf, type Site } from '../../site.ts';
import { openService } from './open-service.ts';

export function addServiceRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/services', (request, reply) => list(site, request, reply));
  app.get('/:organisation/services/:service', (request, reply) => one(site, request, reply));
}

async function list(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const organisation = await organisationOf(site, request);
  const view = viewOf(site, request, reply, organisation);
  const { database } = site.context;
  const services = (await findServices(database, organisation.id)).filter(isOpen);
  const charges = (await findChargeTypes(database, organisation.id)).filter(isOpen);
  const asked = queryText(request, 'category');
  const words = (queryText(request, 'search') ?? '').slice(0, 200).toWellFormed().trim();
  const category = serviceCategories.find((known) => known === asked) ?? null;
  const addresses = addressesOf(organisation.slug);
  const found = searchServices(services, charges, { words, category });
  const page = servicesPage(view, {
    address: addresses.services,
    words,
    category,
    categories: serviceCategories.filter((each) =>
      services.some(({ definition }) => definition.category === each),
    ),
    found: found.map((service) => ({ service, address: addresses.service(service.id) })),
  });
  return sendPage(reply, page);
}

function isOpen({ state }: { readonly state: string }): boolean {
  return state === 'open';
}

async function one(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { organisation, service } = await openService(site, request);
  const charges = await findChargeTypesOfService(
    site.context.database,
    organisation.id,
    service.id,
  );
  const addresses = addressesOf(organisation.slug);
  const { contact, methods } = organisation.settings;
  const own = service.definition.contact;
  const page = servicePage(viewOf(site, request, reply, organisation), {
    service,
    charges: charges.filter(isOpen).map((chargeType) => ({
      chargeType,
      address: addresses.freePayment(service.id, chargeType.id),
    })),
    contact: {
      email: own.email ?? contact.email ?? null,
      phone: own.phone ?? contact.phone ?? null,
      page: own.page ?? null,
    },
    acceptedBrands: methods.card?.brands ?? [],
  });
  return sendPage(reply, page);
}
