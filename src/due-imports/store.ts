/** SQL of loading dues: files of one organisation wait for each other. */
import type { Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Held until the transaction ends. */
export async function lockDueImports(
  transaction: Transaction,
  organisationId: string,
): Promise<void> {
  await transaction.query(
    sql`select pg_advisory_xact_lock(hashtextextended(${`import dues ${organisationId}`}, 0))`,
  );
}

/**
 * Lets the server plan its statements again.
 *
 * Those that check foreign keys are planned once per connection; planned for an empty table, each would walk
 * through all rows that were loaded since.
 */
export async function planAnew(transaction: Transaction): Promise<void> {
  await transaction.query(sql`discard plans`);
}
