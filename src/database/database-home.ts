/** Which server and database the data lives in, so that a restored copy is known for one. */
import type { Queryable, Row } from './database.ts';
import { sql } from './sql.ts';

type Home = Row & { system_identifier: string; database_oid: string };

/**
 * Whether the data still lives where it lived when it was last served; at the first time it moves in.
 *
 * A copy of the data folder, or a restore by the archive of the same server, looks the same.
 */
export async function isAtHome(database: Queryable, now: Date): Promise<boolean> {
  const [known] = await database.query<Home>(
    sql`select system_identifier, database_oid from database_home`,
  );
  if (known === undefined) {
    await moveIn(database, now);
    return true;
  }
  const here = await findHere(database);
  return (
    known.system_identifier === here.system_identifier && known.database_oid === here.database_oid
  );
}

/** Says that the data lives here from now on. */
export async function moveIn(database: Queryable, now: Date): Promise<void> {
  const here = await findHere(database);
  await database.query(sql`
    insert into database_home (system_identifier, database_oid, settled_at)
    values (${here.system_identifier}, ${here.database_oid}, ${now})
    on conflict (only_row) do update set system_identifier = excluded.system_identifier,
      database_oid = excluded.database_oid, settled_at = excluded.settled_at`);
}

async function findHere(database: Queryable): Promise<Home> {
  const [here] = await database.query<Home>(sql`
    select system_identifier::text as system_identifier,
      (select oid::text from pg_database where datname = current_database()) as database_oid
    from pg_control_system()`);
  if (here === undefined) throw new Error('the database server says nothing about itself');
  return here;
}
