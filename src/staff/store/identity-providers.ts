/** All SQL about OpenID Connect providers: staff_identity_providers. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';

export type SealedIdentityProvider = {
  /** As people know it, for the button. */
  readonly name: string;
  /** Where its description is found (OpenID Connect Discovery 1.0, 4). */
  readonly issuer: string;
  readonly clientId: string;
  readonly sealedSecret: string;
};

export async function findIdentityProvider(
  database: Queryable,
  organisationId: string,
): Promise<SealedIdentityProvider | null> {
  const [row] = await database.query<{
    name: string;
    issuer: string;
    client_id: string;
    sealed_secret: string;
  }>(sql`
    select name, issuer, client_id, sealed_secret from staff_identity_providers
    where organisation_id = ${organisationId}`);
  if (!row) return null;
  const { name, issuer } = row;
  return { name, issuer, clientId: row.client_id, sealedSecret: row.sealed_secret };
}

export async function writeIdentityProvider(
  transaction: Transaction,
  organisationId: string,
  provider: SealedIdentityProvider,
  at: Date,
): Promise<void> {
  await transaction.query(sql`
    insert into staff_identity_providers (organisation_id, name, issuer, client_id, sealed_secret, changed_at)
    values (${organisationId}, ${provider.name}, ${provider.issuer}, ${provider.clientId},
            ${provider.sealedSecret}, ${at})
    on conflict (organisation_id) do update set name = excluded.name, issuer = excluded.issuer,
      client_id = excluded.client_id, sealed_secret = excluded.sealed_secret,
      changed_at = excluded.changed_at`);
}

export async function deleteIdentityProvider(
  transaction: Transaction,
  organisationId: string,
): Promise<void> {
  await transaction.query(sql`
    delete from staff_identity_providers where organisation_id = ${organisationId}`);
}
