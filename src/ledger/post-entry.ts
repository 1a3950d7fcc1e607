/** Books movements of money: each effect once, balanced by construction, never changed afterwards. */
import { strict as assert } from 'node:assert';
import type { CalendarDate } from '../core/calendar-date.ts';
import type { Ids } from '../core/id.ts';
import type { Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import type { Account } from './account.ts';
import { ensureAccounts, findEntry, insertEntry, insertPostings } from './store.ts';

/** One line of an entry: money leaves `credit` and arrives at `debit`. */
export type Posting = { readonly debit: Account; readonly credit: Account; readonly amount: Money };

export type NewEntry = {
  /** Names the effect, such as `capture:att_…`; the same source is never booked twice. */
  readonly source: string;
  readonly reason: string;
  readonly effectiveOn: CalendarDate;
  readonly bookedAt: Date;
  readonly postings: readonly Posting[];
};

/**
 * Books an entry, or finds that its source is booked already.
 *
 * @returns whether this call booked it
 */
export async function postEntry(
  transaction: Transaction,
  ids: Ids,
  organisationId: string,
  entry: NewEntry,
): Promise<'booked' | 'already_booked'> {
  assert(entry.postings.length > 0, 'an entry has postings');
  for (const posting of entry.postings) assert(posting.amount.minor > 0n, 'a posting is positive');
  await ensureAccounts(transaction, organisationId, entry.postings);
  const entryId = ids.next('ent');
  const booked = await insertEntry(transaction, organisationId, {
    ...entry,
    entryId,
    reverses: null,
  });
  if (!booked) return 'already_booked';
  await insertPostings(transaction, organisationId, entryId, entry.postings);
  return 'booked';
}

/**
 * Undoes an entry by its mirror image, once.
 *
 * @returns `already_booked` when it was reversed before
 */
export async function reverseEntry(
  transaction: Transaction,
  ids: Ids,
  organisationId: string,
  reversal: Omit<NewEntry, 'postings'> & { readonly reverses: string },
): Promise<'booked' | 'already_booked'> {
  const original = await findEntry(transaction, organisationId, reversal.reverses);
  assert(original, `no entry with source ${reversal.reverses}`);
  const entryId = ids.next('ent');
  const mirrored = original.postings.map((posting) => ({
    debit: posting.credit,
    credit: posting.debit,
    amount: posting.amount,
  }));
  const entry = { ...reversal, entryId, reverses: original.entryId };
  if (!(await insertEntry(transaction, organisationId, entry))) return 'already_booked';
  await insertPostings(transaction, organisationId, entryId, mirrored);
  return 'booked';
}
