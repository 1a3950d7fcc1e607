/** The mails that were sent, wait, or could not be sent. */
import { sql } from '../../database/sql.ts';
import { column, shown, state } from '../column.ts';
import type { List } from '../list.ts';

const lastAnswer = sql`(select delivery.response from message_deliveries delivery
  where delivery.organisation_id = m.organisation_id and delivery.message_id = m.message_id
  order by delivery.position desc limit 1)`;

/** What a mail is about stands in its source: `receipt:pay_…:payer:1`. */
const aboutPayment = sql`substring(m.source from 'pay_[0-9a-z]{26}')`;

export const mails: List = {
  name: 'mails',
  permission: 'see',
  source: (organisationId, join) =>
    sql`from messages m ${join} where m.organisation_id = ${organisationId}`,
  inBulk: null,
  ofServices: null,
  key: [
    { sql: sql`m.created_at`, type: 'timestamptz' },
    { sql: sql`m.message_id`, type: 'text' },
  ],
  currency: null,
  columns: [
    column('message_id', 'text', sql`m.message_id`),
    shown('created_at', 'instant', sql`m.created_at`),
    shown('recipient', 'text', sql`m.recipient`),
    shown('template', 'state', sql`m.template`, { vocabulary: 'template' }),
    state('state', sql`m.state`, 'mail_state'),
    shown('sent_at', 'instant', sql`m.sent_at`),
    shown('payment_id', 'text', aboutPayment, { opens: 'payment' }),
    column('tries', 'number', sql`m.tries`),
    column('next_try_at', 'instant', sql`m.next_try_at`),
    column('answer', 'text', lastAnswer),
    column('language', 'text', sql`m.language`),
  ],
  filters: [
    { name: 'state', kind: 'choice', values: ['queued', 'sent', 'failed'], vocabulary: 'mail_state', sql: sql`m.state` }, // prettier-ignore
    { name: 'created', kind: 'period', of: 'instant', sql: sql`m.created_at` },
    {
      name: 'email',
      kind: 'id',
      condition: (_, email) => sql`lower(m.recipient) collate "C" = ${email.toLowerCase()}`,
    },
    {
      name: 'template',
      kind: 'choice',
      values: ['receipt-for-payer', 'notice-for-organisation', 'second-payment', 'unresolved'],
      vocabulary: 'template',
      sql: sql`m.template`,
    },
  ],
};
