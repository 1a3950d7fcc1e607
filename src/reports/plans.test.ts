import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePayments } from '../../test/support/many-payments.ts';
import { createWorld } from '../../test/support/world.ts';
import { knownDate } from '../core/calendar-date.ts';
import { sql, type Sql } from '../database/sql.ts';
import { selectedRows } from './conditions.ts';
import type { Way } from './list.ts';
import { lists } from './lists.ts';
import { orderOf } from './page.ts';
import { parseSelection, type Query } from './selection.ts';

/** Which index must find the rows of each of these, in their order where it is one of the list's. */
const expected: readonly (readonly [list: keyof typeof lists, query: Query, index: string])[] = [
  ['payments', {}, 'payments_by_creation'],
  ['payments', { created_from: '2026-01-01' }, 'payments_by_creation'],
  ['payments', { paid_from: '2026-01-01' }, 'payments_by_day'],
  ['payments', { search: 'ferrari 1201' }, 'invoices_by_words'],
  ['payments', { search: 'f-1201' }, 'invoices_by_words'],
  ['payments', { search: 'payer12@' }, 'payments_by_email'],
  ['payments', { email: 'a@b.it' }, 'payments_by_email'],
  ['payments', { reference: 'x' }, 'attempts_organisation_id_provider_account_id'],
  ['allocations', { paid_from: '2026-01-01' }, 'payments_by_day'],
  ['dues', {}, 'dues_by_creation'],
  ['dues', { due_on_to: '2026-01-01' }, 'dues_by_day'],
  ['dues', { search: 'reason 99' }, 'dues_by_words'],
  ['receipts', {}, 'receipts_by_issue'],
  ['ledger', {}, 'ledger_entries_by_day'],
  ['mails', {}, 'messages_by_creation'],
  ['mails', { email: 'a@b.it' }, 'messages_by_recipient'],
  ['payers', {}, 'payments_by_creation'],
  ['payers', { search: 'payer12@' }, 'payments_by_email'],
  ['disputes', {}, 'attempts_disputed'],
];

/** The same where no row has the words as whole ones. */
const expectedOfParts: typeof expected = [
  ['payments', { search: 'errar 1201' }, 'invoices_by_letters'],
  ['dues', { search: 'eason 99' }, 'dues_by_letters'],
];

test('the rows of a list are found by an index that was made for it', async (t) => {
  const { context, organisation, database } = await createWorld(t);
  await makePayments(database.owner, organisation.id, 3000);
  await database.owner.query(sql`vacuum analyze`);
  const [words, parts] = (['words', 'parts'] as const).map(
    (meaning) => ({ meaning, breadth: 'few', isByCode: true }) as const,
  );
  assert(words && parts);
  for (const row of expected) await goesBy(row, words);
  for (const row of expectedOfParts) await goesBy(row, parts);

  async function goesBy([name, query, index]: (typeof expected)[number], way: Way) {
    const result = parseSelection(lists[name], query, { today: knownDate('2026-03-05') });
    assert(result.kind === 'selection');
    const scope = { organisationId: organisation.id, timeZone: 'Europe/Rome', way };
    const { key } = result.selection;
    const statement = sql`
      select 1 ${selectedRows(result.selection, scope)}
      order by ${orderOf(key, sql`desc`)} limit 50`;
    const plan = await planOf(statement);
    assert(
      plan.includes(index),
      `${name} ${JSON.stringify(query)} goes without ${index}:\n${plan}`,
    );
  }

  async function planOf(statement: Sql): Promise<string> {
    return context.database.transaction(async (transaction) => {
      // Small tables are read whole, unless that is made to look expensive.
      await transaction.query(sql`set local enable_seqscan = off`);
      await transaction.query(sql`set local enable_sort = off`);
      const rows = await transaction.query<{ 'QUERY PLAN': string }>(sql`explain ${statement}`);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
  }
});
