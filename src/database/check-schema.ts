/** Makes sure that a database has exactly the migrations of this version before anything is served from it. */
import { join } from 'node:path';
import type { Queryable } from './database.ts';
import { findMissing, type RecordedMigration } from './migrate.ts';
import { MigrationRefused, readMigrationFiles } from './migration-files.ts';
import { sql } from './sql.ts';

/** @throws MigrationRefused when the database is older or newer than this version, or another */
export async function checkSchema(
  database: Queryable,
  folder: string = join(import.meta.dirname, 'migrations'),
): Promise<void> {
  const files = await readMigrationFiles(folder);
  const [made] = await database.query<{ is_made: boolean }>(
    sql`select to_regclass('schema_migrations') is not null as is_made`,
  );
  const recorded =
    made?.is_made === true
      ? await database.query<RecordedMigration>(
          sql`select number, name, sha256 from schema_migrations order by number`,
        )
      : [];
  const [missing] = findMissing(files, recorded);
  if (missing === undefined) return;
  throw new MigrationRefused(
    `the database is older than this version of Saldo: it lacks migration ${missing.name}; run saldo migrate`,
  );
}
