import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as fc from 'fast-check';
import { testDatabase } from '../../test/support/database.ts';
import { makePayments } from '../../test/support/many-payments.ts';
import { createWorld } from '../../test/support/world.ts';
import { knownDate } from '../core/calendar-date.ts';
import { sql } from '../database/sql.ts';
import { findListPage, findListTotals, lists, parseSelection, type Query } from './index.ts';
import { holdsAll } from './searchable.ts';

/** Payments of these payers, the first of them the oldest; the last text of each is the number of the invoice. */
async function openPlace(t: TestContext, payers: readonly (readonly [string, string])[]) {
  const { context, organisation, database } = await createWorld(t);
  await makePayments(database.owner, organisation.id, 20);
  await database.owner.query(sql`
    update invoices set customer_name = name, number = given.number
    from unnest(${payers.map(([name]) => name)}::text[], ${payers.map(([, number]) => number)}::text[])
      with ordinality as given (name, number, n)
    where invoice_id = 'inv_' || lpad((n + 1)::text, 26, '0')`);
  const options = { cursor: null, size: 50 };
  return async (query: Query, services: readonly string[] | null = null) => {
    const wanted = { columns: 'payer_names', ...query };
    const today = { today: knownDate('2026-03-05'), services };
    const result = parseSelection(lists.payments, wanted, today);
    assert(result.kind === 'selection');
    const { selection } = result;
    const { rows } = await findListPage(context.database, organisation, selection, options);
    const totals = await findListTotals(context.database, organisation, selection, 100);
    assert.equal(totals.count, rows.length, 'the totals are those of the page');
    return rows.map(({ cells }) => cells[0]).toReversed();
  };
}

const payers = [
  ['Anna Rossi', '2026/1043'],
  ['Rossini Trasporti', '2026/10430'],
  ['Seán O’Neill', '1043/2026'],
  ['Müller & Söhne', 'A-7'],
  ["D'Angelo, Maria", 'A_7.b'],
  ['Grossi Figli', 'B-1'],
] as const;

test('whole words are found first, parts of words where no row has them', async (t) => {
  const find = await openPlace(t, payers);
  assert.deepEqual(await find({ search: 'rossi' }), ['Anna Rossi']);
  assert.deepEqual(await find({ search: 'rossi an' }), ['Anna Rossi']);
  assert.deepEqual(await find({ search: 'ROSSI anna' }), ['Anna Rossi']);
  assert.deepEqual(await find({ search: 'ross' }), [
    'Anna Rossi',
    'Rossini Trasporti',
    'Grossi Figli',
  ]);
  assert.deepEqual(await find({ search: 'ossini' }), ['Rossini Trasporti']);
});

test('signs and accents separate and fold in what is typed as in what is kept', async (t) => {
  const find = await openPlace(t, payers);
  assert.deepEqual(await find({ search: '2026/1043' }), ['Anna Rossi'], 'in this order');
  assert.deepEqual(await find({ search: '2026-1043' }), ['Anna Rossi'], 'whatever the sign');
  assert.deepEqual(await find({ search: '1043' }), ['Anna Rossi', 'Seán O’Neill']);
  assert.deepEqual(await find({ search: "o'neill" }), ['Seán O’Neill']);
  assert.deepEqual(await find({ search: 'muller & sohne' }), ['Müller & Söhne']);
  assert.deepEqual(await find({ search: 'a_7.b' }), ["D'Angelo, Maria"]);
  assert.deepEqual(await find({ search: 'maria dangelo' }), []);
});

test('a whole word that the other filters leave out hides no part of a word', async (t) => {
  const find = await openPlace(t, payers);
  assert.deepEqual(await find({ search: 'rossi', state: 'paid' }), ['Anna Rossi']);
  assert.deepEqual(await find({ search: 'rossi', state: 'set_aside' }), [
    'Rossini Trasporti',
    'Grossi Figli',
  ]);
  assert.deepEqual(await find({ search: 'rossi' }, ['school']), ['Anna Rossi']);
  assert.deepEqual(await find({ search: 'rossi' }, ['waste']), ['Grossi Figli']);
});

test('nothing that is typed is an expression', async (t) => {
  const find = await openPlace(t, payers);
  for (const search of [
    '%%%',
    '&&& | !',
    '{"q"}',
    String.raw`\\\ `,
    "');--",
    '$77 :*',
    '___',
    ':*:',
  ])
    assert.deepEqual(await find({ search }), [], search);
});

test('a word is found in every text around it, whatever signs are between', async (t) => {
  const { database } = await testDatabase(t);
  const word = fc.stringMatching(/^[\p{Script=Latin}\d]{1,8}$/u);
  const sign = fc.constantFrom(' ', '/', "'", '’', ' & ', '.', '-', '\\', '\n', '\u00A0', '%', '"');
  const text = fc.array(fc.tuple(sign, word), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(text, fc.nat(), async (parts, choice) => {
      const whole = parts.flat().join('');
      const [, one = ''] = parts[choice % parts.length] ?? [];
      const typed = [one, parts.map(([, each]) => each).join('/')];
      const [row] = await database.query<{ isFound: boolean }>(sql`
        select ${holdsAll(sql`${whole}::text`, typed, 'words')} as "isFound"`);
      assert(row?.isFound, `${typed.join(' ')} in ${whole}`);
    }),
    { numRuns: 200, seed: 20_261_130 },
  );
});
