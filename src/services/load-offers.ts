/** Loads services and charge types from a file: what the file names is put up or changed, the rest stays. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import { duesDefinition, freeDefinition } from './charge-definition.ts';
import type { ChargeType, Service } from './offer.ts';
import { saveChargeType, saveService } from './save-offer.ts';
import { serviceDefinition, slugName } from './service-definition.ts';
import { findChargeTypes, findServices } from './store.ts';

const state = z.enum(['draft', 'open', 'closed']).default('open');

const chargeTypeEntry = z.discriminatedUnion('kind', [
  z.strictObject({ id: slugName, state, kind: z.literal('dues'), definition: duesDefinition }),
  z.strictObject({ id: slugName, state, kind: z.literal('free'), definition: freeDefinition }),
]);

const offersFile = z.strictObject({
  services: z
    .array(
      z.strictObject({
        id: slugName,
        state,
        definition: serviceDefinition,
        charge_types: z.array(chargeTypeEntry).max(200).default([]),
      }),
    )
    .min(1)
    .max(500),
});

export type LoadedOffers = { readonly saved: readonly string[]; readonly unchanged: number };

/**
 * @param file the parsed file: `{"services": [{"id", "state"?, "definition", "charge_types"?: […]}]}`
 * @throws Refusal `input_invalid` naming each field that is wrong; then nothing has changed
 */
export async function loadOffers(
  context: Pick<Context, 'database' | 'clock' | 'ids'>,
  organisation: Organisation,
  file: unknown,
  actor: string,
): Promise<LoadedOffers> {
  const read = offersFile.safeParse(file);
  if (!read.success) throw new Refusal('input_invalid', describe(read.error.issues));
  return context.database.transaction(async (transaction) => {
    const services = new Map(
      (await findServices(transaction, organisation.id)).map((one) => [one.id, one]),
    );
    const chargeTypes = new Map(
      (await findChargeTypes(transaction, organisation.id)).map((one) => [one.id, one]),
    );
    const saving = { context, transaction, organisation, actor };
    const outcomes: (string | null)[] = [];
    for (const { charge_types: charges, ...given } of read.data.services) {
      outcomes.push(await putService(saving, services, given));
      for (const charge of charges) {
        outcomes.push(await putChargeType(saving, chargeTypes, { ...charge, serviceId: given.id }));
      }
    }
    const saved = outcomes.filter((outcome) => outcome !== null);
    return { saved, unchanged: outcomes.length - saved.length };
  });
}

function describe(issues: readonly z.core.$ZodIssue[]): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`).join('\n');
}

type Saving = {
  readonly context: Pick<Context, 'clock' | 'ids'>;
  readonly transaction: Transaction;
  readonly organisation: Organisation;
  readonly actor: string;
};

/** @returns its id, or null when it is like that already */
async function putService(
  { context, transaction, organisation, actor }: Saving,
  known: Map<string, Service>,
  given: Pick<Service, 'id' | 'state' | 'definition'>,
): Promise<string | null> {
  const before = known.get(given.id);
  const version = before?.version ?? 0;
  const position = before?.position ?? known.size + 1;
  if (before && isDeepStrictEqual(before, { ...given, position, version })) return null;
  const service = { ...given, position, version: version + 1 };
  await saveService(context, transaction, organisation, service, actor);
  // The next new one of the file stands behind it.
  known.set(given.id, service);
  return given.id;
}

type Given = ChargeType extends infer Each
  ? Each extends ChargeType
    ? Omit<Each, 'position' | 'version'>
    : never
  : never;

async function putChargeType(
  { context, transaction, organisation, actor }: Saving,
  known: Map<string, ChargeType>,
  given: Given,
): Promise<string | null> {
  const before = known.get(given.id);
  const version = before?.version ?? 0;
  const position = before?.position ?? known.size + 1;
  if (before && isDeepStrictEqual(before, { ...given, position, version })) return null;
  const chargeType: ChargeType = { ...given, position, version: version + 1 };
  await saveChargeType(context, transaction, organisation, chargeType, actor);
  known.set(given.id, chargeType);
  return given.id;
}
