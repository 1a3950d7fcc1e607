/** All SQL of the health: workers. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Says that this worker is alive, by the database's clock; forgets those of whom nobody heard for a day. */
export async function writeSeen(database: Queryable, workerId: string): Promise<void> {
  await database.query(sql`
    insert into workers (worker_id, started_at, seen_at)
    values (${workerId}, clock_timestamp(), clock_timestamp())
    on conflict (worker_id) do update set seen_at = clock_timestamp()`);
  await database.query(sql`
    delete from workers where seen_at < clock_timestamp() - interval '1 day'`);
}

export async function removeWorker(database: Queryable, workerId: string): Promise<void> {
  await database.query(sql`delete from workers where worker_id = ${workerId}`);
}

export type WorkersSeen = {
  readonly alive: number;
  /** Since any was heard of; null when none is known. */
  readonly silentSeconds: number | null;
};

/** @param withinSeconds how long ago a worker that is alive was seen at most */
export async function findWorkersSeen(
  database: Queryable,
  withinSeconds: number,
): Promise<WorkersSeen> {
  const [row] = await database.query<{ alive: number; silent_seconds: number | null }>(sql`
    select (count(*) filter (where seen_at > clock_timestamp()
        - make_interval(secs => ${withinSeconds})))::int as alive,
      extract(epoch from clock_timestamp() - max(seen_at))::float8 as silent_seconds
    from workers`);
  return { alive: row?.alive ?? 0, silentSeconds: row?.silent_seconds ?? null };
}

/** @returns what time the database thinks it is */
export async function readDatabaseClock(database: Queryable): Promise<Date> {
  const [row] = await database.query<{ now: Date }>(sql`select clock_timestamp() as now`);
  if (!row) throw new Error('the database does not say what time it is');
  return row.now;
}
