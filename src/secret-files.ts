/** Secrets that are given as files, as service managers and containers do: `NAME_FILE` holds the value of `NAME`. */
import { readFileSync } from 'node:fs';

export const secretSettings = [
  'DATABASE_URL',
  'DATABASE_MIGRATION_URL',
  'SMTP_URL',
  'SALDO_KEY',
] as const;

export type SecretsRead = {
  /** The values by the names of the settings. */
  readonly values: Readonly<Record<string, string>>;
  /** What is wrong, by the name of the variable; never a value. */
  readonly problems: readonly string[];
};

export function readSecretFiles(present: Readonly<Record<string, string>>): SecretsRead {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of secretSettings) {
    const path = present[`${name}_FILE`];
    if (path === undefined) continue;
    if (present[name] !== undefined) problems.push(`${name}_FILE: ${name} is set as well`);
    const text = readSecret(path);
    if (text.value === '') problems.push(`${name}_FILE: ${text.problem}`);
    else values[name] = text.value;
  }
  return { values, problems };
}

function readSecret(path: string): { readonly value: string; readonly problem: string } {
  try {
    return { value: readFileSync(path, 'utf8').trim(), problem: 'the file is empty' };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { value: '', problem: `the file cannot be read (${String(error.code)})` };
  }
}
