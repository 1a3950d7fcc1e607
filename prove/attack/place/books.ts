/** What stands in the database: all of it as text, and a short sign of what an attack must not change. */
import assert from 'node:assert/strict';
import { systemClock } from '../../../src/core/clock.ts';
import { sql } from '../../../src/database/sql.ts';
import { checkInvariants } from '../../../src/invariants/index.ts';
import type { TestDatabase } from '../../../test/support/database.ts';
import type { Place } from './place.ts';

/** Signs of life and the schedule of questions; they move by themselves. */
const restless = [
  'last_seen_at', 'asked', 'next_ask_at', 'ask_lease_until', 'tries', 'next_try_at', 'lease_until',
]; // prettier-ignore
/** What workers do by themselves: asking providers, sealing audit and ledger. */
const restlessTables = [
  'provider_sweeps', 'rate_limits', 'schema_migrations', 'audit_chains', 'audit_seals', 'audit_waiting',
  'ledger_chains', 'ledger_seals', 'ledger_waiting', 'seal_notes',
]; // prettier-ignore

async function tableNames({ owner }: TestDatabase, having = '%'): Promise<string[]> {
  const rows = await owner.query<{ name: string }>(
    sql`select distinct table_name as name from information_schema.columns
      where table_schema = 'public' and column_name like ${having} order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Every row of every table, as one text. */
export async function dumpOf(database: TestDatabase): Promise<string> {
  const parts: string[] = [];
  for (const name of await tableNames(database)) {
    const text = `select to_jsonb(t)::text as row from "${name}" t`;
    const rows = await database.owner.query<{ row: string }>({ text, values: [] });
    parts.push(name, ...rows.map(({ row }) => row));
  }
  return parts.join('\n');
}

/** A digest for each table of what belongs to the towns of this attack: the same unless something was changed that stays. */
export async function signOf({
  database,
  active,
}: Pick<Place, 'database' | 'active'>): Promise<Readonly<Record<string, string>>> {
  const signs: Record<string, string> = {};
  const ids = active.map(({ organisation }) => organisation.id);
  for (const name of await tableNames(database, 'organisation_id')) {
    if (restlessTables.includes(name)) continue;
    const text = `select md5(coalesce(string_agg(line, ' ' order by line), '')) as sign
      from (select (to_jsonb(t) - $1::text[])::text as line from "${name}" t where organisation_id = any($2)) as lines`;
    const [row] = await database.owner.query<{ sign: string }>({ text, values: [restless, ids] });
    signs[name] = row?.sign ?? '';
  }
  return signs;
}

/** @throws AssertionError naming the invariants that do not hold */
export async function assertBooksInOrder({ database }: TestDatabase): Promise<void> {
  const results = await checkInvariants({ database, clock: systemClock });
  const broken = results.filter((result) => result.violations > 0);
  assert.deepEqual(broken, [], 'the books are in order');
}
