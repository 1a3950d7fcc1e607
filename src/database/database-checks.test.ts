import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { compareMigrations, databaseChecks } from './database-checks.ts';
import { sql } from './sql.ts';

test('a migrated database that answers is well, and one that is gone is not', async (t) => {
  const { database } = await testDatabase(t);
  const [answers, migrated] = databaseChecks(database);
  assert.equal((await answers.run())[0]?.ok, true);
  assert.equal((await migrated.run())[0]?.ok, true);
  const away = { query: () => Promise.reject(new Error('connection refused')) };
  const [gone] = await databaseChecks(away)[0].run();
  assert.deepEqual([gone?.ok, gone?.sentence], [false, 'The database does not answer.']);
});

test('a database that lacks a migration cannot serve payers', async (t) => {
  const { database, owner } = await testDatabase(t);
  const [, migrated] = databaseChecks(database);
  await owner.query(
    sql`delete from schema_migrations where number = (select max(number) from schema_migrations)`,
  );
  const [verdict] = await migrated.run();
  assert.deepEqual([verdict?.ok, verdict?.stopsPayers], [false, true]);
  assert.match(verdict?.sentence ?? '', /lacks 1 migrations/);
});

const files = [
  { name: '0001-one.sql', sha256: 'a' },
  { name: '0002-two.sql', sha256: 'b' },
];

test('a newer database serves payers until the upgrade is finished', () => {
  const newer = compareMigrations(files, [...files, { name: '0003-three.sql', sha256: 'c' }]);
  assert.deepEqual([newer.ok, newer.stopsPayers], [false, false]);
});

test('a database with another content of the same migration is not trusted', () => {
  const changed = compareMigrations(files, [{ name: '0001-one.sql', sha256: 'other' }]);
  assert.deepEqual([changed.ok, changed.stopsPayers], [false, true]);
  assert.match(changed.sentence, /0001-one\.sql/);
});
