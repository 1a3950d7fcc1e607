/** SQL of the mails to one address: finding them, and forgetting whom they went to. */
import type { Queryable, Transaction } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { MessageState } from './store.ts';

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
