/** Seals what was booked into a chain of hashes: who changes or removes an entry later breaks it. */
import type { Database } from '../database/database.ts';
import { isAnyWaiting, lockChain, sealWaiting } from './store-seals.ts';

/** Entries under one seal. */
const most = 1000;
/** Seals of one round, so that a worker that is told to stop does. */
const mostSeals = 10;

/**
 * Seals the entries that wait, the oldest first. Outside the transactions that book, so that no
 * payment waits for another.
 *
 * @returns how many were sealed
 */
export async function sealLedger(
  { database }: { readonly database: Database },
  organisation: { readonly id: string },
): Promise<number> {
  if (!(await isAnyWaiting(database, organisation.id))) return 0;
  let all = 0;
  for (let seal = 0; seal < mostSeals; seal += 1) {
    const sealed = await database.transaction(async (transaction) => {
      await lockChain(transaction, organisation.id);
      return sealWaiting(transaction, organisation.id, most);
    });
    all += sealed;
    if (sealed < most) break;
  }
  return all;
}
