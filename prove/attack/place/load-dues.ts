/** Loads files of dues for a town, as its office would. */
import { sql } from '../../../src/database/sql.ts';
import { importDues, type ImportedDues } from '../../../src/due-imports/index.ts';
import { loadOffers } from '../../../src/services/index.ts';
import { duesSource, testOffers } from '../../../test/support/dues-place.ts';
import type { Place } from './place.ts';
import type { Town } from './town.ts';

/** @param text whole; every row that can be loaded is */
export async function loadDues(
  place: Place,
  town: Town,
  text: string | Uint8Array,
): Promise<ImportedDues & { readonly failed: string }> {
  const { context } = place.first;
  const { organisation } = town;
  await loadOffers(context, organisation, testOffers, 'attack');
  let failed = '';
  const open = () => (piece: string) => void (failed += piece);
  const loaded = await importDues(context, duesSource('dues.csv', text), {
    organisation,
    way: 'good',
    dryRun: false,
    replace: false,
    actor: 'attack',
    services: null,
    failedRows: { language: 'en', open },
  });
  return { ...loaded, failed };
}

/** Paths of the pages of dues that came with files. */
export async function pagesOfDues(place: Place, town: Town): Promise<string[]> {
  const rows = await place.database.owner.query<{ access_token: string }>(sql`
    select access_token from dues
    where organisation_id = ${town.organisation.id} and access_token is not null order by due_id`);
  return rows.map((row) => `/${town.slug}/dues/${row.access_token}`);
}
