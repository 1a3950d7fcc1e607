/** All SQL of services and charge types. */
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { duesDefinition, freeDefinition } from './charge-definition.ts';
import type { ChargeType, OfferState, Service } from './offer.ts';
import { serviceDefinition } from './service-definition.ts';

type OfferRow = {
  position: number;
  state: OfferState;
  version: number;
  definition: unknown;
};
type ServiceRow = OfferRow & { service_id: string };
type ChargeRow = OfferRow & {
  charge_type_id: string;
  service_id: string;
  kind: ChargeType['kind'];
};

const serviceColumns = sql`service_id, position, state, version, definition`;
const chargeColumns = sql`charge_type_id, service_id, position, state, version, kind, definition`;

function serviceFrom({ service_id: id, definition, ...row }: ServiceRow): Service {
  return { id, ...row, definition: serviceDefinition.parse(definition) };
}

function chargeTypeFrom(row: ChargeRow): ChargeType {
  const { charge_type_id: id, service_id: serviceId, position, state, version, definition } = row;
  const common = { id, serviceId, position, state, version };
  return row.kind === 'dues'
    ? { ...common, kind: 'dues', definition: duesDefinition.parse(definition) }
    : { ...common, kind: 'free', definition: freeDefinition.parse(definition) };
}

/** Every service of an organisation, in the order in which it is shown. */
export async function findServices(
  database: Queryable,
  organisationId: string,
): Promise<Service[]> {
  const rows = await database.query<ServiceRow>(sql`
    select ${serviceColumns} from services where organisation_id = ${organisationId}
    order by position, service_id limit 1000`);
  return rows.map(serviceFrom);
}

/** As `findServices`, some of them by their ids. */
export async function findServicesByIds(
  database: Queryable,
  organisationId: string,
  serviceIds: readonly string[],
): Promise<Service[]> {
  const rows = await database.query<ServiceRow>(sql`
    select ${serviceColumns} from services
    where organisation_id = ${organisationId} and service_id = any(${serviceIds})
    order by position, service_id`);
  return rows.map(serviceFrom);
}

/** Every charge type of an organisation, in the order in which it is shown. */
export async function findChargeTypes(
  database: Queryable,
  organisationId: string,
): Promise<ChargeType[]> {
  const rows = await database.query<ChargeRow>(sql`
    select ${chargeColumns} from charge_types where organisation_id = ${organisationId}
    order by position, charge_type_id limit 10000`);
  return rows.map(chargeTypeFrom);
}

export async function findChargeTypesByIds(
  database: Queryable,
  organisationId: string,
  chargeTypeIds: readonly string[],
): Promise<ChargeType[]> {
  const rows = await database.query<ChargeRow>(sql`
    select ${chargeColumns} from charge_types
    where organisation_id = ${organisationId} and charge_type_id = any(${chargeTypeIds})
    order by position, charge_type_id`);
  return rows.map(chargeTypeFrom);
}

export async function findChargeTypesOfService(
  database: Queryable,
  organisationId: string,
  serviceId: string,
): Promise<ChargeType[]> {
  const rows = await database.query<ChargeRow>(sql`
    select ${chargeColumns} from charge_types
    where organisation_id = ${organisationId} and service_id = ${serviceId}
    order by position, charge_type_id limit 1000`);
  return rows.map(chargeTypeFrom);
}

/** Which of these organisations have a service that is open. */
export async function findOrganisationsThatOffer(
  database: Queryable,
  organisationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await database.query<{ organisation_id: string }>(sql`
    select distinct organisation_id from services
    where organisation_id = any(${organisationIds}) and state = 'open'`);
  return new Set(rows.map((row) => row.organisation_id));
}

/**
 * Writes a service as it is to be from now on, when it is still at the version before; a new one begins at 1.
 *
 * @returns whether it was written; not when somebody else changed it meanwhile
 */
export async function writeService(
  transaction: Transaction,
  organisationId: string,
  service: Service,
  at: Date,
): Promise<boolean> {
  const { id, position, state, version } = service;
  const definition = JSON.stringify(service.definition);
  const written = await transaction.query(sql`
    insert into services (organisation_id, service_id, position, state, version, definition, created_at,
      changed_at)
    values (${organisationId}, ${id}, ${position}, ${state}, ${version}, ${definition}, ${at}, ${at})
    on conflict (organisation_id, service_id) do update set position = excluded.position,
      state = excluded.state, version = excluded.version, definition = excluded.definition,
      changed_at = excluded.changed_at
    where services.version = ${version - 1}
    returning service_id`);
  return written.length === 1;
}

/** As `writeService`; a charge type keeps its kind and its service. */
export async function writeChargeType(
  transaction: Transaction,
  organisationId: string,
  chargeType: ChargeType,
  at: Date,
): Promise<boolean> {
  const { id, serviceId, position, state, version, kind } = chargeType;
  const definition = JSON.stringify(chargeType.definition);
  const written = await transaction.query(sql`
    insert into charge_types (organisation_id, charge_type_id, service_id, position, state, version, kind,
      definition, created_at, changed_at)
    values (${organisationId}, ${id}, ${serviceId}, ${position}, ${state}, ${version}, ${kind},
      ${definition}, ${at}, ${at})
    on conflict (organisation_id, charge_type_id) do update set position = excluded.position,
      state = excluded.state, version = excluded.version, definition = excluded.definition,
      changed_at = excluded.changed_at
    where charge_types.version = ${version - 1} and charge_types.kind = ${kind}
      and charge_types.service_id = ${serviceId}
    returning charge_type_id`);
  return written.length === 1;
}
