/** What an organisation calls its services, charge types and discounts, for people who read ids nowhere. */
import { z } from 'zod';
import { inLanguage, type Localised } from '../core/localised.ts';
import { languages, type Language } from '../core/texts.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { serviceText } from './service-name.texts.ts';

export type OfferNames = {
  readonly services: ReadonlyMap<string, Localised>;
  readonly chargeTypes: ReadonlyMap<string, Localised>;
  readonly discounts: ReadonlyMap<string, Localised>;
};

export const noOfferNames: OfferNames = {
  services: new Map(),
  chargeTypes: new Map(),
  discounts: new Map(),
};

const words = z.partialRecord(z.enum(languages), z.string());

export async function findOfferNames(
  database: Queryable,
  organisationId: string,
): Promise<OfferNames> {
  const found = await database.query<{ kind: string; id: string; name: unknown }>(sql`
    select 'service' as kind, service_id as id, definition -> 'name' as name from services
    where organisation_id = ${organisationId}
    union all
    select 'charge' as kind, charge_type_id as id, definition -> 'name' as name from charge_types
    where organisation_id = ${organisationId}
    union all
    select 'discount' as kind, discount_id as id, names as name from discounts
    where organisation_id = ${organisationId}
    limit 10000`);
  const named = (kind: string) =>
    new Map(
      found.flatMap((row): [string, Localised][] => {
        const name = words.safeParse(row.name);
        return row.kind === kind && name.success ? [[row.id, name.data]] : [];
      }),
    );
  return {
    services: named('service'),
    chargeTypes: named('charge'),
    discounts: named('discount'),
  };
}

/** @param ids one, or several with commas between; those without a name stand for themselves */
export function serviceNamed(ids: string, names: OfferNames, language: Language): string {
  return ids
    .split(', ')
    .map((id) => {
      const name = names.services.get(id);
      return name ? inLanguage(name, language) : serviceText(id, language);
    })
    .join(', ');
}

/** As `serviceNamed`, of charge types. */
export function chargeTypeNamed(ids: string, names: OfferNames, language: Language): string {
  return ids
    .split(', ')
    .map((id) => nameOr(id, names.chargeTypes, language))
    .join(', ');
}

export function discountNamed(id: string, names: OfferNames, language: Language): string {
  return nameOr(id, names.discounts, language);
}

function nameOr(id: string, names: ReadonlyMap<string, Localised>, language: Language): string {
  const name = names.get(id);
  return name ? inLanguage(name, language) : id;
}
