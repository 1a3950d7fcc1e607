/** The migrations of this version: numbered SQL files without gaps, each known by its SHA-256. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type MigrationFile = {
  readonly number: number;
  /** `0001-ledger.sql`. */
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
};

/** A database and a version of the program that do not belong together. */
export class MigrationRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MigrationRefused';
  }
}

/** @throws MigrationRefused when a number is missing or given twice, or a file has another kind of name */
export async function readMigrationFiles(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  const files: MigrationFile[] = [];
  for (const name of names) {
    if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(name)) {
      throw new MigrationRefused(`${name} is not the name of a migration, such as 0001-ledger.sql`);
    }
    const number = Number(name.slice(0, 4));
    if (number !== files.length + 1) {
      throw new MigrationRefused(`${name} should be migration number ${files.length + 1}`);
    }
    const text = await readFile(join(folder, name), 'utf8');
    files.push({ number, name, text, sha256: createHash('sha256').update(text).digest('hex') });
  }
  return files;
}
