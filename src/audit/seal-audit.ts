/** Seals what people did into a chain of hashes: who changes or removes a record later breaks it. */
import type { Context } from '../context.ts';
import { isAnyWaiting, lockChain, sealWaiting } from './store.ts';

const most = 200;

/**
 * Seals the oldest records that wait, in the order of their ids. One after the other and outside the
 * deeds' own transactions, so that no deed waits for another.
 *
 * @returns how many were sealed
 */
export async function sealAudit(
  { database }: Pick<Context, 'database'>,
  organisation: { readonly id: string },
): Promise<number> {
  if (!(await isAnyWaiting(database, organisation.id))) return 0;
  return database.transaction(async (transaction) => {
    await lockChain(transaction, organisation.id);
    return sealWaiting(transaction, organisation.id, most);
  });
}
