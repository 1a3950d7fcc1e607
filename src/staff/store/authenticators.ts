/** All SQL about second factors: staff_authenticators, staff_recovery_codes. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { StaffMember } from '../staff.ts';

type Person = Pick<StaffMember, 'organisationId' | 'id'>;

export async function findAuthenticator(
  database: Queryable,
  { organisationId, id }: Person,
): Promise<{ readonly sealedSecret: string; readonly isProven: boolean } | null> {
  const [row] = await database.query<{ sealed_secret: string; is_proven: boolean }>(sql`
    select sealed_secret, proven_at is not null as is_proven from staff_authenticators
    where organisation_id = ${organisationId} and staff_id = ${id}`);
  return row ? { sealedSecret: row.sealed_secret, isProven: row.is_proven } : null;
}

/** Replaces one that was there. */
export async function writeAuthenticator(
  transaction: Transaction,
  { organisationId, id }: Person,
  sealedSecret: string,
): Promise<void> {
  await transaction.query(sql`
    insert into staff_authenticators (organisation_id, staff_id, sealed_secret)
    values (${organisationId}, ${id}, ${sealedSecret})
    on conflict (organisation_id, staff_id)
    do update set sealed_secret = excluded.sealed_secret, last_step = 0, proven_at = null`);
}

export async function proveAuthenticator(
  transaction: Transaction,
  { organisationId, id }: Person,
  at: Date,
): Promise<void> {
  await transaction.query(sql`
    update staff_authenticators set proven_at = ${at}
    where organisation_id = ${organisationId} and staff_id = ${id}`);
}

/** Of two who use a code at once, one gets false. */
export async function takeStep(
  transaction: Transaction,
  { organisationId, id }: Person,
  step: bigint,
): Promise<boolean> {
  const rows = await transaction.query(sql`
    update staff_authenticators set last_step = ${step}
    where organisation_id = ${organisationId} and staff_id = ${id} and last_step < ${step}
    returning staff_id`);
  return rows.length === 1;
}

/** Whoever lost the telephone and the codes begins anew. */
export async function deleteAuthenticator(
  transaction: Transaction,
  { organisationId, id }: Person,
): Promise<void> {
  await transaction.query(sql`
    delete from staff_authenticators where organisation_id = ${organisationId} and staff_id = ${id}`);
  await transaction.query(sql`
    delete from staff_recovery_codes where organisation_id = ${organisationId} and staff_id = ${id}`);
}

/** New codes make the old ones worthless. */
export async function insertRecoveryCodes(
  transaction: Transaction,
  { organisationId, id }: Person,
  digests: readonly string[],
): Promise<void> {
  await transaction.query(sql`
    delete from staff_recovery_codes where organisation_id = ${organisationId} and staff_id = ${id}`);
  await transaction.query(sql`
    insert into staff_recovery_codes (organisation_id, staff_id, code_digest)
    select ${organisationId}, ${id}, unnest(${digests}::text[])`);
}

export async function takeRecoveryCode(
  transaction: Transaction,
  { organisationId, id }: Person,
  digest: string,
  at: Date,
): Promise<boolean> {
  const rows = await transaction.query(sql`
    update staff_recovery_codes set used_at = ${at}
    where organisation_id = ${organisationId} and staff_id = ${id} and code_digest = ${digest}
      and used_at is null
    returning code_digest`);
  return rows.length === 1;
}

export async function countRecoveryCodes(
  database: Queryable,
  { organisationId, id }: Person,
): Promise<number> {
  const [row] = await database.query<{ left: number }>(sql`
    select count(*)::integer as left from staff_recovery_codes
    where organisation_id = ${organisationId} and staff_id = ${id} and used_at is null`);
  return row?.left ?? 0;
}
