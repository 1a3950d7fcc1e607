/** All SQL of the messages: messages, message_deliveries. */
import type { Backlog } from '../core/backlog.ts';
import type { Language } from '../core/texts.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export type MessageState = 'queued' | 'sent' | 'failed';

export type Message = {
  readonly id: string;
  readonly source: string;
  readonly template: string;
  readonly recipient: string;
  readonly language: Language;
  readonly payload: unknown;
  readonly state: MessageState;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly tries: number;
};

type MessageRow = {
  message_id: string;
  source: string;
  template: string;
  recipient: string;
  language: Language;
  payload: unknown;
  state: MessageState;
  created_at: Date;
  sent_at: Date | null;
  tries: number;
};

const columns = sql`message_id, source, template, recipient, language, payload, state, created_at, sent_at, tries`;

function fromRow(row: MessageRow): Message {
  return {
    id: row.message_id,
    source: row.source,
    template: row.template,
    recipient: row.recipient,
    language: row.language,
    payload: row.payload,
    state: row.state,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    tries: row.tries,
  };
}

/** @returns false when a message with this source was written before */
export async function insertMessage(
  transaction: Transaction,
  organisationId: string,
  message: Pick<
    Message,
    'id' | 'source' | 'template' | 'recipient' | 'language' | 'payload' | 'createdAt'
  >,
): Promise<boolean> {
  const rows = await transaction.query(sql`
    insert into messages (organisation_id, message_id, source, template, recipient, language, payload,
      state, created_at, next_try_at)
    values (${organisationId}, ${message.id}, ${message.source}, ${message.template}, ${message.recipient},
      ${message.language}, ${JSON.stringify(message.payload)}, 'queued', ${message.createdAt},
      ${message.createdAt})
    on conflict do nothing
    returning message_id`);
  return rows.length === 1;
}

/** Messages whose time to be sent has come; each is this worker's until the lease ends. */
export async function claimMessages(
  database: Queryable,
  organisationId: string,
  now: Date,
  leaseSeconds: number,
  limit: number,
): Promise<Message[]> {
  const rows = await database.query<MessageRow>(sql`
    with ready as materialized (
      select message_id as ready_id from messages
      where organisation_id = ${organisationId} and next_try_at <= ${now}
        and (lease_until is null or lease_until < clock_timestamp())
      order by next_try_at limit ${limit} for update skip locked)
    update messages set tries = tries + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from ready where organisation_id = ${organisationId} and message_id = ready_id
    returning ${columns}`);
  return rows.map(fromRow);
}

export type Delivery = {
  readonly outcome: 'sent' | 'rejected' | 'temporary';
  readonly response: string;
  readonly at: Date;
};

/** Logs what the mail server said and what follows from it; what was sent once stays sent. */
export async function recordDelivery(
  transaction: Transaction,
  organisationId: string,
  messageId: string,
  delivery: Delivery,
  next: { readonly state: MessageState; readonly nextTryAt: Date | null },
): Promise<void> {
  await transaction.query(sql`
    update messages set state = ${next.state}, next_try_at = ${next.nextTryAt}, lease_until = null,
      sent_at = case when ${next.state} = 'sent' then ${delivery.at}::timestamptz end
    where organisation_id = ${organisationId} and message_id = ${messageId} and state <> 'sent'`);
  await transaction.query(sql`
    insert into message_deliveries (organisation_id, message_id, position, outcome, response, at)
    select ${organisationId}, ${messageId}, count(*) + 1, ${delivery.outcome}::text,
      ${delivery.response}::text, ${delivery.at}::timestamptz
    from message_deliveries where organisation_id = ${organisationId} and message_id = ${messageId}`);
}

/** Messages about a subject, by the beginning of their sources, oldest first. */
export async function findMessagesAbout(
  database: Queryable,
  organisationId: string,
  sourcePrefix: string,
): Promise<Message[]> {
  const rows = await database.query<MessageRow>(sql`
    select ${columns} from messages
    where organisation_id = ${organisationId} and starts_with(source, ${sourcePrefix})
    order by message_id limit 100`);
  return rows.map(fromRow);
}

export async function findFailedMessages(
  database: Queryable,
  organisationId: string,
): Promise<Message[]> {
  const rows = await database.query<MessageRow>(sql`
    select ${columns} from messages where organisation_id = ${organisationId} and state = 'failed'
    order by message_id limit 1000`);
  return rows.map(fromRow);
}

export async function findDeliveries(
  database: Queryable,
  organisationId: string,
  messageId: string,
): Promise<Delivery[]> {
  return database.query<Delivery>(sql`
    select outcome, response, at from message_deliveries
    where organisation_id = ${organisationId} and message_id = ${messageId}
    order by position limit 100`);
}

/** What waits to be sent, over all organisations; read through the index of open work only. */
export async function findMessageBacklog(database: Queryable): Promise<Backlog> {
  const [row] = await database.query<{ waiting: number; oldest: Date | null }>(sql`
    select count(*)::int as waiting, min(created_at) as oldest from messages
    where next_try_at is not null`);
  return {
    name: 'mails',
    what: 'Mails to be sent',
    count: row?.waiting ?? 0,
    oldest: row?.oldest ?? null,
    patienceMs: 15 * 60_000,
  };
}

export type MailToAddress = {
  readonly id: string;
  readonly template: string;
  readonly state: MessageState;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
};

/** @param email compared without regard to case; there is no index for it, so it is for rare deeds only */
export async function findMessagesTo(
  database: Queryable,
  organisationId: string,
  email: string,
): Promise<MailToAddress[]> {
  return database.query<MailToAddress>(sql`
    select message_id as id, template, state, created_at as "createdAt", sent_at as "sentAt"
    from messages
    where organisation_id = ${organisationId} and lower(recipient) = lower(${email})
    order by message_id limit 10000`);
}

/** Forgets to whom mails went and what they were made from; one that has not left yet never does. */
export async function eraseRecipient(
  transaction: Transaction,
  organisationId: string,
  email: string,
): Promise<number> {
  const erased = await transaction.query(sql`
    update messages set recipient = 'erased', payload = '{}', next_try_at = null, lease_until = null,
      state = case when state = 'queued' then 'failed' else state end
    where organisation_id = ${organisationId} and lower(recipient) = lower(${email})
    returning message_id`);
  return erased.length;
}
