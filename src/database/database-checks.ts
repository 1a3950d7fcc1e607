/** Whether the database answers, and has the tables that this version of the program needs. */
import { join } from 'node:path';
import type { HealthCheck, Verdict } from '../core/health-check.ts';
import type { Queryable } from './database.ts';
import { readMigrationFiles, type MigrationFile } from './migration-files.ts';
import { sql } from './sql.ts';

export function databaseChecks(
  database: Queryable,
  folder: string = join(import.meta.dirname, 'migrations'),
): readonly [HealthCheck, HealthCheck] {
  // The files belong to the program that runs: they are read once.
  let files: Promise<readonly MigrationFile[]> | null = null;
  const answers: HealthCheck = {
    name: 'database',
    stopsPayers: true,
    run: () => askDatabase(database),
  };
  const migrated: HealthCheck = {
    name: 'migrations',
    stopsPayers: true,
    after: 'database',
    run: async () => {
      files ??= readMigrationFiles(folder);
      const recorded = await database.query<Recorded>(
        sql`select name, sha256 from schema_migrations order by number`,
      );
      return [compareMigrations(await files, recorded)];
    },
  };
  return [answers, migrated];
}

async function askDatabase(database: Queryable): Promise<readonly Verdict[]> {
  const verdict = { name: 'database', stopsPayers: true };
  try {
    await database.query(sql`select 1 as ready`);
    return [{ ...verdict, ok: true, sentence: 'The database answers.' }];
  } catch {
    // Why it does not is in the log of whoever needed it; here it is a fact to report.
    return [{ ...verdict, ok: false, sentence: 'The database does not answer.' }];
  }
}

type Recorded = { readonly name: string; readonly sha256: string };

/** A newer database serves an older program for as long as an upgrade takes; an older one does not. */
export function compareMigrations(
  files: readonly Recorded[],
  recorded: readonly Recorded[],
): Verdict {
  const name = 'migrations';
  const other = files.find((file, index) => {
    const row = recorded[index];
    return row !== undefined && (row.name !== file.name || row.sha256 !== file.sha256);
  });
  if (other) {
    const sentence = `The database has another ${other.name} than this program.`;
    return { name, ok: false, stopsPayers: true, sentence };
  }
  const missing = files.length - recorded.length;
  if (missing > 0) {
    const sentence = `The database lacks ${missing} migrations: run \`saldo migrate\`.`;
    return { name, ok: false, stopsPayers: true, sentence };
  }
  if (missing < 0) {
    const sentence = 'The database is newer than this program: finish the upgrade.';
    return { name, ok: false, stopsPayers: false, sentence };
  }
  return { name, ok: true, stopsPayers: true, sentence: 'The database has all its migrations.' };
}
