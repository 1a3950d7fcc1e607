/** SQL of the inbox: what providers told us, kept before we say that we have it. */
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';

export type InboxEvent = {
  readonly providerAccountId: string;
  readonly eventId: string;
  readonly type: string;
  readonly bodyDigest: string;
  readonly ourReference: string | null;
  readonly providerReference: string | null;
  readonly receivedAt: Date;
};

/** @returns whether it is new, or what is wrong with it */
export async function insertEvent(
  database: Queryable,
  organisationId: string,
  event: InboxEvent,
): Promise<'new' | 'known' | 'other_body'> {
  const rows = await database.query(sql`
    insert into inbox_events (organisation_id, provider_account_id, event_id, type, body_digest,
      our_reference, provider_reference, received_at, next_try_at)
    values (${organisationId}, ${event.providerAccountId}, ${event.eventId}, ${event.type},
      ${event.bodyDigest}, ${event.ourReference}, ${event.providerReference}, ${event.receivedAt},
      ${event.receivedAt})
    on conflict do nothing
    returning event_id`);
  if (rows.length === 1) return 'new';
  const [known] = await database.query<{ body_digest: string }>(sql`
    select body_digest from inbox_events
    where organisation_id = ${organisationId} and provider_account_id = ${event.providerAccountId}
      and event_id = ${event.eventId}`);
  return known?.body_digest === event.bodyDigest ? 'known' : 'other_body';
}

export type ClaimedEvent = {
  readonly providerAccountId: string;
  readonly eventId: string;
  readonly ourReference: string | null;
  readonly providerReference: string | null;
  readonly receivedAt: Date;
  readonly tries: number;
};

export async function claimEvents(
  database: Queryable,
  organisationId: string,
  now: Date,
  leaseSeconds: number,
  limit: number,
): Promise<ClaimedEvent[]> {
  const rows = await database.query<{
    provider_account_id: string;
    event_id: string;
    our_reference: string | null;
    provider_reference: string | null;
    received_at: Date;
    tries: number;
  }>(sql`
    update inbox_events set tries = tries + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where organisation_id = ${organisationId} and (provider_account_id, event_id) in (
      select provider_account_id, event_id from inbox_events
      where organisation_id = ${organisationId} and next_try_at <= ${now}
        and (lease_until is null or lease_until < clock_timestamp())
      order by next_try_at limit ${limit} for update skip locked)
    returning provider_account_id, event_id, our_reference, provider_reference, received_at,
      tries`);
  return rows.map((row) => ({
    providerAccountId: row.provider_account_id,
    eventId: row.event_id,
    ourReference: row.our_reference,
    providerReference: row.provider_reference,
    receivedAt: row.received_at,
    tries: row.tries,
  }));
}

type EventKey = { readonly providerAccountId: string; readonly eventId: string };

export async function finishEvent(
  database: Queryable,
  organisationId: string,
  event: EventKey,
  end:
    | { readonly processedAt: Date }
    | { readonly parkedBecause: string }
    | { readonly nextTryAt: Date },
): Promise<void> {
  const processedAt = 'processedAt' in end ? end.processedAt : null;
  const parkedBecause = 'parkedBecause' in end ? end.parkedBecause : null;
  const nextTryAt = 'nextTryAt' in end ? end.nextTryAt : null;
  await database.query(sql`
    update inbox_events set processed_at = ${processedAt}, parked_because = ${parkedBecause},
      next_try_at = ${nextTryAt}, lease_until = null
    where organisation_id = ${organisationId} and provider_account_id = ${event.providerAccountId}
      and event_id = ${event.eventId}`);
}
