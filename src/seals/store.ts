/** All SQL of seal_notes: how far each chain was noted outside the database. */
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { ChainEnd, ChainName } from './chains.ts';

type Note = { readonly chain: ChainName; readonly sequence: bigint; readonly noted_at: Date };

export async function findNotes(database: Queryable, organisationId: string): Promise<Note[]> {
  return database.query<Note>(sql`
    select chain, sequence, noted_at from seal_notes where organisation_id = ${organisationId}`);
}

/**
 * Says that a chain is noted up to there, unless it is already or was noted after `before`; whoever
 * else would say so waits until the transaction ends.
 *
 * @returns whether it is the caller's to note
 */
export async function claimNote(
  transaction: Transaction,
  organisationId: string,
  chain: ChainName,
  { sequence }: ChainEnd,
  { now, before }: { readonly now: Date; readonly before: Date },
): Promise<boolean> {
  const claimed = await transaction.query(sql`
    insert into seal_notes (organisation_id, chain, sequence, noted_at)
    values (${organisationId}, ${chain}, ${sequence}, ${now})
    on conflict (organisation_id, chain) do update set sequence = excluded.sequence, noted_at = excluded.noted_at
    where seal_notes.sequence < excluded.sequence and seal_notes.noted_at <= ${before}
    returning sequence`);
  return claimed.length > 0;
}

/** Noting goes on from there, wherever it was. */
export async function resetNote(
  transaction: Transaction,
  organisationId: string,
  chain: ChainName,
  sequence: bigint,
): Promise<void> {
  await transaction.query(sql`
    update seal_notes set sequence = ${sequence}
    where organisation_id = ${organisationId} and chain = ${chain}`);
}
