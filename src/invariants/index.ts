/** Checks every invariant of the books for each organisation; reads all tables and changes none. */
import type { Clock } from '../core/clock.ts';
import type { Database, Transaction } from '../database/database.ts';
import { listOrganisations } from '../organisations/index.ts';
import type { Invariant } from './invariant.ts';
import { invariants } from './invariants.sql.ts';

export type { Invariant } from './invariant.ts';
export { invariants } from './invariants.sql.ts';

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
        violations += await countViolations(transaction, invariant, id, now);
      }
      results.push({ name: invariant.name, violations });
    }
    return results;
  });
}

async function countViolations(
  transaction: Transaction,
  { text, inSteps }: Invariant,
  organisationId: string,
  now: Date,
): Promise<number> {
  const count = async (statement: string, ...values: readonly unknown[]): Promise<number> =>
    (await transaction.query({ text: statement, values: [organisationId, ...values] })).length;
  if (!inSteps) return text.includes('$2') ? count(text, now) : count(text);
  const bounds = await transaction.query<{ last: bigint }>({
    text: inSteps.bounds,
    values: [organisationId],
  });
  let violations = await count(inSteps.rest);
  let first = 0n;
  for (const { last } of bounds) {
    violations += await count(inSteps.step, first, last);
    first = last;
  }
  return violations;
}
