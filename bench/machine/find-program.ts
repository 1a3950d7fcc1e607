/** Finds PostgreSQL's own client programs where Debian and others put them. */
import { accessSync, constants, globSync } from 'node:fs';

/** @returns the newest one, or null when the machine has none */
export function findProgram(name: 'pgbench' | 'psql'): string | null {
  const found = globSync([
    `/usr/lib/postgresql/*/bin/${name}`,
    `/usr/pgsql-*/bin/${name}`,
    `/usr/local/bin/${name}`,
    `/opt/homebrew/bin/${name}`,
  ]).toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  return found.findLast(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
