/** Those who paid or tried to, known by their e-mail address; each stands where the newest payment is. */
import { sql } from '../../database/sql.ts';
import { shown } from '../column.ts';
import type { List } from '../list.ts';
import { emailKey } from './payments.ts';

const sameAddress = sql`other.email is not null and lower(other.email) collate "C" = ${emailKey}`;

export const payers: List = {
  name: 'payers',
  permission: 'see',
  source: (organisationId, join) => sql`
    from payments p
    ${join}
    where p.organisation_id = ${organisationId} and p.email is not null
      and not exists (select from payments other where other.organisation_id = p.organisation_id and ${sameAddress}
        and (other.created_at, other.payment_id) > (p.created_at, p.payment_id))`,
  inBulk: null,
  ofServices: null,
  key: [
    { sql: sql`p.created_at`, type: 'timestamptz' },
    { sql: sql`p.payment_id`, type: 'text' },
  ],
  currency: null,
  columns: [
    shown('email', 'text', sql`lower(p.email)`),
    shown('last_payment_at', 'instant', sql`p.created_at`),
    shown('last_payment', 'text', sql`p.payment_id`, { opens: 'payment' }),
    shown(
      'payment_count',
      'number',
      sql`(select count(*) from payments other where other.organisation_id = p.organisation_id and ${sameAddress})`,
    ),
    shown('paid_count', 'number', sql`(select count(*) from payments other
      where other.organisation_id = p.organisation_id and ${sameAddress} and other.state = 'paid')`), // prettier-ignore
    shown('language', 'text', sql`p.language`),
  ],
  filters: [
    {
      name: 'search',
      kind: 'search',
      texts: null,
      codes: (organisationId, words) => sql`
        select from payments p where p.organisation_id = ${organisationId} and p.email is not null
          and ${emailKey} >= ${beginning(words)} and ${emailKey} < ${afterAll(words)}`,
      condition: (_organisationId, words) =>
        sql`(${emailKey} >= ${beginning(words)} and ${emailKey} < ${afterAll(words)})`,
    },
    { name: 'created', kind: 'period', of: 'instant', sql: sql`p.created_at` },
  ],
};

function beginning(words: readonly string[]): string {
  return words.join(' ').toLowerCase();
}

/** Sorts behind everything that begins with the words. */
function afterAll(words: readonly string[]): string {
  return `${beginning(words)}\u{10ffff}`;
}
