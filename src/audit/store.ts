/** All SQL of the audit: audit_records and audit_seals, append only; audit_personal, audit_waiting, audit_chains. */
import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/id.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { AuditedAction } from './audited-action.ts';

type Facts = Readonly<Record<string, unknown>>;

export type AuditRecord = {
  /** Who did it, such as `staff:root@host`. */
  readonly actor: string;
  readonly action: AuditedAction;
  /** The id of what it was done to. */
  readonly subject: string;
  /** Facts worth keeping for ever, before and after where something changed; never a secret, nobody's data. */
  readonly detail: Facts;
  /** Facts about people, which can be erased: names, addresses. */
  readonly personal?: Facts | null;
};

/** Writes who did what, in the transaction of the deed; it is sealed soon after. */
export async function recordAudit(
  transaction: Transaction,
  context: { readonly clock: Clock; readonly ids: Ids },
  organisationId: string,
  record: AuditRecord,
): Promise<void> {
  const id = context.ids.next('aud');
  const personal = record.personal ? JSON.stringify(record.personal) : null;
  const salt = personal === null ? null : context.ids.token();
  await transaction.query(sql`
    with recorded as (
      insert into audit_records (organisation_id, audit_record_id, at, actor, action, subject, detail,
        personal_digest)
      values (${organisationId}, ${id}, ${context.clock.now()}, ${record.actor}, ${record.action},
        ${record.subject}, ${JSON.stringify(record.detail)},
        encode(sha256(convert_to(${salt}::text || (${personal}::jsonb)::text, 'UTF8')), 'hex'))),
    kept as (
      insert into audit_personal (organisation_id, audit_record_id, salt, personal)
      select ${organisationId}, ${id}, ${salt}, ${personal}::jsonb where ${personal}::jsonb is not null)
    insert into audit_waiting (organisation_id, audit_record_id) values (${organisationId}, ${id})`);
}

export type AuditedDeed = AuditRecord & { readonly at: Date };

/** What was done to any of the subjects, oldest first. */
export async function findAudit(
  database: Queryable,
  organisationId: string,
  subjects: readonly string[],
): Promise<AuditedDeed[]> {
  return database.query<AuditedDeed>(sql`
    select at, actor, action, subject, detail, personal from audit_records
    left join audit_personal using (organisation_id, audit_record_id)
    where organisation_id = ${organisationId} and subject = any(${subjects})
    order by audit_record_id limit 1000`);
}

/** Forgets what is personal in the records about any of the subjects. @returns how many there were */
export async function erasePersonal(
  transaction: Transaction,
  organisationId: string,
  subjects: readonly string[],
): Promise<number> {
  const erased = await transaction.query(sql`
    delete from audit_personal where organisation_id = ${organisationId} and audit_record_id in (
      select audit_record_id from audit_records
      where organisation_id = ${organisationId} and subject = any(${subjects}))
    returning audit_record_id`);
  return erased.length;
}

const genesis = '0'.repeat(64);

export async function isAnyWaiting(database: Queryable, organisationId: string): Promise<boolean> {
  const waiting = await database.query(sql`
    select audit_record_id from audit_waiting where organisation_id = ${organisationId} limit 1`);
  return waiting.length > 0;
}

/** The end of the chain, locked until the transaction ends. */
export async function lockChain(transaction: Transaction, organisationId: string): Promise<void> {
  await transaction.query(sql`
    insert into audit_chains (organisation_id, sequence, hash) values (${organisationId}, 0, ${genesis})
    on conflict (organisation_id) do nothing`);
  await transaction.query(sql`
    select sequence from audit_chains where organisation_id = ${organisationId} for no key update`);
}

/**
 * Adds the oldest records that wait to the chain. Hash: SHA-256 of the hash before, the number, the id
 * and the facts as PostgreSQL writes `jsonb`; the invariant `audit_chain` computes the same.
 *
 * @returns how many were sealed
 */
export async function sealWaiting(
  transaction: Transaction,
  organisationId: string,
  most: number,
): Promise<number> {
  const sealed = await transaction.query(sql`
    with recursive waiting as (
      select audit_record_id, row_number() over (order by audit_record_id) as place,
        jsonb_build_array(at, actor, action, subject, detail, personal_digest)::text as facts
      from (
        select audit_record_id from audit_waiting where organisation_id = ${organisationId}
        order by audit_record_id limit ${most}) as oldest
      join audit_records using (audit_record_id)
      where organisation_id = ${organisationId}),
    chain (place, sequence, audit_record_id, previous, hash) as (
      select 0::bigint, sequence, null::text, null::text, hash from audit_chains
      where organisation_id = ${organisationId}
      union all
      select waiting.place, sequence + 1, waiting.audit_record_id, hash, encode(sha256(convert_to(
        concat_ws(' ', hash, sequence + 1, waiting.audit_record_id, facts), 'UTF8')), 'hex')
      from chain join waiting on waiting.place = chain.place + 1),
    sealed as (
      insert into audit_seals (organisation_id, sequence, audit_record_id, previous, hash)
      select ${organisationId}, sequence, audit_record_id, previous, hash from chain where place > 0
      returning audit_record_id),
    moved as (
      update audit_chains set sequence = last.sequence, hash = last.hash
      from (select sequence, hash from chain order by place desc limit 1) as last
      where audit_chains.organisation_id = ${organisationId})
    delete from audit_waiting
    where organisation_id = ${organisationId} and audit_record_id in (select audit_record_id from sealed)
    returning audit_record_id`);
  return sealed.length;
}

/** The hashes of the seals of these numbers that there are. */
export async function findSealHashes(
  database: Queryable,
  organisationId: string,
  sequences: readonly bigint[],
): Promise<ReadonlyMap<bigint, string>> {
  const found = await database.query<{ sequence: bigint; hash: string }>(sql`
    select sequence, hash from audit_seals
    where organisation_id = ${organisationId} and sequence = any(${sequences}::bigint[])`);
  return new Map(found.map(({ sequence, hash }) => [sequence, hash]));
}

/** The number and hash of the last sealed record, to be kept elsewhere; null before the first. */
export async function findChainEnd(
  database: Queryable,
  organisationId: string,
): Promise<{ readonly sequence: bigint; readonly hash: string } | null> {
  const [row] = await database.query<{ sequence: bigint; hash: string }>(sql`
    select sequence, hash from audit_chains
    where organisation_id = ${organisationId} and sequence > 0`);
  return row ?? null;
}
