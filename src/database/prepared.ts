/** Gives statements the names under which a session keeps them prepared: each is planned once, not each time. */
import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';
import type { Sql } from './sql.ts';

// Statements are made by templates of the code, so there are only so many texts.
const names = new Map<string, string>();

export function prepared(statement: Sql): QueryConfig {
  return {
    name: nameOf(statement.text),
    text: statement.text,
    values: [...statement.values],
  };
}

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  names.set(text, name);
  return name;
}
