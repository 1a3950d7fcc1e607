/** Which services and charge types somebody may look after; what is not theirs is not there for them. */
import { Refusal } from '../../core/errors.ts';
import {
  findChargeTypesByIds,
  findServicesByIds,
  type ChargeType,
  type Service,
} from '../../services/index.ts';
import { isAllowed } from '../../staff/index.ts';
import { addressPart } from '../../web/posted-fields.ts';
import type { StaffVisit } from '../office-route.ts';

/** The service that the address names. @throws Refusal `not_found`, also for one of others */
export async function serviceOf(visit: StaffVisit): Promise<Service> {
  const { context, organisation, request, member } = visit;
  const id = addressPart(request, 'service');
  const [service] = await findServicesByIds(context.database, organisation.id, [id]);
  if (!service || !isAllowed(member, 'manage_services', id)) throw new Refusal('not_found');
  return service;
}

export type ChargeAt = { readonly service: Service; readonly charge: ChargeType };

/** The charge type that the address names, of the service that it names. @throws Refusal `not_found` */
export async function chargeOf(visit: StaffVisit): Promise<ChargeAt> {
  const { context, organisation, request } = visit;
  const service = await serviceOf(visit);
  const id = addressPart(request, 'charge');
  const [charge] = await findChargeTypesByIds(context.database, organisation.id, [id]);
  if (charge?.serviceId !== service.id) throw new Refusal('not_found');
  return { service, charge };
}

/** New services, their order and files of several are for those who look after all of them. @throws Refusal `not_allowed` */
export function demandAll({ member }: StaffVisit): void {
  if (member.services !== null) throw new Refusal('not_allowed');
}
