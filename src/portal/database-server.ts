/** Which PostgreSQL the portal uses: the one that is named, or an embedded one in the data folder. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { connectDatabase } from '../database/connect.ts';
import type { ConnectionSettings } from '../database/connection-settings.ts';
import { accountNames } from '../database/embedded/cluster.ts';
import { startEmbedded } from '../database/embedded/start-embedded.ts';
import { sql } from '../database/sql.ts';

export type DatabaseServer = {
  readonly portal: ConnectionSettings;
  readonly owner: ConnectionSettings;
  /** The names of their accounts. */
  readonly portalAccount: string;
  readonly ownerAccount: string;
  /** Which server it is, for people. */
  readonly sentence: string;
  /** Where its data are, when that is on this machine. */
  readonly folder: string | null;
  readonly release: () => Promise<void>;
};

/** @throws EmbeddedFailure with a sentence for whoever runs the portal */
export async function openDatabaseServer(
  config: Config,
  dataFolder: string,
  say: (sentence: string) => void,
): Promise<DatabaseServer> {
  if (config.databaseUrl !== null) {
    const portal = { connectionString: config.databaseUrl };
    const owner = { connectionString: config.migrationUrl ?? config.databaseUrl };
    // Who only serves need not be told the owner's account: the tables know it.
    const [found, owning] = await Promise.all([
      askServer(portal),
      config.migrationUrl === null ? null : askServer(owner),
    ]);
    return {
      portal,
      owner,
      portalAccount: found.account,
      ownerAccount: found.owner ?? (owning ?? found).account,
      folder: null,
      sentence: `PostgreSQL ${found.version}, the server that DATABASE_URL names`,
      release: async () => {},
    };
  }
  const folder = join(dataFolder, 'postgresql');
  const embedded = await startEmbedded({ folder, log: say });
  return {
    portal: embedded.portal,
    owner: embedded.owner,
    portalAccount: accountNames.portal,
    ownerAccount: accountNames.owner,
    folder: embedded.where,
    sentence: `embedded PostgreSQL ${embedded.version} (${embedded.how}) in ${embedded.where}`,
    release: embedded.release,
  };
}

type ServerFacts = { account: string; version: string; owner: string | null };

async function askServer(connection: ConnectionSettings): Promise<ServerFacts> {
  const database = await connectDatabase({
    connection,
    poolSize: 1,
    applicationName: 'saldo start',
  });
  try {
    const [row] = await database.query<ServerFacts>(sql`
      select current_user as account, current_setting('server_version') as version,
        (select tableowner from pg_tables
          where schemaname = 'public' and tablename = 'schema_migrations') as owner`);
    if (row === undefined) throw new Error('the database server says nothing about itself');
    return row;
  } finally {
    await database.close();
  }
}
