/** All SQL of the ledger's chain: ledger_seals, append only; ledger_waiting, ledger_chains. */
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/**
 * What of an entry is sealed: all of it, with its postings in their order and the kinds of their
 * accounts. The entry is called `entry`; the invariant `ledger_chain` uses the same text.
 */
export const entryFacts = sql`jsonb_build_array(entry.entry_id, entry.source, entry.reason,
  entry.effective_on, entry.booked_at at time zone 'UTC', entry.reverses, (
    select jsonb_agg(jsonb_build_array(posting.position, posting.debit_account, (
        select debit.kind from ledger_accounts debit where debit.organisation_id = posting.organisation_id
          and debit.account = posting.debit_account and debit.currency = posting.currency),
      posting.credit_account, (
        select credit.kind from ledger_accounts credit where credit.organisation_id = posting.organisation_id
          and credit.account = posting.credit_account and credit.currency = posting.currency),
      posting.amount, posting.currency) order by posting.position)
    from ledger_postings posting
    where posting.organisation_id = entry.organisation_id and posting.entry_id = entry.entry_id))::text`;

const genesis = '0'.repeat(64);

export async function isAnyWaiting(database: Queryable, organisationId: string): Promise<boolean> {
  const waiting = await database.query(sql`
    select entry_id from ledger_waiting where organisation_id = ${organisationId} limit 1`);
  return waiting.length > 0;
}

/** The end of the chain, locked until the transaction ends. */
export async function lockChain(transaction: Transaction, organisationId: string): Promise<void> {
  await transaction.query(sql`
    insert into ledger_chains (organisation_id, sequence, hash) values (${organisationId}, 0, ${genesis})
    on conflict (organisation_id) do nothing`);
  await transaction.query(sql`
    select sequence from ledger_chains where organisation_id = ${organisationId} for no key update`);
}

/**
 * Adds one seal over the oldest entries that wait. Hash: SHA-256 of the hash before, the number and
 * the facts of each entry, one a line. An entry that waits and is not there is sealed as such.
 *
 * @returns how many entries were sealed
 */
export async function sealWaiting(
  transaction: Transaction,
  organisationId: string,
  most: number,
): Promise<number> {
  const sealed = await transaction.query(sql`
    with oldest as (
      select entry_id from ledger_waiting where organisation_id = ${organisationId}
      order by entry_id limit ${most}),
    batch as (
      -- Each entry is looked up by its key: a join could read all that was ever booked.
      select array_agg(entry_id order by entry_id) as entry_ids, string_agg(coalesce((
        select ${entryFacts} from ledger_entries entry
        where entry.organisation_id = ${organisationId} and entry.entry_id = oldest.entry_id), 'gone'),
        chr(10) order by entry_id) as facts
      from oldest having count(*) > 0),
    sealed as (
      insert into ledger_seals (organisation_id, sequence, entry_ids, previous, hash)
      select ${organisationId}, sequence + 1, entry_ids, hash,
        encode(sha256(convert_to(concat_ws(' ', hash, sequence + 1, facts), 'UTF8')), 'hex')
      from ledger_chains, batch where organisation_id = ${organisationId}
      returning sequence, entry_ids, hash),
    moved as (
      update ledger_chains set sequence = sealed.sequence, hash = sealed.hash
      from sealed where ledger_chains.organisation_id = ${organisationId})
    delete from ledger_waiting
    where organisation_id = ${organisationId}
      and entry_id in (select unnest(entry_ids) from sealed)
    returning entry_id`);
  return sealed.length;
}

/** The number and hash of the last seal, to be kept elsewhere; null before the first. */
export async function findChainEnd(
  database: Queryable,
  organisationId: string,
): Promise<{ readonly sequence: bigint; readonly hash: string } | null> {
  const [row] = await database.query<{ sequence: bigint; hash: string }>(sql`
    select sequence, hash from ledger_chains
    where organisation_id = ${organisationId} and sequence > 0`);
  return row ?? null;
}

/** The hashes of the seals of these numbers that there are. */
export async function findSealHashes(
  database: Queryable,
  organisationId: string,
  sequences: readonly bigint[],
): Promise<ReadonlyMap<bigint, string>> {
  const found = await database.query<{ sequence: bigint; hash: string }>(sql`
    select sequence, hash from ledger_seals
    where organisation_id = ${organisationId} and sequence = any(${sequences}::bigint[])`);
  return new Map(found.map(({ sequence, hash }) => [sequence, hash]));
}
