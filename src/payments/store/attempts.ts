/** SQL of attempts: made, found, moved from state to state. */
import { money } from '../../core/money.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { DeclineReason, Instrument } from '../../providers/provider.ts';
import type { AttemptState } from '../attempt-states.ts';
import type { Attempt, AttemptMethod } from '../payment.ts';

export type AttemptRow = {
  attempt_id: string;
  payment_id: string;
  provider_account_id: string;
  provider: string;
  method: AttemptMethod;
  state: AttemptState;
  amount: bigint;
  currency: string;
  provider_reference: string | null;
  redirect_url: string | null;
  page_expires_at: Date | null;
  decline_reason: DeclineReason | null;
  instrument: Instrument | null;
  captured: bigint;
  captured_currency: string | null;
  refunded: bigint;
  disputed: bigint;
  created_at: Date;
  last_seen_at: Date;
  outcome_known_at: Date | null;
  asked: number;
  alerted_at: Date | null;
};

/** The columns that `attemptFromRow` reads. */
export const attemptColumns = sql`attempt_id, payment_id, provider_account_id, provider, method, state, amount, currency,
  provider_reference, redirect_url, page_expires_at, decline_reason, instrument, captured,
  captured_currency, refunded, disputed, created_at, last_seen_at, outcome_known_at, asked, alerted_at`;

export function attemptFromRow(row: AttemptRow): Attempt {
  const taken = row.captured_currency ?? row.currency;
  return {
    id: row.attempt_id,
    paymentId: row.payment_id,
    providerAccountId: row.provider_account_id,
    provider: row.provider,
    method: row.method,
    state: row.state,
    amount: money(row.amount, row.currency),
    providerReference: row.provider_reference,
    redirectUrl: row.redirect_url,
    pageExpiresAt: row.page_expires_at,
    declineReason: row.decline_reason,
    instrument: row.instrument,
    captured: money(row.captured, taken),
    refunded: money(row.refunded, taken),
    disputed: money(row.disputed, taken),
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    outcomeKnownAt: row.outcome_known_at,
    asked: row.asked,
    alertedAt: row.alerted_at,
  };
}

export type NewAttempt = Pick<
  Attempt,
  'id' | 'paymentId' | 'providerAccountId' | 'provider' | 'method' | 'amount' | 'createdAt'
>;

/** @returns false when the payment has a live attempt already */
export async function insertAttempt(
  transaction: Transaction,
  organisationId: string,
  attempt: NewAttempt,
  nextAskAt: Date,
): Promise<boolean> {
  const rows = await transaction.query(sql`
    insert into attempts (organisation_id, attempt_id, payment_id, provider_account_id, provider, method,
      state, amount, currency, created_at, last_seen_at, next_ask_at)
    values (${organisationId}, ${attempt.id}, ${attempt.paymentId}, ${attempt.providerAccountId},
      ${attempt.provider}, ${attempt.method}, 'created', ${attempt.amount.minor},
      ${attempt.amount.currency}, ${attempt.createdAt}, ${attempt.createdAt}, ${nextAskAt})
    on conflict do nothing
    returning attempt_id`);
  return rows.length === 1;
}

export async function findAttempt(
  database: Queryable,
  organisationId: string,
  attemptId: string,
): Promise<Attempt | null> {
  const [row] = await database.query<AttemptRow>(sql`
    select ${attemptColumns} from attempts
    where organisation_id = ${organisationId} and attempt_id = ${attemptId}`);
  return row ? attemptFromRow(row) : null;
}

export async function findAttemptsByIds(
  database: Queryable,
  organisationId: string,
  attemptIds: readonly string[],
): Promise<Map<string, Attempt>> {
  const found = await database.query<AttemptRow>(sql`
    select ${attemptColumns} from attempts
    where organisation_id = ${organisationId} and attempt_id = any(${attemptIds})`);
  return new Map(found.map((row) => [row.attempt_id, attemptFromRow(row)]));
}

/** Locks attempts against change until the transaction ends, always in the order of their ids. */
export async function lockAttempts(
  transaction: Transaction,
  organisationId: string,
  attemptIds: readonly string[],
): Promise<Map<string, Attempt>> {
  const found = await transaction.query<AttemptRow>(sql`
    select ${attemptColumns} from attempts
    where organisation_id = ${organisationId} and attempt_id = any(${attemptIds})
    order by attempt_id for no key update`);
  return new Map(found.map((row) => [row.attempt_id, attemptFromRow(row)]));
}

export async function lockAttempt(
  transaction: Transaction,
  organisationId: string,
  attemptId: string,
): Promise<Attempt | null> {
  const locked = await lockAttempts(transaction, organisationId, [attemptId]);
  return locked.get(attemptId) ?? null;
}

/** All attempts of the payments, oldest first. */
export async function findAttempts(
  database: Queryable,
  organisationId: string,
  paymentIds: readonly string[],
): Promise<Attempt[]> {
  const rows = await database.query<AttemptRow>(sql`
    select ${attemptColumns} from attempts
    where organisation_id = ${organisationId} and payment_id = any(${paymentIds})
    order by attempt_id limit 10000`);
  return rows.map(attemptFromRow);
}

/** By the provider's reference, for news that does not carry ours. */
export async function findAttemptByProviderReference(
  database: Queryable,
  organisationId: string,
  providerAccountId: string,
  providerReference: string,
): Promise<Attempt | null> {
  const [row] = await database.query<AttemptRow>(sql`
    select ${attemptColumns} from attempts
    where organisation_id = ${organisationId} and provider_account_id = ${providerAccountId}
      and provider_reference = ${providerReference}`);
  return row ? attemptFromRow(row) : null;
}

export async function writeDisputed(
  transaction: Transaction,
  organisationId: string,
  attemptId: string,
  minor: bigint,
): Promise<void> {
  await transaction.query(sql`
    update attempts set disputed = ${minor}
    where organisation_id = ${organisationId} and attempt_id = ${attemptId}`);
}

/** Takes room for a refund; the database refuses more than was captured. */
export async function addRefunded(
  transaction: Transaction,
  organisationId: string,
  attemptId: string,
  minor: bigint,
): Promise<void> {
  await transaction.query(sql`
    update attempts set refunded = refunded + ${minor}
    where organisation_id = ${organisationId} and attempt_id = ${attemptId}`);
}

/** How many attempts there were since then at any of the dues of a payment, in any payment. */
export async function countAttemptsOfSameDues(
  database: Queryable,
  organisationId: string,
  paymentId: string,
  since: Date,
): Promise<number> {
  const [row] = await database.query<{ tries: number }>(sql`
    select count(*)::int as tries from attempts
    where organisation_id = ${organisationId} and created_at > ${since} and payment_id in (
      select payment_id from allocations
      where organisation_id = ${organisationId} and due_id in (
        select due_id from allocations
        where organisation_id = ${organisationId} and payment_id = ${paymentId}))`);
  return row?.tries ?? 0;
}
