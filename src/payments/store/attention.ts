/** SQL of what needs a person. */
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { Attempt, SuspenseItem } from '../payment.ts';
import type { Refund } from '../refund.ts';
import { findAttempt } from './attempts.ts';
import { findRefund } from './refunds.ts';
import { findSuspenseItem } from './suspense.ts';
import { findStrays, type StrayMovement } from './sweeps.ts';

export type Attention = {
  readonly suspense: readonly SuspenseItem[];
  /** Unknown for longer than an hour, or conflicted. */
  readonly attempts: readonly Attempt[];
  readonly refunds: readonly Refund[];
  /** What a payer's bank holds and nobody has given up. */
  readonly disputed: readonly Attempt[];
  /** Money that moved at the provider and that nothing of ours explains. */
  readonly strays: readonly (StrayMovement & { readonly providerAccountId: string })[];
  readonly parkedEvents: readonly { readonly eventId: string; readonly parkedBecause: string }[];
};

type IdRow = { id: string };

export async function findAttention(
  database: Queryable,
  organisationId: string,
): Promise<Attention> {
  const suspense = await database.query<IdRow>(sql`
    select suspense_item_id as id from suspense_items
    where organisation_id = ${organisationId} and returned + resolved < amount order by 1 limit 1000`);
  const attempts = await database.query<IdRow>(sql`
    select attempt_id as id from attempts where organisation_id = ${organisationId}
      and state in ('unknown', 'processing', 'conflicted') order by 1 limit 1000`);
  const refunds = await database.query<IdRow>(sql`
    select refund_id as id from refunds where organisation_id = ${organisationId}
      and state in ('requested', 'processing', 'unknown', 'failed') order by 1 limit 1000`);
  const disputed = await database.query<IdRow>(sql`
    select attempt_id as id from attempts
    where organisation_id = ${organisationId} and disputed > coalesce((
      select sum(lost) from disputes
      where disputes.organisation_id = ${organisationId}
        and disputes.attempt_id = attempts.attempt_id), 0)
    order by 1 limit 1000`);
  const parked = await database.query<{ event_id: string; parked_because: string }>(sql`
    select event_id, parked_because from inbox_events
    where organisation_id = ${organisationId} and parked_because is not null order by 1 limit 1000`);
  const each = async <T>(
    rows: readonly IdRow[],
    find: (id: string) => Promise<T | null>,
  ): Promise<T[]> =>
    (await Promise.all(rows.map((row) => find(row.id)))).filter((one) => one !== null);
  return {
    suspense: await each(suspense, (id) => findSuspenseItem(database, organisationId, id)),
    attempts: await each(attempts, (id) => findAttempt(database, organisationId, id)),
    refunds: await each(refunds, (id) => findRefund(database, organisationId, id)),
    disputed: await each(disputed, (id) => findAttempt(database, organisationId, id)),
    strays: await findStrays(database, organisationId),
    parkedEvents: parked.map((row) => ({
      eventId: row.event_id,
      parkedBecause: row.parked_because,
    })),
  };
}
