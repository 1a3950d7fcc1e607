/** All SQL about passkeys: staff_passkeys, staff_challenges. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { StaffMember } from '../staff.ts';

type Person = Pick<StaffMember, 'organisationId' | 'id'>;

export type Passkey = {
  /** In base64url, as browsers say it. */
  readonly credentialId: string;
  readonly staffId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: bigint;
  readonly transports: readonly string[];
  readonly name: string;
  readonly createdAt: Date;
  readonly usedAt: Date | null;
};

type PasskeyRow = {
  credential_id: string;
  staff_id: string;
  public_key: Uint8Array<ArrayBuffer>;
  counter: bigint;
  transports: string[];
  name: string;
  created_at: Date;
  used_at: Date | null;
};

const columns = sql`credential_id, staff_id, public_key, counter, transports, name, created_at, used_at`;

function fromRow(row: PasskeyRow): Passkey {
  return {
    credentialId: row.credential_id,
    staffId: row.staff_id,
    publicKey: new Uint8Array(row.public_key),
    counter: row.counter,
    transports: row.transports,
    name: row.name,
    createdAt: row.created_at,
    usedAt: row.used_at,
  };
}

export async function listPasskeys(
  database: Queryable,
  { organisationId, id }: Person,
): Promise<Passkey[]> {
  const rows = await database.query<PasskeyRow>(sql`
    select ${columns} from staff_passkeys
    where organisation_id = ${organisationId} and staff_id = ${id}
    order by created_at limit 100`);
  return rows.map(fromRow);
}

export async function findPasskey(
  database: Queryable,
  organisationId: string,
  credentialId: string,
): Promise<Passkey | null> {
  const [row] = await database.query<PasskeyRow>(sql`
    select ${columns} from staff_passkeys
    where organisation_id = ${organisationId} and credential_id = ${credentialId}`);
  return row ? fromRow(row) : null;
}

export async function insertPasskey(
  transaction: Transaction,
  organisationId: string,
  passkey: Omit<Passkey, 'usedAt'>,
): Promise<void> {
  await transaction.query(sql`
    insert into staff_passkeys (organisation_id, credential_id, staff_id, public_key, counter, transports,
      name, created_at)
    values (${organisationId}, ${passkey.credentialId}, ${passkey.staffId}, ${Buffer.from(passkey.publicKey)},
            ${passkey.counter}, ${passkey.transports}, ${passkey.name}, ${passkey.createdAt})`);
}

/** Keys that count must count up: one that does not was copied (WebAuthn 3, 6.1.1). */
export async function writeUse(
  transaction: Transaction,
  organisationId: string,
  use: { readonly credentialId: string; readonly counter: bigint; readonly at: Date },
): Promise<boolean> {
  const rows = await transaction.query(sql`
    update staff_passkeys set counter = ${use.counter}, used_at = ${use.at}
    where organisation_id = ${organisationId} and credential_id = ${use.credentialId}
      and (counter < ${use.counter} or (counter = 0 and ${use.counter} = 0))
    returning credential_id`);
  return rows.length === 1;
}

export async function deletePasskey(
  transaction: Transaction,
  { organisationId, id }: Person,
  credentialId: string,
): Promise<boolean> {
  const rows = await transaction.query(sql`
    delete from staff_passkeys
    where organisation_id = ${organisationId} and staff_id = ${id} and credential_id = ${credentialId}
    returning credential_id`);
  return rows.length === 1;
}

export async function deletePasskeys(
  transaction: Transaction,
  { organisationId, id }: Person,
): Promise<void> {
  await transaction.query(sql`
    delete from staff_passkeys where organisation_id = ${organisationId} and staff_id = ${id}`);
}

/** @returns false when it was taken before */
export async function takeChallenge(
  transaction: Transaction,
  organisationId: string,
  digest: string,
  at: Date,
): Promise<boolean> {
  const rows = await transaction.query(sql`
    insert into staff_challenges (organisation_id, challenge_digest, used_at)
    values (${organisationId}, ${digest}, ${at})
    on conflict (organisation_id, challenge_digest) do nothing
    returning challenge_digest`);
  return rows.length === 1;
}
