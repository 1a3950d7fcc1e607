/** Every statement says of which organisation it speaks, and every key begins with the organisation. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '../src/database/sql.ts';
import { invariants } from '../src/invariants/index.ts';
import { testDatabase } from './support/database.ts';
import { filesOf, isTest, none } from './tidy/source-files.ts';
import { statementsOf, unscopedTables } from './tidy/sql-statements.ts';

/** Statements that look across organisations, by a part of their text, with the reason why they must. */
const acrossOrganisations: Readonly<Record<string, string>> = {
  'count(*)::int as waiting, min(':
    'health and figures look at what waits of all organisations, through indexes of open work',
  'from organisations order by slug': 'jobs and checks go through all organisations, one by one',
  'from organisations where slug = any(': 'an address names the organisation by its slug',
  'where tax_id = any(':
    'an invoice says whose it is by a tax number; the table is a reference table',
};

/** Keys that do not begin with the organisation, with the reason. */
const otherKeys: Readonly<Record<string, string>> = {
  organisations_slug_key: 'the name in addresses finds the organisation; a reference table',
};

const migrations = filesOf('src/database/migrations/*.sql')
  .map((file) => file.text)
  .join('\n');
const tables = [...migrations.matchAll(/^create table (\w+) \(([\s\S]*?)^\);/gm)]
  .filter(([, , columns = '']) => /^ {2}organisation_id text/m.test(columns))
  .map(([, name = '']) => name);

const stores = filesOf('src/**/*.ts').filter((file) => !isTest(file));
const statements = [
  ...stores.flatMap(statementsOf),
  ...invariants.map(({ name, text }) => ({ at: `invariant ${name}`, text })),
];

test('the rule knows a statement that forgets the organisation', () => {
  const owned = ['dues', 'invoices'];
  const forgets = (text: string) => unscopedTables(text, owned);
  assert.deepEqual(forgets('select * from dues where due_id = «id»'), ['dues']);
  assert.deepEqual(forgets('select * from dues where organisation_id = «id»'), []);
  assert.deepEqual(
    forgets(
      'select * from dues d join invoices i on i.invoice_id = d.invoice_id where d.organisation_id = «id»',
    ),
    ['invoices'],
  );
  assert.deepEqual(
    forgets(
      'select * from dues join invoices using (organisation_id, invoice_id) where dues.organisation_id = «id»',
    ),
    [],
  );
  assert.deepEqual(forgets('select * from invoices i, dues where i.organisation_id = «id»'), [
    'dues',
  ]);
  assert.deepEqual(forgets('insert into staff (organisation_id, dues) values («o», «d»)'), []);
  assert.deepEqual(forgets('insert into dues (due_id) values («id»)'), ['dues']);
  assert.deepEqual(forgets('insert into dues (organisation_id, due_id) values («o», «id»)'), []);
  assert.deepEqual(
    forgets('select * from dues join invoices using (organisation_id, invoice_id)'),
    ['dues', 'invoices'],
  );
  assert.deepEqual(forgets('update dues set settled = 0'), ['dues']);
  assert.deepEqual(
    forgets('delete from invoices where organisation_id = «o» and exists (select from dues)'),
    ['dues'],
  );
});

test('the rule notices nearly every condition on the organisation that is taken away', () => {
  const condition = /(?:\w+\.)?organisation_id\s*=\s*(?:«[^»]*»|\$1|\w+\.organisation_id)/g;
  const weakened = statements
    .filter(({ text }) => unscopedTables(text, tables).length === 0)
    .flatMap(({ text }) =>
      [...text.matchAll(condition)].map(
        ({ index, 0: found }) => `${text.slice(0, index)}true${text.slice(index + found.length)}`,
      ),
    );
  const unnoticed = weakened.filter((text) => unscopedTables(text, tables).length === 0);
  assert(weakened.length > 100);
  assert(unnoticed.length < weakened.length / 10, `${unnoticed.length} of ${weakened.length}`);
});

test('the rule reads the statements of the stores', () => {
  assert(tables.length >= 20, `only ${tables.length} tables of organisations were found`);
  assert(statements.length >= 80, `only ${statements.length} statements were found`);
});

test('every statement on a table of organisations says of which one', () => {
  const wrong = statements
    .filter(({ text }) => !Object.keys(acrossOrganisations).some((part) => text.includes(part)))
    .flatMap(({ at, text }) => unscopedTables(text, tables).map((table) => `${at}: ${table}`));
  none(
    wrong,
    'constrain organisation_id of each of these tables, or list the statement with a reason',
  );
});

test('every exception to that rule is still there', () => {
  const gone = Object.keys(acrossOrganisations).filter(
    (part) => !statements.some(({ text }) => text.includes(part)),
  );
  none(gone, 'take these out of the list');
});

test('every key of a table of organisations begins with the organisation', async (context) => {
  const { owner } = await testDatabase(context);
  const keys = await owner.query<{
    table_name: string;
    key_name: string;
    first_column: string;
  }>(sql`
    select c.relname as table_name, k.relname as key_name, a.attname as first_column
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_class k on k.oid = i.indexrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where i.indisunique and c.relnamespace = 'public'::regnamespace
      and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organisation_id')
    union all
    select c.relname, k.conname, a.attname
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace
    order by 1, 2`);
  assert(keys.length > 40);
  const wrong = keys.filter(
    (key) => key.first_column !== 'organisation_id' && !(key.key_name in otherKeys),
  );
  none(
    wrong.map((key) => `${key.table_name}: ${key.key_name} begins with ${key.first_column}`),
    'put organisation_id first, so that the table can be spread by organisation',
  );
});

test('every table of organisations has a primary key', async (context) => {
  const { owner } = await testDatabase(context);
  const without = await owner.query<{ name: string }>(sql`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace
      and not exists (select from pg_constraint where conrelid = pg_class.oid and contype = 'p')`);
  none(
    without.map((row) => row.name),
    'give these tables a primary key',
  );
});

test('the database has no trigger, no sequence and no function of ours', async (context) => {
  const { owner } = await testDatabase(context);
  const found = await owner.query<{ what: string }>(sql`
    select 'trigger ' || tgname as what from pg_trigger where not tgisinternal
    union all
    select 'sequence ' || relname from pg_class
      where relkind = 'S' and relnamespace = 'public'::regnamespace
    union all
    select 'function ' || proname from pg_proc where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
    union all
    select 'rule ' || rulename from pg_rules where schemaname = 'public'`);
  none(
    found.map((row) => row.what),
    'write it where it is read: in our code',
  );
});
