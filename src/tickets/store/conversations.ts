/** SQL of ticket_messages and ticket_attachments. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { AttachmentType, CheckedAttachment } from '../attachment.ts';
import type { TicketAttachment, TicketMessage } from '../ticket.ts';

/** @returns its position, or null when this very message was written before */
export async function insertTicketMessage(
  transaction: Transaction,
  organisationId: string,
  ticketId: string,
  message: Omit<TicketMessage, 'position'> & { readonly orderKey: string },
): Promise<number | null> {
  const [row] = await transaction.query<{ position: number }>(sql`
    insert into ticket_messages (organisation_id, ticket_id, position, author, actor, order_key, words, at)
    select ${organisationId}, ${ticketId}, count(*) + 1, ${message.author}::text, ${message.actor}::text,
      ${message.orderKey}::text, ${message.words}::text, ${message.at}::timestamptz
    from ticket_messages where organisation_id = ${organisationId} and ticket_id = ${ticketId}
    on conflict (organisation_id, ticket_id, order_key) do nothing
    returning position`);
  return row?.position ?? null;
}

export async function findTicketMessages(
  database: Queryable,
  organisationId: string,
  ticketId: string,
): Promise<TicketMessage[]> {
  return database.query<TicketMessage>(sql`
    select position, author, actor, words, at from ticket_messages
    where organisation_id = ${organisationId} and ticket_id = ${ticketId}
    order by position limit 500`);
}

export async function insertTicketAttachment(
  transaction: Transaction,
  organisationId: string,
  place: { readonly id: string; readonly ticketId: string; readonly position: number },
  attachment: CheckedAttachment,
): Promise<void> {
  await transaction.query(sql`
    insert into ticket_attachments (organisation_id, ticket_attachment_id, ticket_id, position, name, type,
      size, content)
    values (${organisationId}, ${place.id}, ${place.ticketId}, ${place.position}, ${attachment.name},
      ${attachment.type}, ${attachment.content.length}, ${attachment.content})`);
}

export async function findTicketAttachments(
  database: Queryable,
  organisationId: string,
  ticketId: string,
): Promise<TicketAttachment[]> {
  return database.query<TicketAttachment>(sql`
    select ticket_attachment_id as id, position, name, type, size from ticket_attachments
    where organisation_id = ${organisationId} and ticket_id = ${ticketId}
    order by ticket_attachment_id limit 500`);
}

export async function readTicketAttachment(
  database: Queryable,
  organisationId: string,
  place: { readonly id: string; readonly ticketId: string },
): Promise<CheckedAttachment | null> {
  const [row] = await database.query<{ name: string; type: AttachmentType; content: Buffer }>(sql`
    select name, type, content from ticket_attachments
    where organisation_id = ${organisationId} and ticket_id = ${place.ticketId}
      and ticket_attachment_id = ${place.id}`);
  return row ?? null;
}
