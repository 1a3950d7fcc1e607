/** Puts together what going through a file needs: what may be owed for, where counts and failed rows go. */
import type { Language } from '../core/texts.ts';
import type { Queryable } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import { findChargeTypes, findServices } from '../services/index.ts';
import { createFailedRows } from './failed-rows.ts';
import type { Offers } from './find-offer.ts';
import { createTally } from './imported-dues.ts';
import type { InspectedFile } from './inspect-file.ts';
import type { Pass } from './load-units.ts';
import type { DuesSource, Reading } from './source.ts';

export type PassOptions = {
  readonly organisation: Organisation;
  /** Puts changed content in the place of dues that nobody has begun to pay. */
  readonly replace: boolean;
  readonly actor: string;
  readonly reading?: Reading | undefined;
  /** Of the staff member who loads; null for all. */
  readonly services: readonly string[] | null;
  readonly onProgress?: ((done: number, of: number) => void | Promise<void>) | undefined;
  /** Stops it between two batches; then it throws `ImportStopped`. */
  readonly signal?: AbortSignal | undefined;
  /** Takes the failed rows as a file, piece by piece; opened anew when a transaction is done again. */
  readonly failedRows?:
    { readonly language: Language; readonly open: () => (text: string) => void } | undefined;
};

export async function preparePass(
  database: Queryable,
  source: DuesSource,
  inspected: InspectedFile,
  options: PassOptions,
): Promise<Omit<Pass, 'each'>> {
  const { organisation, replace, actor, reading = {}, failedRows, onProgress, signal } = options;
  const write = failedRows?.open();
  const asText = createFailedRows(inspected.form, failedRows?.language ?? 'en');
  return {
    source,
    inspected,
    reading,
    replace,
    actor,
    onProgress,
    signal,
    offers: await findOffers(database, organisation, options.services),
    organisationId: organisation.id,
    tally: createTally(),
    onBad: (unit) => write?.(asText(unit)),
  };
}

async function findOffers(
  database: Queryable,
  organisation: Organisation,
  allowed: readonly string[] | null,
): Promise<Offers> {
  const services = await findServices(database, organisation.id);
  const chargeTypes = await findChargeTypes(database, organisation.id);
  return {
    services: new Map(services.map((one) => [one.id, one])),
    chargeTypes: new Map(chargeTypes.map((one) => [one.id, one])),
    allowed,
  };
}
