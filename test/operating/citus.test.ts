/** What the script for Citus does with every table; Citus itself is replaced by functions that take notes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Client } from 'pg';
import { clientConfig } from '../../src/database/connection-settings.ts';
import { schemaText } from '../../scripts/reference/schema.ts';
import { sql } from '../../src/database/sql.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { none, root } from '../tidy/source-files.ts';

const script = readFileSync(join(root, 'deploy/citus.sql'), 'utf8');

/** They belong to no organisation, and nothing of an organisation points at them. */
const local = ['database_home', 'rate_limits', 'schema_migrations', 'workers'];

type Spread = { readonly name: string; readonly how: 'reference' | 'distributed' };

async function spread(t: TestContext): Promise<{ tables: Spread[]; database: TestDatabase }> {
  const database = await testDatabase(t);
  const before = await schemaText(database.owner);
  const client = new Client(clientConfig(database.connections.owner, 'saldo test'));
  await client.connect();
  try {
    await client.query(`begin; ${stubs}`);
    await client.query(script);
    const { rows } = await client.query<Spread>('select name, how from noted');
    await client.query(`drop function create_reference_table(text);
      drop function create_distributed_table(text, text); commit`);
    assert.equal(await schemaText(database.owner), before, 'every foreign key is back');
    return { tables: rows, database };
  } finally {
    await client.end();
  }
}

const stubs = `
  create temporary table noted (name text, how text) on commit drop;
  create function create_reference_table(name text) returns void
    language sql as $$ insert into noted values (name, 'reference') $$;
  create function create_distributed_table(name text, column_name text) returns void
    language plpgsql as $$ begin
      if exists (select from pg_constraint where contype = 'f' and conrelid = name::regclass)
        then raise exception '% has foreign keys', name; end if;
      execute format('select %I from %I', column_name, name);
      insert into noted values (name, 'distributed'); end $$`;

test('every table is a reference table, distributed, or kept on the coordinator', async (t) => {
  const { tables, database } = await spread(t);
  const listed = [...tables.map(({ name }) => name), ...local].toSorted();
  const all = await database.owner.query<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  assert.deepEqual(listed, all.map(({ name }) => name).toSorted());
});

test('every unique key of a distributed table begins with the organisation', async (t) => {
  const { tables, database } = await spread(t);
  const keys = await database.owner.query<{ table_name: string; name: string; first: string }>(sql`
    select c.relname as table_name, k.relname as name, a.attname as first
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_class k on k.oid = i.indexrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where i.indisunique and c.relnamespace = 'public'::regnamespace`);
  const wrong = keys.filter(
    (key) => howOf(tables, key.table_name) === 'distributed' && key.first !== 'organisation_id',
  );
  assert(keys.length > 30);
  none(
    wrong.map((key) => `${key.table_name}: ${key.name}`),
    'Citus refuses unique keys without the organisation',
  );
});

test('foreign keys lead from distributed tables to distributed ones of the same organisation, or to reference tables', async (t) => {
  const { tables, database } = await spread(t);
  const keys = await database.owner.query<{
    name: string;
    from_table: string;
    to_table: string;
    from_column: string;
    to_column: string;
  }>(sql`
    select k.conname as name, f.relname as from_table, t.relname as to_table,
      fa.attname as from_column, ta.attname as to_column
    from pg_constraint k
    join pg_class f on f.oid = k.conrelid
    join pg_class t on t.oid = k.confrelid
    join pg_attribute fa on fa.attrelid = f.oid and fa.attnum = k.conkey[1]
    join pg_attribute ta on ta.attrelid = t.oid and ta.attnum = k.confkey[1]
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace`);
  const isFine = (key: (typeof keys)[number]): boolean => {
    const [from, to] = [howOf(tables, key.from_table), howOf(tables, key.to_table)];
    if (to === 'reference') return from !== 'local';
    const columns = [key.from_column, key.to_column];
    return from === to && columns.every((column) => column === 'organisation_id');
  };
  assert(keys.length > 20);
  none(
    keys.filter((key) => !isFine(key)).map((key) => `${key.from_table}: ${key.name}`),
    'Citus refuses these',
  );
});

function howOf(tables: readonly Spread[], name: string): Spread['how'] | 'local' {
  return tables.find((table) => table.name === name)?.how ?? 'local';
}
