/** All SQL of the organisations: organisations, organisation_tax_ids, customer_codes, provider_accounts. */
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Mode } from '../providers/provider.ts';
import type { Organisation } from './organisation.ts';
import { settingsSchema, type OrganisationSettings } from './settings.ts';

type OrganisationRow = {
  organisation_id: string;
  slug: string;
  mode: Mode;
  accepts_any_supplier: boolean;
  settings: string;
};

const columns = sql`organisations.organisation_id, slug, mode, accepts_any_supplier,
  settings::text as settings`;

function fromRow(row: OrganisationRow): Organisation {
  return {
    id: row.organisation_id,
    slug: row.slug,
    mode: row.mode,
    acceptsAnySupplier: row.accepts_any_supplier,
    settings: settingsOf(row),
  };
}

// Every request reads its organisation, and checking its settings costs more than all else of that.
const readSettings = new Map<string, { text: string; settings: OrganisationSettings }>();

function settingsOf({
  organisation_id: id,
  settings: text,
}: OrganisationRow): OrganisationSettings {
  const known = readSettings.get(id);
  if (known?.text === text) return known.settings;
  const settings = settingsSchema.parse(JSON.parse(text));
  readSettings.set(id, { text, settings });
  return settings;
}

export async function listOrganisations(database: Queryable): Promise<Organisation[]> {
  const rows = await database.query<OrganisationRow>(
    sql`select ${columns} from organisations order by slug limit 10000`,
  );
  return rows.map(fromRow);
}

export async function findOrganisationsByIds(
  database: Queryable,
  organisationIds: readonly string[],
): Promise<Organisation[]> {
  const rows = await database.query<OrganisationRow>(
    sql`select ${columns} from organisations where organisation_id = any(${organisationIds})`,
  );
  return rows.map(fromRow);
}

export async function findOrganisationBySlug(
  database: Queryable,
  slug: string,
): Promise<Organisation | null> {
  const [found] = await findOrganisationsBySlugs(database, [slug]);
  return found ?? null;
}

export async function findOrganisationsBySlugs(
  database: Queryable,
  slugs: readonly string[],
): Promise<Organisation[]> {
  const rows = await database.query<OrganisationRow>(
    sql`select ${columns} from organisations where slug = any(${slugs})`,
  );
  return rows.map(fromRow);
}

export async function findOrganisation(
  database: Queryable,
  organisationId: string,
): Promise<Organisation | null> {
  const [row] = await database.query<OrganisationRow>(
    sql`select ${columns} from organisations where organisation_id = ${organisationId}`,
  );
  return row ? fromRow(row) : null;
}

/** The organisations that list any of these tax numbers as theirs; numbers are normalised. */
export async function findOrganisationsByTaxId(
  database: Queryable,
  taxIds: readonly string[],
): Promise<Organisation[]> {
  const rows = await database.query<OrganisationRow>(sql`
    select distinct on (organisations.organisation_id) ${columns}
    from organisations join organisation_tax_ids using (organisation_id)
    where tax_id = any(${taxIds}) limit 100`);
  return rows.map(fromRow);
}

/** @returns false when the slug is taken */
export async function insertOrganisation(
  transaction: Transaction,
  organisation: Organisation,
  createdAt: Date,
): Promise<boolean> {
  const rows = await transaction.query(sql`
    insert into organisations
      (organisation_id, slug, name, mode, accepts_any_supplier, settings, created_at)
    values (${organisation.id}, ${organisation.slug}, ${organisation.settings.name}, ${organisation.mode},
            ${organisation.acceptsAnySupplier}, ${JSON.stringify(organisation.settings)}, ${createdAt})
    on conflict (slug) do nothing
    returning organisation_id`);
  return rows.length === 1;
}

/** The settings as they are now, locked against change until the transaction ends. */
export async function lockSettings(
  transaction: Transaction,
  organisationId: string,
): Promise<OrganisationSettings> {
  const [row] = await transaction.query<{ settings: string }>(sql`
    select settings::text as settings from organisations where organisation_id = ${organisationId} for no key update`);
  return settingsSchema.parse(JSON.parse(row?.settings ?? 'null'));
}

/** Replaces settings, tax numbers and customer codes by those of `settings`. */
export async function writeSettings(
  transaction: Transaction,
  organisationId: string,
  settings: OrganisationSettings,
): Promise<void> {
  const codes = Object.entries(settings.customer_codes);
  await transaction.query(sql`
    update organisations set name = ${settings.name}, settings = ${JSON.stringify(settings)}
    where organisation_id = ${organisationId}`);
  await transaction.query(
    sql`delete from organisation_tax_ids where organisation_id = ${organisationId}`,
  );
  await transaction.query(sql`
    insert into organisation_tax_ids (organisation_id, tax_id)
    select distinct ${organisationId}, tax_id from unnest(${settings.tax_ids}::text[]) as given (tax_id)`);
  await transaction.query(
    sql`delete from customer_codes where organisation_id = ${organisationId}`,
  );
  await transaction.query(sql`
    insert into customer_codes (organisation_id, customer_tax_id, customer_code)
    select distinct ${organisationId}, customer_tax_id, customer_code
    from unnest(${codes.map(([taxId]) => taxId)}::text[], ${codes.map(([, code]) => code)}::text[])
      as given (customer_tax_id, customer_code)`);
}

/** The organisation's own codes for a customer with any of these tax numbers. */
export async function findCustomerCodes(
  database: Queryable,
  organisationId: string,
  customerTaxIds: readonly string[],
): Promise<string[]> {
  const rows = await database.query<{ customer_code: string }>(sql`
    select customer_code from customer_codes
    where organisation_id = ${organisationId} and customer_tax_id = any(${customerTaxIds}) limit 100`);
  return rows.map((row) => row.customer_code);
}

export type SealedProviderAccount = {
  readonly id: string;
  readonly provider: string;
  readonly mode: Mode;
  readonly sealedSecrets: string;
  readonly createdAt: Date;
};

type AccountRow = {
  provider_account_id: string;
  provider: string;
  mode: Mode;
  sealed_secrets: string;
  created_at: Date;
};

const accountColumns = sql`provider_account_id, provider, mode, sealed_secrets, created_at`;

function accountFromRow(row: AccountRow): SealedProviderAccount {
  return {
    id: row.provider_account_id,
    provider: row.provider,
    mode: row.mode,
    sealedSecrets: row.sealed_secrets,
    createdAt: row.created_at,
  };
}

/** The account at that provider that new attempts go to. */
export async function findAccountInUse(
  database: Queryable,
  organisationId: string,
  provider: string,
): Promise<SealedProviderAccount | null> {
  const [row] = await database.query<AccountRow>(sql`
    select ${accountColumns} from provider_accounts
    where organisation_id = ${organisationId} and provider = ${provider} and retired_at is null`);
  return row ? accountFromRow(row) : null;
}

/** Every account of an organisation, retired or not, oldest first. */
export async function findAllAccounts(
  database: Queryable,
  organisationId: string,
): Promise<(SealedProviderAccount & { readonly retiredAt: Date | null })[]> {
  const rows = await database.query<AccountRow & { retired_at: Date | null }>(sql`
    select ${accountColumns}, retired_at from provider_accounts
    where organisation_id = ${organisationId} order by created_at, provider_account_id limit 1000`);
  return rows.map((row) => ({ ...accountFromRow(row), retiredAt: row.retired_at }));
}

/** Accounts by their ids, retired or not: old attempts are asked about where they were made. */
export async function findAccounts(
  database: Queryable,
  organisationId: string,
  providerAccountIds: readonly string[],
): Promise<SealedProviderAccount[]> {
  const rows = await database.query<AccountRow>(sql`
    select ${accountColumns} from provider_accounts
    where organisation_id = ${organisationId} and provider_account_id = any(${providerAccountIds})`);
  return rows.map(accountFromRow);
}

/** New attempts go to the account in use at that provider no more; what was begun there ends there. */
export async function retireAccount(
  transaction: Transaction,
  organisationId: string,
  provider: string,
  retiredAt: Date,
): Promise<void> {
  await transaction.query(sql`
    update provider_accounts set retired_at = ${retiredAt}
    where organisation_id = ${organisationId} and provider = ${provider} and retired_at is null`);
}

/** Puts an account in use; the one before it is retired, not forgotten. */
export async function insertAccount(
  transaction: Transaction,
  organisationId: string,
  account: SealedProviderAccount,
): Promise<void> {
  const { createdAt } = account;
  await retireAccount(transaction, organisationId, account.provider, createdAt);
  await transaction.query(sql`
    insert into provider_accounts
      (organisation_id, provider_account_id, provider, mode, sealed_secrets, created_at)
    values (${organisationId}, ${account.id}, ${account.provider}, ${account.mode},
            ${account.sealedSecrets}, ${createdAt})`);
}

/** Makes sure that an account is there; one with its id stays as it is. */
export async function ensureAccount(
  transaction: Transaction,
  organisationId: string,
  account: SealedProviderAccount,
): Promise<void> {
  await transaction.query(sql`
    insert into provider_accounts
      (organisation_id, provider_account_id, provider, mode, sealed_secrets, created_at)
    values (${organisationId}, ${account.id}, ${account.provider}, ${account.mode},
            ${account.sealedSecrets}, ${account.createdAt})
    on conflict do nothing`);
}
