import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { migrationsFolder, roleOf } from '../../test/support/test-server.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { appendOnlyTables } from './grants.ts';
import { migrate } from './migrate.ts';
import { MigrationRefused, readMigrationFiles } from './migration-files.ts';
import { sql } from './sql.ts';

async function emptyFolder(t: TestContext, files: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'saldo-migrations-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

const first = { '0001-things.sql': 'create table things (id integer primary key);' };
const second = { '0002-receipts.sql': 'create table receipts (id integer primary key);' };

async function blank(t: TestContext) {
  const { database, owner, connections } = await testDatabase(t, {
    migrations: await emptyFolder(t),
  });
  const portalRole = roleOf(connections.portal);
  const run = (folder: string, connection: ConnectionSettings = connections.owner) =>
    migrate(connection, { portalRole, folder });
  return { database, owner, run };
}

test('migrations run once, in order, and are recorded with their digest', async (t) => {
  const { owner, run } = await blank(t);
  const folder = await emptyFolder(t, { ...first, ...second });
  assert.deepEqual(await run(folder), ['0001-things.sql', '0002-receipts.sql']);
  assert.deepEqual(await run(folder), []);
  const rows = await owner.query(sql`select number, sha256 from schema_migrations order by number`);
  const files = await readMigrationFiles(folder);
  assert.deepEqual(
    rows,
    files.map(({ number, sha256 }) => ({ number, sha256 })),
  );
});

test('two processes that migrate at once run each migration once', async (t) => {
  const { run } = await blank(t);
  const folder = await emptyFolder(t, { ...first, ...second });
  const ran = await Promise.all([run(folder), run(folder)]);
  assert.deepEqual(ran.flat().sort(), ['0001-things.sql', '0002-receipts.sql']);
});

test('a migration that fails leaves nothing behind', async (t) => {
  const { owner, run } = await blank(t);
  const folder = await emptyFolder(t, { '0001-half.sql': 'create table half (); select 1 / 0;' });
  await assert.rejects(run(folder), /0001-half.sql failed: .*division by zero/);
  const rows = await owner.query(sql`select to_regclass('half') as half`);
  assert.deepEqual(rows, [{ half: null }]);
  assert.deepEqual(await owner.query(sql`select number from schema_migrations`), []);
});

test('a migration that ends the transaction itself is refused', async (t) => {
  const { run } = await blank(t);
  const folder = await emptyFolder(t, { '0001-commit.sql': 'create table one (); commit; begin;' });
  await assert.rejects(run(folder), /must not begin or end a transaction/);
});

test('a gap, a double number and another kind of name are refused', async (t) => {
  const wrong = [
    { ...first, '0003-later.sql': '' },
    { ...first, '0001-twice.sql': '' },
    { '1-short.sql': '' },
    { ...first, 'notes.txt': '' },
  ];
  for (const files of wrong) {
    await assert.rejects(readMigrationFiles(await emptyFolder(t, files)), MigrationRefused);
  }
});

test('a file that was changed after it ran is refused', async (t) => {
  const { run } = await blank(t);
  const folder = await emptyFolder(t, first);
  await run(folder);
  await appendFile(join(folder, '0001-things.sql'), '\n-- Changed.');
  await assert.rejects(run(folder), /0001-things.sql was changed/);
});

test('a database that is newer than the program is refused', async (t) => {
  const { run } = await blank(t);
  await run(await emptyFolder(t, { ...first, ...second }));
  await assert.rejects(run(await emptyFolder(t, first)), /newer than this version/);
});

test('the portal may add receipts but neither change nor remove them', async (t) => {
  const { database, run } = await blank(t);
  await run(await emptyFolder(t, { ...first, ...second }));
  await database.query(sql`insert into receipts values (1)`);
  await database.query(sql`insert into things values (1)`);
  await database.query(sql`update things set id = 2`);
  const denied = { code: '42501' };
  await assert.rejects(database.query(sql`update receipts set id = 2`), denied);
  await assert.rejects(database.query(sql`delete from receipts`), denied);
  await assert.rejects(database.query(sql`truncate things`), denied);
  await assert.rejects(database.query(sql`update schema_migrations set number = 9`), denied);
  await assert.rejects(database.query(sql`create table own ()`), denied);
});

test('every table that a migration calls append only is one for the portal, and the reverse', async () => {
  const files = await readMigrationFiles(migrationsFolder);
  const texts = await Promise.all(
    files.map(({ name }) => readFile(join(migrationsFolder, name), 'utf8')),
  );
  const pattern =
    /Append only from now on: (\w+)|Append only(?! from)[^\n]*\n(?:--[^\n]*\n)*create table (\w+)/g;
  const called = texts.flatMap((text) =>
    [...text.matchAll(pattern)].map(([, later, made = '']) => later ?? made),
  );
  assert.deepEqual(called.toSorted(), appendOnlyTables.toSorted());
});
