/** Fills tables by the million: past the portal's limits of time, with the indexes made at the end. */
import { Client } from 'pg';
import type { Sql } from '../../src/database/sql.ts';
import type { Town } from './open-town.ts';

/** Rows of one transaction: so few that its work stays in memory. */
const piece = 50_000;

/** @param statementsFor what puts the rows of these numbers, both included, into the tables; run in one transaction */
export async function fillTables(
  town: Town,
  size: number,
  statementsFor: (from: number, to: number) => readonly Sql[],
): Promise<void> {
  const client = new Client({ connectionString: town.urls.administrator });
  await client.connect();
  try {
    await client.query('set statement_timeout = 0; set synchronous_commit = off');
    await client.query("set maintenance_work_mem = '1GB'");
    const indexes = await dropIndexes(client);
    // Rows that name each other come in order here; checking 50 million of them takes hours.
    await client.query('set session_replication_role = replica');
    for (let from = 0; from < size; from += piece) {
      const to = Math.min(size, from + piece) - 1;
      await client.query('begin');
      for (const { text, values } of statementsFor(from, to)) await client.query(text, [...values]);
      await client.query('commit');
    }
    for (const definition of indexes) await client.query(definition);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** All but those that stand for a constraint. @returns what makes them again */
async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index join pg_class on pg_class.oid = indrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r'
      and not exists (select from pg_constraint where conindid = indexrelid)`);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}
