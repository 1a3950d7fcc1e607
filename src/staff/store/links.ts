/** All SQL about one-time links: staff_links. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { StaffMember } from '../staff.ts';

export type LinkPurpose = 'invitation' | 'new_password';

type NewLink = {
  readonly digest: string;
  readonly purpose: LinkPurpose;
  readonly at: Date;
  readonly expiresAt: Date;
};

export async function insertLink(
  transaction: Transaction,
  { organisationId, id }: Pick<StaffMember, 'organisationId' | 'id'>,
  link: NewLink,
): Promise<void> {
  await transaction.query(sql`
    insert into staff_links (organisation_id, link_digest, staff_id, purpose, made_at, expires_at)
    values (${organisationId}, ${link.digest}, ${id}, ${link.purpose}, ${link.at}, ${link.expiresAt})`);
}

/** Whose link it is, as long as it is of use. */
export async function findLink(
  database: Queryable,
  organisationId: string,
  digest: string,
  at: Date,
): Promise<string | null> {
  const [row] = await database.query<{ staff_id: string }>(sql`
    select staff_id from staff_links
    where organisation_id = ${organisationId} and link_digest = ${digest}
      and used_at is null and expires_at > ${at}`);
  return row?.staff_id ?? null;
}

/** Of two who use a link at once, one gets null. */
export async function takeLink(
  transaction: Transaction,
  organisationId: string,
  digest: string,
  at: Date,
): Promise<string | null> {
  const [row] = await transaction.query<{ staff_id: string }>(sql`
    update staff_links set used_at = ${at}
    where organisation_id = ${organisationId} and link_digest = ${digest}
      and used_at is null and expires_at > ${at}
    returning staff_id`);
  return row?.staff_id ?? null;
}

/** Whoever has chosen a password needs no other link that is still on its way. */
export async function endLinks(
  transaction: Transaction,
  { organisationId, id }: Pick<StaffMember, 'organisationId' | 'id'>,
  at: Date,
): Promise<void> {
  await transaction.query(sql`
    update staff_links set used_at = ${at}
    where organisation_id = ${organisationId} and staff_id = ${id} and used_at is null`);
}
