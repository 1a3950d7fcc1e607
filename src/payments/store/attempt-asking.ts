/** SQL of when attempts are asked about, and by which worker. */
import type { Queryable } from '../../database/database.ts';
import { rows, sql } from '../../database/sql.ts';
import type { Attempt } from '../payment.ts';
import { attemptColumns, attemptFromRow, type AttemptRow } from './attempts.ts';

export type NextAsk = { readonly attemptId: string; readonly at: Date | null };

/** After answers that changed nothing: when to ask next. */
export async function scheduleAsks(
  transaction: Queryable,
  organisationId: string,
  asks: readonly NextAsk[],
): Promise<void> {
  await transaction.query(sql`
    update attempts set next_ask_at = asks.at, asked = asked + 1, ask_lease_until = null
    from ${rows('asks', asks, {
      attempt_id: ['text', (ask) => ask.attemptId],
      at: ['timestamptz', (ask) => ask.at],
    })}
    where attempts.organisation_id = ${organisationId} and attempts.attempt_id = asks.attempt_id`);
}

/** The attempts whose time to be asked about has come; each is this worker's until the lease ends. */
export async function claimAttemptsToAsk(
  database: Queryable,
  organisationId: string,
  now: Date,
  leaseSeconds: number,
  limit: number,
): Promise<Attempt[]> {
  const claimed = await database.query<AttemptRow>(sql`
    with ready as materialized (
      select attempt_id as ready_id from attempts
      where organisation_id = ${organisationId} and next_ask_at <= ${now}
        and (ask_lease_until is null or ask_lease_until < clock_timestamp())
      order by next_ask_at limit ${limit} for update skip locked)
    update attempts set ask_lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from ready where organisation_id = ${organisationId} and attempt_id = ready_id
    returning ${attemptColumns}`);
  return claimed.map(attemptFromRow);
}

/**
 * Lets the worker close the pages of other attempts that hold what this one has settled: whoever is
 * on such a page would pay a second time.
 */
export async function hurryOthers(
  database: Queryable,
  organisationId: string,
  attemptId: string,
  now: Date,
): Promise<void> {
  // Each step names its rows: joined in one statement, a planner that expects few open attempts
  // reads all of them for each of them.
  const others = await database.query<{ attempt_id: string }>(sql`
    select attempt_id from holds
    where organisation_id = ${organisationId} and released_at is null and attempt_id <> ${attemptId}
      and due_id = any(array(
        select due_id from allocations
        where organisation_id = ${organisationId} and payment_id = (
          select payment_id from attempts
          where organisation_id = ${organisationId} and attempt_id = ${attemptId})))`);
  if (others.length === 0) return;
  await database.query(sql`
    update attempts set next_ask_at = ${now}, last_seen_at = created_at - interval '1 day'
    where organisation_id = ${organisationId} and state in ('created', 'action_required')
      and attempt_id = any(${others.map((other) => other.attempt_id)})`);
}

/** A sign of life of the payer: the hosted page is not cancelled under their hands. */
export async function noteSeen(
  database: Queryable,
  organisationId: string,
  attemptId: string,
  at: Date,
): Promise<void> {
  await database.query(sql`
    update attempts set last_seen_at = ${at}
    where organisation_id = ${organisationId} and attempt_id = ${attemptId} and last_seen_at < ${at}`);
}

export async function noteAlerted(
  database: Queryable,
  organisationId: string,
  attemptId: string,
  at: Date,
): Promise<boolean> {
  const noted = await database.query(sql`
    update attempts set alerted_at = ${at}
    where organisation_id = ${organisationId} and attempt_id = ${attemptId} and alerted_at is null
    returning attempt_id`);
  return noted.length === 1;
}
