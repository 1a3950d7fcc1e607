/** Books movements of money: each effect once, balanced by construction, never changed afterwards. */
import { strict as assert } from 'node:assert';
import type { CalendarDate } from '../core/calendar-date.ts';
import type { Ids } from '../core/id.ts';
import type { Money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import type { Account } from './account.ts';
import { findEntry, insertEntries } from './store.ts';

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

export type Booked = 'booked' | 'already_booked';

/** Books an entry, or finds that its source is booked already. */
export async function postEntry(
  transaction: Transaction,
  ids: Ids,
  organisationId: string,
  entry: NewEntry,
): Promise<Booked> {
  const [booked] = await postEntries(transaction, ids, organisationId, [entry]);
  assert(booked, 'one entry has one answer');
  return booked;
}

/** As `postEntry`, for several; of those with the same source one is booked. */
export async function postEntries(
  transaction: Transaction,
  ids: Ids,
  organisationId: string,
  entries: readonly NewEntry[],
): Promise<Booked[]> {
  for (const { postings } of entries) {
    assert(postings.length > 0, 'an entry has postings');
    for (const posting of postings) assert(posting.amount.minor > 0n, 'a posting is positive');
  }
  const wanted = entries.map((entry) => ({ ...entry, entryId: ids.next('ent'), reverses: null }));
  const booked = await insertEntries(transaction, organisationId, wanted);
  return wanted.map(({ entryId }) => (booked.has(entryId) ? 'booked' : 'already_booked'));
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
): Promise<Booked> {
  const original = await findEntry(transaction, organisationId, reversal.reverses);
  assert(original, `no entry with source ${reversal.reverses}`);
  const entryId = ids.next('ent');
  const postings = original.postings.map(({ debit, credit, amount }) => ({
    debit: credit,
    credit: debit,
    amount,
  }));
  const mirror = { ...reversal, entryId, postings, reverses: original.entryId };
  const booked = await insertEntries(transaction, organisationId, [mirror]);
  return booked.has(entryId) ? 'booked' : 'already_booked';
}
