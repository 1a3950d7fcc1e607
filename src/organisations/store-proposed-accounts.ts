/** All SQL of proposed accounts: proposed_accounts. */
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { KeyVerdict, Mode } from '../providers/provider.ts';

export type StoredProposedAccount = {
  readonly id: string;
  readonly provider: string;
  readonly mode: Mode;
  readonly sealedSecrets: string;
  readonly verdict: KeyVerdict;
  readonly triedAt: Date;
  /** `staff:stf_…`: who entered the keys. */
  readonly madeBy: string;
  readonly expiresAt: Date;
  /** Null while the keys were only tried. */
  readonly approvalId: string | null;
};

type Row = {
  provider_account_id: string;
  provider: string;
  mode: Mode;
  sealed_secrets: string;
  verdict: KeyVerdict['kind'];
  verdict_cause: string | null;
  tried_at: Date;
  made_by: string;
  expires_at: Date;
  approval_id: string | null;
};

const columns = sql`provider_account_id, provider, mode, sealed_secrets, verdict, verdict_cause, tried_at,
  made_by, expires_at, approval_id`;

function fromRow(row: Row): StoredProposedAccount {
  const { verdict: kind } = row;
  return {
    id: row.provider_account_id,
    provider: row.provider,
    mode: row.mode,
    sealedSecrets: row.sealed_secrets,
    verdict: kind === 'accepted' ? { kind } : { kind, cause: row.verdict_cause ?? '' },
    triedAt: row.tried_at,
    madeBy: row.made_by,
    expiresAt: row.expires_at,
    approvalId: row.approval_id,
  };
}

function causeOf(verdict: KeyVerdict): string | null {
  return verdict.kind === 'accepted' ? null : verdict.cause;
}

export async function insertProposed(
  transaction: Transaction,
  organisationId: string,
  proposed: StoredProposedAccount,
): Promise<void> {
  const { id, provider, mode, verdict } = proposed;
  await transaction.query(sql`
    insert into proposed_accounts (organisation_id, provider_account_id, provider, mode, sealed_secrets,
      verdict, verdict_cause, tried_at, made_by, expires_at)
    values (${organisationId}, ${id}, ${provider}, ${mode}, ${proposed.sealedSecrets}, ${verdict.kind},
      ${causeOf(verdict)}, ${proposed.triedAt}, ${proposed.madeBy}, ${proposed.expiresAt})`);
}

/** All that wait, oldest first. */
export async function findProposed(
  database: Queryable,
  organisationId: string,
): Promise<StoredProposedAccount[]> {
  const rows = await database.query<Row>(sql`
    select ${columns} from proposed_accounts
    where organisation_id = ${organisationId} order by provider_account_id limit 1000`);
  return rows.map(fromRow);
}

/** The keys of one, locked until the transaction ends. */
export async function lockProposed(
  transaction: Transaction,
  organisationId: string,
  accountId: string,
): Promise<StoredProposedAccount | null> {
  const [row] = await transaction.query<Row>(sql`
    select ${columns} from proposed_accounts
    where organisation_id = ${organisationId} and provider_account_id = ${accountId} for update`);
  return row ? fromRow(row) : null;
}

export async function writeVerdict(
  transaction: Transaction,
  organisationId: string,
  accountId: string,
  tried: { readonly verdict: KeyVerdict; readonly triedAt: Date },
): Promise<void> {
  await transaction.query(sql`
    update proposed_accounts set verdict = ${tried.verdict.kind},
      verdict_cause = ${causeOf(tried.verdict)}, tried_at = ${tried.triedAt}
    where organisation_id = ${organisationId} and provider_account_id = ${accountId}`);
}

export async function writeApproval(
  transaction: Transaction,
  organisationId: string,
  accountId: string,
  asked: { readonly approvalId: string; readonly expiresAt: Date },
): Promise<void> {
  await transaction.query(sql`
    update proposed_accounts set approval_id = ${asked.approvalId}, expires_at = ${asked.expiresAt}
    where organisation_id = ${organisationId} and provider_account_id = ${accountId}`);
}

/** Erases the keys with all that is known of them. */
export async function deleteProposed(
  transaction: Transaction,
  organisationId: string,
  accountId: string,
): Promise<void> {
  await transaction.query(sql`
    delete from proposed_accounts
    where organisation_id = ${organisationId} and provider_account_id = ${accountId}`);
}

/** Those whose time has passed. */
export async function findExpired(
  database: Queryable,
  organisationId: string,
  now: Date,
): Promise<StoredProposedAccount[]> {
  const rows = await database.query<Row>(sql`
    select ${columns} from proposed_accounts
    where organisation_id = ${organisationId} and expires_at <= ${now}
    order by provider_account_id limit 100`);
  return rows.map(fromRow);
}
