/** SQL of attempts: made, found, moved from state to state. */
import { money } from '../../core/money.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { DeclineReason, Instrument, MethodId } from '../../providers/provider.ts';
import { liveStates, type AttemptState } from '../attempt-states.ts';
import type { Attempt } from '../payment.ts';

export type AttemptRow = {
  attempt_id: string;
  payment_id: string;
  provider_account_id: string;
  provider: string;
  method: MethodId;
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

export async function lockAttempt(
  transaction: Transaction,
  organisationId: string,
  attemptId: string,
): Promise<Attempt | null> {
  const [row] = await transaction.query<AttemptRow>(sql`
    select ${attemptColumns} from attempts
    where organisation_id = ${organisationId} and attempt_id = ${attemptId} for no key update`);
  return row ? attemptFromRow(row) : null;
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
    order by attempt_id limit 1000`);
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

export type AttemptChange = {
  readonly from: AttemptState;
  readonly to: AttemptState;
  readonly providerReference: string | null;
  readonly redirectUrl: string | null;
  readonly pageExpiresAt: Date | null;
  readonly declineReason: DeclineReason | null;
  readonly instrument: Instrument | null;
  readonly captured: { readonly minor: bigint; readonly currency: string } | null;
  readonly at: Date;
  readonly nextAskAt: Date | null;
};

/** Moves an attempt from one state to another; what is null in the change stays as it was. */
export async function changeAttempt(
  transaction: Transaction,
  organisationId: string,
  attemptId: string,
  change: AttemptChange,
): Promise<boolean> {
  const known = !liveStates.includes(change.to) || change.to === 'conflicted';
  const rows = await transaction.query(sql`
    update attempts set state = ${change.to},
      provider_reference = coalesce(provider_reference, ${change.providerReference}),
      redirect_url = coalesce(${change.redirectUrl}, redirect_url),
      page_expires_at = coalesce(${change.pageExpiresAt}, page_expires_at),
      decline_reason = ${change.declineReason},
      instrument = coalesce(${change.instrument && JSON.stringify(change.instrument)}::jsonb, instrument),
      captured = coalesce(${change.captured?.minor ?? null}, captured),
      captured_currency = coalesce(${change.captured?.currency ?? null}, captured_currency),
      outcome_known_at = case when ${known} then ${change.at}::timestamptz end,
      next_ask_at = ${change.nextAskAt}, asked = 0, ask_lease_until = null
    where organisation_id = ${organisationId} and attempt_id = ${attemptId} and state = ${change.from}
    returning attempt_id`);
  return rows.length === 1;
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
