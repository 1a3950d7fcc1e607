/** All SQL of what is booked: ledger_accounts, ledger_entries, ledger_postings; each entry waits to be sealed. */
import { money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { rows, sql } from '../database/sql.ts';
import type { Account, AccountKind } from './account.ts';
import type { NewEntry, Posting } from './post-entry.ts';

export type EntryToBook = NewEntry & {
  readonly entryId: string;
  readonly reverses: string | null;
};

/**
 * Books entries, with their postings and the accounts that are not there yet, and lets them wait to be
 * sealed, in one statement.
 *
 * @returns the ids of those that were booked: not those whose source is booked, or what they reverse
 *   is reversed, already
 */
export async function insertEntries(
  transaction: Transaction,
  organisationId: string,
  entries: readonly EntryToBook[],
): Promise<Set<string>> {
  const lines = entries.flatMap(({ entryId, postings }) =>
    postings.map((posting, index) => ({ ...posting, entryId, position: index + 1 })),
  );
  const booked = await transaction.query<{ entry_id: string }>(sql`
    with new_accounts as (
      insert into ledger_accounts (organisation_id, account, currency, kind)
      select ${organisationId}, account, currency, kind
      from ${rows('wanted', accountsOf(lines), accountColumns)}
      where not exists (
        select from ledger_accounts existing
        where existing.organisation_id = ${organisationId}
          and existing.account = wanted.account and existing.currency = wanted.currency)
      order by account, currency
      on conflict do nothing),
    booked as (
      insert into ledger_entries (organisation_id, entry_id, source, reason, effective_on, booked_at, reverses)
      select ${organisationId}, entry_id, source, reason, effective_on, booked_at, reverses
      from ${rows('entries', entries, entryColumns)}
      on conflict do nothing
      returning entry_id),
    lines as (
      insert into ledger_postings
        (organisation_id, entry_id, position, debit_account, credit_account, amount, currency)
      select ${organisationId}, entry_id, position, debit, credit, amount, currency
      from ${rows('lines', lines, lineColumns)} join booked using (entry_id)),
    waiting as (
      insert into ledger_waiting (organisation_id, entry_id)
      select ${organisationId}, entry_id from booked)
    select entry_id from booked`);
  return new Set(booked.map((row) => row.entry_id));
}

type Line = Posting & { readonly entryId: string; readonly position: number };
type AccountRow = Account & { readonly currency: string };

function accountsOf(lines: readonly Line[]): AccountRow[] {
  const wanted = lines.flatMap(({ debit, credit, amount: { currency } }) => [
    { ...debit, currency },
    { ...credit, currency },
  ]);
  return [...new Map(wanted.map((one) => [`${one.name} ${one.currency}`, one])).values()];
}

const accountColumns = {
  account: ['text', (account: AccountRow) => account.name],
  currency: ['text', (account: AccountRow) => account.currency],
  kind: ['text', (account: AccountRow) => account.kind],
} as const;

const entryColumns = {
  entry_id: ['text', (entry: EntryToBook) => entry.entryId],
  source: ['text', (entry: EntryToBook) => entry.source],
  reason: ['text', (entry: EntryToBook) => entry.reason],
  effective_on: ['date', (entry: EntryToBook) => entry.effectiveOn],
  booked_at: ['timestamptz', (entry: EntryToBook) => entry.bookedAt],
  reverses: ['text', (entry: EntryToBook) => entry.reverses],
} as const;

const lineColumns = {
  entry_id: ['text', (line: Line) => line.entryId],
  position: ['integer', (line: Line) => line.position],
  debit: ['text', (line: Line) => line.debit.name],
  credit: ['text', (line: Line) => line.credit.name],
  amount: ['bigint', (line: Line) => line.amount.minor],
  currency: ['text', (line: Line) => line.amount.currency],
} as const;

/** How many entries have a source that begins so. */
export async function countEntries(
  transaction: Transaction,
  organisationId: string,
  sourcePrefix: string,
): Promise<number> {
  const [row] = await transaction.query<{ entries: number }>(sql`
    select count(*)::integer as entries from ledger_entries
    where organisation_id = ${organisationId} and starts_with(source, ${sourcePrefix})`);
  return row?.entries ?? 0;
}

type PostingRow = {
  entry_id: string;
  debit_account: string;
  debit_kind: AccountKind;
  credit_account: string;
  credit_kind: AccountKind;
  amount: bigint;
  currency: string;
};

export async function findEntry(
  transaction: Transaction,
  organisationId: string,
  source: string,
): Promise<{ entryId: string; postings: Posting[] } | null> {
  const found = await transaction.query<PostingRow>(sql`
    select entry_id, debit_account, debit.kind as debit_kind, credit_account, credit.kind as credit_kind,
      amount, ledger_postings.currency
    from ledger_entries
    join ledger_postings using (organisation_id, entry_id)
    join ledger_accounts debit
      on debit.organisation_id = ledger_postings.organisation_id
      and debit.account = debit_account and debit.currency = ledger_postings.currency
    join ledger_accounts credit
      on credit.organisation_id = ledger_postings.organisation_id
      and credit.account = credit_account and credit.currency = ledger_postings.currency
    where ledger_entries.organisation_id = ${organisationId} and source = ${source}
    order by position`);
  const [first] = found;
  if (!first) return null;
  const postings = found.map((row) => ({
    debit: { name: row.debit_account, kind: row.debit_kind },
    credit: { name: row.credit_account, kind: row.credit_kind },
    amount: money(row.amount, row.currency),
  }));
  return { entryId: first.entry_id, postings };
}
