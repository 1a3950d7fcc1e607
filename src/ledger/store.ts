/** All SQL of the ledger: ledger_accounts, ledger_entries, ledger_postings. */
import { money } from '../core/money.ts';
import type { Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { AccountKind } from './account.ts';
import type { NewEntry, Posting } from './post-entry.ts';

/** Creates the accounts that are not there yet; existing ones are neither changed nor locked. */
export async function ensureAccounts(
  transaction: Transaction,
  organisationId: string,
  postings: readonly Posting[],
): Promise<void> {
  const wanted = postings.flatMap(({ debit, credit, amount }) =>
    [debit, credit].map((account) => ({ ...account, currency: amount.currency })),
  );
  await transaction.query(sql`
    insert into ledger_accounts (organisation_id, account, currency, kind)
    select ${organisationId}, account, currency, kind
    from unnest(${wanted.map((account) => account.name)}::text[],
                ${wanted.map((account) => account.currency)}::text[],
                ${wanted.map((account) => account.kind)}::text[]) as wanted (account, currency, kind)
    where not exists (
      select from ledger_accounts existing
      where existing.organisation_id = ${organisationId}
        and existing.account = wanted.account and existing.currency = wanted.currency)
    order by account, currency
    on conflict do nothing`);
}

/** @returns false when the source is booked, or what it reverses is reversed, already */
export async function insertEntry(
  transaction: Transaction,
  organisationId: string,
  entry: Omit<NewEntry, 'postings'> & {
    readonly entryId: string;
    readonly reverses: string | null;
  },
): Promise<boolean> {
  const rows = await transaction.query(sql`
    insert into ledger_entries (organisation_id, entry_id, source, reason, effective_on, booked_at, reverses)
    values (${organisationId}, ${entry.entryId}, ${entry.source}, ${entry.reason},
            ${entry.effectiveOn}, ${entry.bookedAt}, ${entry.reverses})
    on conflict do nothing
    returning entry_id`);
  return rows.length === 1;
}

export async function insertPostings(
  transaction: Transaction,
  organisationId: string,
  entryId: string,
  postings: readonly Posting[],
): Promise<void> {
  await transaction.query(sql`
    insert into ledger_postings
      (organisation_id, entry_id, position, debit_account, credit_account, amount, currency)
    select ${organisationId}, ${entryId}, position, debit, credit, amount, currency
    from unnest(${postings.map((posting) => posting.debit.name)}::text[],
                ${postings.map((posting) => posting.credit.name)}::text[],
                ${postings.map((posting) => posting.amount.minor)}::bigint[],
                ${postings.map((posting) => posting.amount.currency)}::text[])
      with ordinality as line (debit, credit, amount, currency, position)`);
}

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
  const rows = await transaction.query<PostingRow>(sql`
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
  const [first] = rows;
  if (!first) return null;
  const postings = rows.map((row) => ({
    debit: { name: row.debit_account, kind: row.debit_kind },
    credit: { name: row.credit_account, kind: row.credit_kind },
    amount: money(row.amount, row.currency),
  }));
  return { entryId: first.entry_id, postings };
}
