import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ConfigError, readConfig } from './config.ts';

const address = 'postgresql://portal:very-secret@db.example:5432/saldo';
const key = Buffer.alloc(32, 9).toString('base64');

function fileOf(t: TestContext, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'saldo-config-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'secret');
  writeFileSync(path, text);
  return path;
}

/** What is said when these settings are refused. */
function refusalOf(settings: Readonly<Record<string, string>>): string {
  try {
    readConfig(settings);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

test('secrets may be given as files, with or without a line end', (t) => {
  const config = readConfig({
    DATABASE_URL_FILE: fileOf(t, `${address}\n`),
    SALDO_KEY_FILE: fileOf(t, key),
  });
  assert.equal(config.databaseUrl, address);
  assert.deepEqual(config.key && [...config.key], [...Buffer.alloc(32, 9)]);
});

test('a secret that is given twice is refused, by name', (t) => {
  const said = refusalOf({ SALDO_KEY: key, SALDO_KEY_FILE: fileOf(t, key) });
  assert.equal(said, 'SALDO_KEY_FILE: SALDO_KEY is set as well');
});

test('a secret that is missing, empty or wrong is named and never printed', (t) => {
  assert.equal(
    refusalOf({ SALDO_KEY_FILE: '/nowhere/key' }),
    'SALDO_KEY_FILE: the file cannot be read (ENOENT)',
  );
  assert.equal(refusalOf({ SMTP_URL_FILE: fileOf(t, '\n') }), 'SMTP_URL_FILE: the file is empty');
  const wrong = {
    SALDO_KEY: 'very-secret-and-too-short',
    DATABASE_URL_FILE: fileOf(t, 'user=portal password=very-secret'),
    DATABASE_MIGRATION_URL: 'postgresql://owner:very-secret@[db/saldo',
    SMTP_URL: 'mail.example very-secret',
  };
  const said = refusalOf(wrong);
  for (const name of ['SALDO_KEY', 'DATABASE_URL', 'DATABASE_MIGRATION_URL', 'SMTP_URL'])
    assert.match(said, new RegExp(`^${name}: `, 'm'));
  assert.doesNotMatch(said, /very-secret/);
});

test('an address of a socket folder, without a host, is an address', () => {
  const socket = 'postgresql://portal@/saldo?host=/run/postgresql';
  assert.equal(readConfig({ DATABASE_URL: socket }).databaseUrl, socket);
});

test('settings that cannot be are all named at once, and what they hold is never told', () => {
  const secret = 'c2VjcmV0';
  const wrong = { SALDO_KEY: secret, PORT: '70000', DATABASE_URL: `mysql://${secret}@db` };
  assert.throws(
    () => readConfig(wrong),
    (error) => {
      assert(error instanceof ConfigError);
      for (const name of ['SALDO_KEY', 'PORT']) assert.match(error.message, new RegExp(name));
      assert.doesNotMatch(error.message, new RegExp(`${secret}|70000`));
      return true;
    },
  );
});

test('an empty setting counts as one that is not there', () => {
  assert.equal(readConfig({ PORT: '', SALDO_KEY: '' }).port, readConfig({}).port);
});
