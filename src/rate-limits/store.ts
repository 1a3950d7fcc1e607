/** All SQL of the rate limits: rate_limits. */
import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export async function countTry(
  database: Database,
  bucket: string,
  windowStartsAt: Date,
): Promise<number> {
  const [row] = await database.query<{ tries: number }>(sql`
    insert into rate_limits (bucket, window_starts_at, tries) values (${bucket}, ${windowStartsAt}, 1)
    on conflict (bucket, window_starts_at) do update set tries = rate_limits.tries + 1
    returning tries`);
  return row?.tries ?? 0;
}

export async function readTries(
  database: Database,
  bucket: string,
  windowStartsAt: Date,
): Promise<number> {
  const [row] = await database.query<{ tries: number }>(sql`
    select tries from rate_limits where bucket = ${bucket} and window_starts_at = ${windowStartsAt}`);
  return row?.tries ?? 0;
}

/** Forgets windows that ended before an instant. */
export async function forgetTries(database: Database, before: Date): Promise<void> {
  await database.query(sql`delete from rate_limits where window_starts_at < ${before}`);
}
