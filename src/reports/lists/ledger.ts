/** The postings of the ledger, newest entry first. */
import { sql } from '../../database/sql.ts';
import { column, shown, summed } from '../column.ts';
import type { List } from '../list.ts';

export const ledger: List = {
  name: 'ledger',
  permission: 'see',
  source: (organisationId, join) => sql`
    from ledger_postings lp
    join ledger_entries e on e.organisation_id = lp.organisation_id and e.entry_id = lp.entry_id
    ${join}
    where lp.organisation_id = ${organisationId}`,
  inBulk: null,
  ofServices: null,
  key: [
    { sql: sql`e.effective_on`, type: 'date' },
    { sql: sql`e.entry_id`, type: 'text' },
    { sql: sql`lp.position`, type: 'integer' },
  ],
  currency: sql`lp.currency`,
  columns: [
    shown('effective_on', 'date', sql`e.effective_on`),
    shown('booked_at', 'instant', sql`e.booked_at`),
    shown('reason', 'text', sql`e.reason`),
    shown('debit_account', 'text', sql`lp.debit_account`),
    shown('credit_account', 'text', sql`lp.credit_account`),
    summed('amount', sql`lp.amount`, { isShown: true }),
    column('currency', 'text', sql`lp.currency`),
    column('entry_id', 'text', sql`lp.entry_id`),
    column('position', 'number', sql`lp.position`),
    column('source', 'text', sql`e.source`),
    column('reverses', 'text', sql`e.reverses`),
  ],
  filters: [
    { name: 'effective', kind: 'period', of: 'date', sql: sql`e.effective_on` },
    { name: 'booked', kind: 'period', of: 'instant', sql: sql`e.booked_at` },
    { name: 'amount', kind: 'amount', sql: sql`lp.amount` },
    {
      name: 'account',
      kind: 'id',
      condition: (_, account) =>
        sql`(lp.debit_account = ${account} or lp.credit_account = ${account})`,
    },
    { name: 'entry', kind: 'id', condition: (_, entry) => sql`lp.entry_id = ${entry}` },
    { name: 'source', kind: 'id', condition: (_, source) => sql`e.source = ${source}` },
  ],
};
