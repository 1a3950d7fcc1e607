import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import * as fc from 'fast-check';
import { makePayments } from '../../test/support/many-payments.ts';
import { createWorld } from '../../test/support/world.ts';
import { knownDate } from '../core/calendar-date.ts';
import { add, money, type Money } from '../core/money.ts';
import type { Database } from '../database/database.ts';
import { addOrganisation, type Organisation } from '../organisations/index.ts';
import { findScope } from './find-scope.ts';
import {
  exportStatement,
  findListPage,
  findListTotals,
  lists,
  parseSelection,
  periodNames,
  streamList,
  type Cell,
  type Filter,
  type List,
  type ListRow,
  type Query,
  type Selection,
} from './index.ts';

const today = knownDate('2026-03-05');
const size = 240;

function select(list: List, query: Query): Selection {
  const result = parseSelection(list, query, { today });
  assert(result.kind === 'selection', 'a selection');
  return result.selection;
}

type Place = { readonly database: Database; readonly organisation: Organisation };

async function openPlace(t: TestContext): Promise<Place> {
  const { context, organisation, database } = await createWorld(t);
  const neighbour = await addOrganisation(
    context,
    { slug: 'neighbour', name: 'Neighbour', taxIds: ['IT99'], mode: 'test' },
    'test',
  );
  await makePayments(database.owner, organisation.id, size);
  await makePayments(database.owner, neighbour.id, 60);
  await database.owner.query({ text: 'analyze', values: [] });
  return { database: context.database, organisation };
}

async function allPages({ database, organisation }: Place, selection: Selection, pageSize: number) {
  const rows: ListRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await findListPage(database, organisation, selection, { cursor, size: pageSize });
    assert.equal(page.previous === null, cursor === null, 'only the first page has none before it');
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}

async function exported({ database, organisation }: Place, selection: Selection) {
  const rows: (readonly Cell[])[] = [];
  await streamList(database, organisation, selection, async (some) => {
    rows.push(...some);
  });
  return rows;
}

/** As an export of very many rows reads them. */
async function inBulk({ database, organisation }: Place, selection: Selection) {
  const rows: (readonly Cell[])[] = [];
  const found = await database.transaction((transaction) =>
    findScope(transaction, organisation, selection),
  );
  const scope = { ...found, way: { ...found.way, breadth: 'many' } } as const;
  await database.copyRows(exportStatement(selection, scope, true), async (some) => {
    rows.push(...some);
  });
  return rows;
}

/** Sums of the screen's rows, by column and currency. */
function addUp(selection: Selection, rows: readonly ListRow[]): Map<string, Money> {
  const sums = new Map<string, Money>();
  for (const { cells, currency } of rows) {
    selection.columns.forEach((column, index) => {
      if (!column.isSummed || currency === null) return;
      const key = `${column.name} ${currency}`;
      const amount = money(BigInt(cells[index] ?? '0'), currency);
      sums.set(key, add(sums.get(key) ?? money(0n, currency), amount));
    });
  }
  return sums;
}

async function agree(place: Place, selection: Selection, pageSize = 50): Promise<number> {
  const about = `${selection.list.name} ${JSON.stringify(selection.parameters)}`;
  const rows = await allPages(place, selection, pageSize);
  const asExported = rows.map(({ cells, currency }) => [...cells, currency]);
  assert.deepEqual(await exported(place, selection), asExported, about);
  assert.deepEqual(await inBulk(place, selection), asExported, `${about} in bulk`);
  const totals = await findListTotals(place.database, place.organisation, selection, 10_000);
  assert.equal(totals.count, rows.length, about);
  const sums = totals.sums.flatMap((one) =>
    one.sums.map((sum) => [`${one.column} ${sum.currency}`, sum] as const),
  );
  assert.deepEqual(new Map(sums), addUp(selection, rows), about);
  return rows.length;
}

const words = [
  'ferrari',
  'ferr',
  'Figli, Bianchi',
  'NICCOLO',
  'nunez',
  'bianchi figli',
  '100% v',
  'F-12',
  'payer3',
  'Reason 27',
  'Owner 1',
  'RF18 NOTICE 4',
  'nobody',
  'pay_',
];
const days = ['2026-01-03', '2026-01-20', '1/2/2026', '2026-02-14', '2026-03-05'];

/** Parameters that this filter may have. */
function parametersOf(filter: Filter): fc.Arbitrary<Query> {
  const { name } = filter;
  switch (filter.kind) {
    case 'search':
      return fc.constantFrom(...words).map((text) => ({ [name]: text }));
    case 'choice':
      return fc.subarray([...filter.values], { minLength: 1 }).map((some) => ({ [name]: some }));
    case 'period':
      return fc.oneof(
        fc.constantFrom(...periodNames).map((period) => ({ [name]: period })),
        fc.constantFrom(...days).map((from) => ({ [`${name}_from`]: from })),
        fc.constantFrom(...days).map((to) => ({ [`${name}_to`]: to })),
      );
    case 'amount':
      return fc
        .record({ currency: fc.constantFrom('EUR', 'GBP'), least: fc.integer({ min: 1, max: 80 }) })
        .map(({ currency, least }) => ({
          [`${name}_currency`]: currency,
          [`${name}_min`]: `${least},50`,
          [`${name}_max`]: '95',
        }));
    case 'id':
      return fc
        .constantFrom(
          'school',
          'school-free',
          'dis_1',
          'RF18NOTICE8',
          'pln_24',
          'payer3@example.com',
          'PAYER4@example.com',
          'ses_5',
          `due_${'7'.padStart(26, '0')}`,
          'clearing',
          'fil_2',
          'test',
          'add organisation',
          '3.zip',
        )
        .map((value) => ({ [name]: value }));
  }
}

function queryOf(list: List): fc.Arbitrary<Query> {
  return fc
    .subarray([...list.filters], { minLength: 1, maxLength: 2 })
    .chain((some) => fc.tuple(...some.map(parametersOf)))
    .map((queries): Query => Object.assign({}, ...queries));
}

test('an export has the rows of all pages of the screen, and the totals of both', async (t) => {
  const place = await openPlace(t);
  const counts: Record<string, number> = {};
  for (const list of Object.values(lists)) {
    const columns = list.columns.map((one) => one.name).join(',');
    counts[list.name] = await agree(place, select(list, { columns }), 37);
  }
  const { audit = 0, ...others } = counts;
  assert(audit > 0);
  // The neighbour has something in each of them too.
  assert.deepEqual(others, {
    payments: size,
    allocations: size,
    dues: size,
    receipts: 120,
    refunds: 60,
    ledger: 360,
    mails: size,
    imports: 5,
    payers: 20,
    suspense: 60,
    second_payments: 20,
    unresolved_attempts: 45,
    disputes: 40,
    services: 3,
    charge_types: 4,
    discounts: 1,
    carts: size / 8,
    discount_uses: size / 8,
  });
});

test('each kind of filter leaves what it says, counted another way', async (t) => {
  const place = await openPlace(t);
  const count = async (list: List, query: Query) =>
    (await exported(place, select(list, query))).length;
  const known = async (condition: string) => {
    const text = `select count(*)::integer as n from payments where organisation_id = $1 and ${condition}`;
    const [row] = await place.database.query<{ n: number }>({
      text,
      values: [place.organisation.id],
    });
    return row?.n ?? 0;
  };
  const { payments } = lists;
  const inEuros = `currency = 'EUR' and total between 5000 and 9500`;
  const pairs: readonly (readonly [Query, string])[] = [
    [{ amount_min: '50', amount_max: '95' }, inEuros],
    [{ amount_min: '50', amount_currency: 'gbp' }, `currency = 'GBP' and total >= 5000`],
    [{ state: ['paid', 'open'] }, `state in ('paid', 'open')`],
    [
      { paid_from: '2026-01-10', paid_to: '2026-01-20' },
      `paid_on between '2026-01-10' and '2026-01-20'`,
    ],
    [
      { created_from: '2026-01-10', created_to: '2026-01-10' },
      `(created_at at time zone 'Europe/Rome')::date = '2026-01-10'`,
    ],
    [{ email: 'PAYER3@example.com' }, `lower(email) = 'payer3@example.com'`],
    [{ search: 'payer3@' }, `lower(email) like 'payer3@%'`],
  ];
  for (const [query, condition] of pairs) {
    const expected = await known(condition);
    assert(expected > 0, condition);
    assert.equal(await count(payments, query), expected, condition);
  }
});

test('twenty random filters of each list give the same rows, count and sums on screen and in the export', async (t) => {
  const place = await openPlace(t);
  const seed = 20_261_130;
  for (const list of Object.values(lists)) {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(queryOf(list), async (query) => {
        found += await agree(place, select(list, query));
      }),
      { numRuns: 20, seed, endOnFailure: true },
    );
    assert(found > 0, `${list.name}: no filter found anything`);
  }
});

test('pages lead forth and back over the same rows', async (t) => {
  const { database, organisation } = await openPlace(t);
  const selection = select(lists.payments, { paid_from: '2026-01-10', columns: 'payment_id' });
  const first = await findListPage(database, organisation, selection, { cursor: null, size: 20 });
  const second = await findListPage(database, organisation, selection, {
    cursor: first.next,
    size: 20,
  });
  const third = await findListPage(database, organisation, selection, {
    cursor: second.next,
    size: 20,
  });
  assert.deepEqual(
    await findListPage(database, organisation, selection, { cursor: third.previous, size: 20 }),
    second,
  );
  const back = await findListPage(database, organisation, selection, {
    cursor: second.previous,
    size: 20,
  });
  assert.deepEqual(back, first);
  await assert.rejects(
    findListPage(database, organisation, select(lists.dues, {}), { cursor: 'xyz', size: 20 }),
    { code: 'input_invalid' },
  );
});

test('a search finds a name without its accents, an address from its beginning, a number and an id', async (t) => {
  const place = await openPlace(t);
  const find = async (list: List, search: string) => {
    const rows = await exported(place, select(list, { search, columns: list.columns[0]?.name }));
    return rows.length;
  };
  const id = `pay_${'2'.padStart(26, '0')}`;
  assert.equal(await find(lists.payments, 'nunez 201'), 1);
  assert.equal(
    await find(lists.payments, 'NICCOLÒ'),
    size / 4 - 7,
    'every ninth due has no invoice',
  );
  assert.equal(await find(lists.payments, 'f-200'), 1);
  assert.equal(await find(lists.payments, id), 1);
  assert.equal(await find(lists.payments, 'payer13@EXAMPLE'), 12);
  assert.equal(await find(lists.payments, '00%'), size / 4 - 6, 'a per cent sign is no wildcard');
  assert.equal(await find(lists.payers, 'payer1'), 11);
  for (const list of [lists.dues, lists.payments]) {
    assert.equal(await find(list, 'rf18 notice 40'), 1, 'a notice in groups and small letters');
    assert.equal(
      await find(list, 'RF18NOTICE4'),
      1,
      'the whole number and no other that begins so',
    );
    assert.equal(await find(list, 'owner 36'), 1, 'whoever owes what no invoice tells of');
  }
});

test('what a due is made of and what was answered are read without a machine', async (t) => {
  const place = await openPlace(t);
  const query = { due: `due_${'9'.padStart(26, '0')}`, columns: 'lines,answers,notice_number' };
  const [row] = await exported(place, select(lists.dues, query));
  assert.deepEqual(row?.slice(0, 3).toSorted(), [
    'Classe: 3A · Full: Yes',
    'Line: 13.33',
    'RF18NOTICE8',
  ]);
});

test('what cannot be meant is named, and nothing is ignored', () => {
  const problems = (query: Query) => {
    const result = parseSelection(lists.payments, query, { today, besides: ['cursor'] });
    return result.kind === 'invalid'
      ? result.problems.map((one) => `${one.parameter} ${one.problem}`)
      : [];
  };
  assert.deepEqual(problems({ cursor: 'x', search: ' ', state: '' }), []);
  assert.deepEqual(problems({ colour: 'red' }), ['colour unknown_parameter']);
  assert.deepEqual(problems({ state: ['paid', 'lost'] }), ['state unknown_value']);
  assert.deepEqual(problems({ paid_from: '31/2/2026' }), ['paid_from not_a_date']);
  assert.deepEqual(problems({ paid_from: '2026-02-01', paid_to: '2026-01-01' }), [
    'paid_to wrong_order',
  ]);
  assert.deepEqual(problems({ paid: 'last_month', paid_from: '2026-02-01' }), ['paid given_twice']);
  assert.deepEqual(problems({ amount_min: 'ten' }), ['amount_min not_an_amount']);
  assert.deepEqual(problems({ amount_min: '1', amount_currency: 'XYZ' }), [
    'amount_currency not_a_currency',
  ]);
  assert.deepEqual(problems({ search: 'ab' }), ['search too_short']);
  assert.deepEqual(problems({ search: 'a'.repeat(201) }), ['search too_long']);
  assert.deepEqual(problems({ email: ['a@b.it', 'c@d.it'] }), ['email given_twice']);
  assert.deepEqual(problems({ columns: 'total,salary' }), ['columns unknown_value']);
});
