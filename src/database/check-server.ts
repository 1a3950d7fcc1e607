/** Says what is wrong with a database server before money is entrusted to it. */
import type { Queryable, Row } from './database.ts';
import { sql } from './sql.ts';

export type ServerCheck = {
  /** Reasons not to start, one sentence each. */
  readonly problems: readonly string[];
  /** Things to know, one sentence each. */
  readonly warnings: readonly string[];
};

type Facts = Row & {
  version: string;
  version_number: number;
  fsync: string;
  full_page_writes: string;
  data_checksums: string;
  server_encoding: string;
  standby: boolean;
  account: string;
};

/**
 * Looks at the server through the portal's own connection.
 *
 * @param owner the account that owns the tables
 */
export async function checkServer(database: Queryable, owner: string): Promise<ServerCheck> {
  const [facts] = await database.query<Facts>(sql`
    select current_setting('server_version') as version,
      current_setting('server_version_num')::integer as version_number,
      current_setting('fsync') as fsync,
      current_setting('full_page_writes') as full_page_writes,
      current_setting('data_checksums') as data_checksums,
      current_setting('server_encoding') as server_encoding,
      pg_is_in_recovery() as standby,
      current_user as account`);
  if (facts === undefined) throw new Error('the database server says nothing about itself');
  return judgeServer(facts, owner);
}

/** The verdict on what a server says about itself. */
export function judgeServer(facts: Facts, owner: string): ServerCheck {
  const problems = [
    facts.version_number < 150_000 &&
      `The database server is PostgreSQL ${facts.version}; Saldo needs 15 or newer.`,
    facts.fsync !== 'on' &&
      'The database server runs with fsync off: a power failure would lose payments.',
    facts.full_page_writes !== 'on' &&
      'The database server runs with full_page_writes off: a power failure could damage the data.',
    facts.standby &&
      'The database server is a standby: it cannot be written to and may lag behind.',
    facts.server_encoding !== 'UTF8' &&
      `The database has the encoding ${facts.server_encoding}; Saldo needs UTF8.`,
  ];
  const warnings = [
    facts.data_checksums !== 'on' &&
      'The database server has no data checksums: damage on disk would go unnoticed.',
    facts.account === owner &&
      'The portal uses the account that owns the tables: the database cannot stop it from changing the ledger.',
  ];
  return { problems: sentences(problems), warnings: sentences(warnings) };
}

function sentences(list: readonly (string | false)[]): string[] {
  return list.filter((sentence) => sentence !== false);
}
