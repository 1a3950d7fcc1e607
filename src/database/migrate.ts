/** Brings a database to the state that this version needs: forward only, each step whole or not at all. */
import { join } from 'node:path';
import { Client } from 'pg';
import { clientConfig, sessionSettings } from './connection-settings.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { grantStatements } from './grants.ts';
import { locks } from './lock-session.ts';
import { MigrationRefused, readMigrationFiles } from './migration-files.ts';
import type { MigrationFile } from './migration-files.ts';

export type MigrateOptions = {
  /** The account of the portal; gets its rights unless it is the owner itself. */
  readonly portalRole: string;
  /** Where the files are, when not beside this one. */
  readonly folder?: string;
  readonly log?: (sentence: string) => void;
};

/**
 * Runs the migrations that the database lacks, then gives the portal's account its rights.
 *
 * Safe to run by several processes at once: one works, the others wait and find nothing to do.
 * @returns the names of the files that were run now
 * @throws MigrationRefused when the recorded migrations are not the first ones of this version
 */
export async function migrate(
  owner: ConnectionSettings,
  options: MigrateOptions,
): Promise<readonly string[]> {
  const files = await readMigrationFiles(options.folder ?? join(import.meta.dirname, 'migrations'));
  // A migration may take long, and so may waiting for another process that migrates.
  const settings = { ...sessionSettings, statement_timeout: 0, lock_timeout: 0 };
  const client = new Client(clientConfig(owner, 'saldo migrate', settings));
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [locks.migration]);
    await client.query("set lock_timeout = '10s'");
    const recorded = await readRecorded(client);
    const missing = findMissing(files, recorded);
    for (const file of missing) {
      options.log?.(`migrating the database: ${file.name}`);
      await runMigration(client, file);
    }
    await grant(client, options.portalRole);
    return missing.map((file) => file.name);
  } finally {
    await client.end();
  }
}

export type RecordedMigration = {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
};

async function readRecorded(client: Client): Promise<RecordedMigration[]> {
  await client.query(`create table if not exists schema_migrations (
    number integer primary key check (number > 0),
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now()
  )`);
  const result = await client.query<RecordedMigration>(
    'select number, name, sha256 from schema_migrations order by number',
  );
  return result.rows;
}

/** @throws MigrationRefused when the recorded migrations are not the first ones of `files` */
export function findMissing(
  files: readonly MigrationFile[],
  recorded: readonly RecordedMigration[],
) {
  recorded.forEach((row, index) => {
    const file = files[index];
    if (row.number !== index + 1) {
      throw new MigrationRefused(`the database has no record of migration number ${index + 1}`);
    }
    if (file === undefined) {
      throw new MigrationRefused(
        `the database is newer than this version of Saldo: it has migration ${row.name}`,
      );
    }
    if (file.name !== row.name || file.sha256 !== row.sha256) {
      throw new MigrationRefused(
        `migration ${row.name} was changed after it was run; add a new migration instead`,
      );
    }
  });
  return files.slice(recorded.length);
}

async function runMigration(client: Client, file: MigrationFile): Promise<void> {
  await client.query('begin');
  try {
    const before = await transactionId(client);
    await client.query(file.text);
    if ((await transactionId(client)) !== before) {
      throw new MigrationRefused(`${file.name} must not begin or end a transaction itself`);
    }
    await client.query('insert into schema_migrations (number, name, sha256) values ($1, $2, $3)', [
      file.number,
      file.name,
      file.sha256,
    ]);
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error(`COMMIT answered ${command}`);
  } catch (error) {
    await client.query('rollback').catch(() => {});
    if (error instanceof MigrationRefused) throw error;
    throw new Error(`migration ${file.name} failed: ${String(error)}`, { cause: error });
  }
}

async function transactionId(client: Client): Promise<string | undefined> {
  const result = await client.query<{ id: string }>('select pg_current_xact_id()::text as id');
  return result.rows[0]?.id;
}

async function grant(client: Client, portalRole: string): Promise<void> {
  const owner = await client.query<{ name: string }>('select current_user as name');
  if (owner.rows[0]?.name === portalRole) return;
  const tables = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by tablename",
  );
  const statements = grantStatements(
    tables.rows.map((row) => row.name),
    portalRole,
  );
  // One simple query with several statements is one transaction.
  await client.query(statements.join(';\n'));
}
