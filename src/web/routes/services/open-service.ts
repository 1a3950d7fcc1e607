/** The service and the charge type that an address names, as payers may see them. */
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../../core/errors.ts';
import {
  findChargeTypesByIds,
  findServicesByIds,
  type FreeChargeType,
  type Service,
} from '../../../services/index.ts';
import { addressPart } from '../../posted-fields.ts';
import { organisationOf, type ShownOrganisation, type Site } from '../../site.ts';

export type OpenedService = { readonly organisation: ShownOrganisation; readonly service: Service };

/** Drafts are nobody's but the staff's. @throws Refusal `not_found` */
export async function openService(site: Site, request: FastifyRequest): Promise<OpenedService> {
  const organisation = await organisationOf(site, request);
  const id = addressPart(request, 'service');
  const [service] = await findServicesByIds(site.context.database, organisation.id, [id]);
  if (!service || service.state === 'draft') throw new Refusal('not_found');
  return { organisation, service };
}

/** @throws Refusal `not_found` unless the service and the charge type are open, and nobody has to ask for it first */
export async function openFreePayment(
  site: Site,
  request: FastifyRequest,
): Promise<OpenedService & { readonly chargeType: FreeChargeType }> {
  const opened = await openService(site, request);
  const { organisation, service } = opened;
  const id = addressPart(request, 'charge');
  const [chargeType] = await findChargeTypesByIds(site.context.database, organisation.id, [id]);
  const isHere = chargeType?.serviceId === service.id && chargeType.kind === 'free';
  const isOpen = service.state === 'open' && chargeType?.state === 'open';
  if (!isHere || !isOpen) throw new Refusal('not_found');
  return { ...opened, chargeType };
}
