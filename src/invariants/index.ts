/** Checks every invariant of the books for each organisation; reads all tables and changes none. */
import type { Clock } from '../core/clock.ts';
import type { Database } from '../database/database.ts';
import { listOrganisations } from '../organisations/index.ts';
import { invariants } from './invariants.sql.ts';

export { invariants, type Invariant } from './invariants.sql.ts';

export type InvariantResult = { readonly name: string; readonly violations: number };

/** @returns each invariant with how many rows break it, over all organisations */
export async function checkInvariants(context: {
  readonly database: Database;
  readonly clock: Clock;
}): Promise<InvariantResult[]> {
  const organisations = await listOrganisations(context.database);
  const now = context.clock.now();
  return context.database.transaction(async (transaction) => {
    const results: InvariantResult[] = [];
    for (const invariant of invariants) {
      let violations = 0;
      for (const { id } of organisations) {
        const values = invariant.text.includes('$2') ? [id, now] : [id];
        violations += (await transaction.query({ text: invariant.text, values })).length;
      }
      results.push({ name: invariant.name, violations });
    }
    return results;
  });
}
