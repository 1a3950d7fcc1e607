/** SQL of the inbox: what providers told us, kept before we say that we have it. */
import type { Queryable } from '../../database/database.ts';
import { rows, sql } from '../../database/sql.ts';

export type InboxEvent = {
  readonly providerAccountId: string;
  readonly eventId: string;
  readonly type: string;
  readonly bodyDigest: string;
  readonly ourReference: string | null;
  readonly providerReference: string | null;
  readonly receivedAt: Date;
};

export type Arrival = 'new' | 'known' | 'other_body';

/** Keeps events, in one statement. @returns of each whether it is new, or what is wrong with it */
export async function insertEvents(
  database: Queryable,
  organisationId: string,
  events: readonly InboxEvent[],
): Promise<Arrival[]> {
  const inserted = await database.query<EventKeyRow>(sql`
    insert into inbox_events (organisation_id, provider_account_id, event_id, type, body_digest,
      our_reference, provider_reference, received_at, next_try_at)
    select ${organisationId}, provider_account_id, event_id, type, body_digest, our_reference,
      provider_reference, received_at, received_at
    from ${rows('events', events, eventColumns)}
    order by provider_account_id, event_id
    on conflict do nothing
    returning provider_account_id, event_id`);
  const fresh = new Set(inserted.map(keyOfRow));
  // Of two with the same name that came at once the first is the new one.
  const isFirst = events.map((event) => fresh.delete(keyOf(event)));
  if (isFirst.every(Boolean)) return events.map(() => 'new');
  const digests = await findDigests(database, organisationId, events);
  return events.map((event, index) => {
    if (isFirst[index]) return 'new';
    return digests.get(keyOf(event)) === event.bodyDigest ? 'known' : 'other_body';
  });
}

async function findDigests(
  database: Queryable,
  organisationId: string,
  events: readonly InboxEvent[],
): Promise<Map<string, string>> {
  const found = await database.query<EventKeyRow & { body_digest: string }>(sql`
    select provider_account_id, event_id, body_digest from inbox_events
    where organisation_id = ${organisationId} and (provider_account_id, event_id) in (
      select provider_account_id, event_id from ${rows('events', events, keyColumns)})`);
  return new Map(found.map((row) => [keyOfRow(row), row.body_digest]));
}

type EventKey = { readonly providerAccountId: string; readonly eventId: string };
type EventKeyRow = { provider_account_id: string; event_id: string };

function keyOf(event: EventKey): string {
  return JSON.stringify([event.providerAccountId, event.eventId]);
}

function keyOfRow(row: EventKeyRow): string {
  return JSON.stringify([row.provider_account_id, row.event_id]);
}

const keyColumns = {
  provider_account_id: ['text', (event: EventKey) => event.providerAccountId],
  event_id: ['text', (event: EventKey) => event.eventId],
} as const;

const eventColumns = {
  ...keyColumns,
  type: ['text', (event: InboxEvent) => event.type],
  body_digest: ['text', (event: InboxEvent) => event.bodyDigest],
  our_reference: ['text', (event: InboxEvent) => event.ourReference],
  provider_reference: ['text', (event: InboxEvent) => event.providerReference],
  received_at: ['timestamptz', (event: InboxEvent) => event.receivedAt],
} as const;

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
  const claimed = await database.query<{
    provider_account_id: string;
    event_id: string;
    our_reference: string | null;
    provider_reference: string | null;
    received_at: Date;
    tries: number;
  }>(sql`
    with ready as materialized (
      select provider_account_id, event_id from inbox_events
      where organisation_id = ${organisationId} and next_try_at <= ${now}
        and (lease_until is null or lease_until < clock_timestamp())
      order by next_try_at limit ${limit} for update skip locked)
    update inbox_events set tries = tries + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from ready
    where organisation_id = ${organisationId}
      and inbox_events.provider_account_id = ready.provider_account_id
      and inbox_events.event_id = ready.event_id
    returning inbox_events.provider_account_id, inbox_events.event_id, our_reference,
      provider_reference, received_at, tries`);
  return claimed.map((row) => ({
    providerAccountId: row.provider_account_id,
    eventId: row.event_id,
    ourReference: row.our_reference,
    providerReference: row.provider_reference,
    receivedAt: row.received_at,
    tries: row.tries,
  }));
}

export type EventEnd = EventKey & {
  readonly processedAt: Date | null;
  readonly parkedBecause: string | null;
  readonly nextTryAt: Date | null;
};

/** What became of events that this worker had claimed. */
export async function finishEvents(
  database: Queryable,
  organisationId: string,
  ends: readonly EventEnd[],
): Promise<void> {
  await database.query(sql`
    update inbox_events set processed_at = ends.processed_at, parked_because = ends.parked_because,
      next_try_at = ends.next_try_at, lease_until = null
    from ${rows('ends', ends, {
      ...keyColumns,
      processed_at: ['timestamptz', (end) => end.processedAt],
      parked_because: ['text', (end) => end.parkedBecause],
      next_try_at: ['timestamptz', (end) => end.nextTryAt],
    })}
    where inbox_events.organisation_id = ${organisationId}
      and inbox_events.provider_account_id = ends.provider_account_id
      and inbox_events.event_id = ends.event_id`);
}
