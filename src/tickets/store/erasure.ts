/** SQL of the requests of one payer: finding them, and forgetting what is personal in them. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';

/** @returns ids, oldest first */
export async function findTicketIdsByEmail(
  database: Queryable,
  organisationId: string,
  email: string,
): Promise<string[]> {
  const rows = await database.query<{ ticket_id: string }>(sql`
    select ticket_id from tickets
    where organisation_id = ${organisationId} and lower(email) = lower(${email})
    order by ticket_id limit 1000`);
  return rows.map((row) => row.ticket_id);
}

/** Closes them for good: number, kind and days stay for the figures, and nothing that anybody wrote. */
export async function eraseTickets(
  transaction: Transaction,
  organisationId: string,
  ticketIds: readonly string[],
  erasedAt: Date,
): Promise<void> {
  await transaction.query(sql`
    delete from ticket_attachments
    where organisation_id = ${organisationId} and ticket_id = any(${ticketIds})`);
  await transaction.query(sql`
    update ticket_messages set words = ''
    where organisation_id = ${organisationId} and ticket_id = any(${ticketIds})`);
  await transaction.query(sql`
    update tickets set email = null, name = null, details = '{}', state = 'closed',
      erased_at = ${erasedAt}
    where organisation_id = ${organisationId} and ticket_id = any(${ticketIds})`);
}
