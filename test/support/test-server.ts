/** The database server that tests run on, and the template that each test's database is a copy of. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { z } from 'zod';
import { systemClock } from '../../src/core/clock.ts';
import { createIds } from '../../src/core/id.ts';
import { clientConfig, sessionSettings } from '../../src/database/connection-settings.ts';
import type { ConnectionSettings } from '../../src/database/connection-settings.ts';
import { startEmbedded } from '../../src/database/embedded/start-embedded.ts';
import { appendOnlyTables } from '../../src/database/grants.ts';
import { migrate } from '../../src/database/migrate.ts';
import { readMigrationFiles } from '../../src/database/migration-files.ts';

const root = join(import.meta.dirname, '..', '..');

export const migrationsFolder = join(root, 'src', 'database', 'migrations');

const settings = z.object({
  connectionString: z.string().optional(),
  host: z.string().optional(),
  port: z.number().optional(),
  user: z.string().optional(),
  password: z.string().optional(),
  database: z.string().optional(),
});

const description = z.object({
  /** Makes and drops databases. */
  administrator: settings,
  owner: settings,
  portal: settings,
  /** Begins the name of everything that tests make on the server. */
  prefix: z.string(),
});

type Description = z.infer<typeof description>;

export type TestServer = Description & { readonly close: () => Promise<void> };

/** A server by its accounts, wherever it came from. */
type ServerAccounts = {
  readonly administrator: ConnectionSettings;
  readonly owner: ConnectionSettings;
  readonly portal: ConnectionSettings;
  readonly prefix: string;
};

/** The environment variable through which a run of all tests tells each file its server. */
export const serverVariable = 'SALDO_TEST_SERVER';

/** The environment variable that names a server of your own, by an account that may make roles and databases. */
export const ownServerVariable = 'SALDO_TEST_DATABASE_URL';

/** The server of the run of all tests; otherwise your own; otherwise an embedded one in `.cache`. */
export async function findTestServer(): Promise<TestServer> {
  const given = process.env[serverVariable];
  if (given !== undefined) {
    return { ...description.parse(JSON.parse(given)), close: () => Promise.resolve() };
  }
  return openTestServer(join(root, '.cache', 'test-postgres'));
}

/** Opens your own server, or starts the embedded one of `folder`. */
export async function openTestServer(folder: string): Promise<TestServer> {
  const address = process.env[ownServerVariable];
  return address === undefined ? openEmbedded(folder) : openOwn(address);
}

async function openEmbedded(folder: string): Promise<TestServer> {
  const server = await startEmbedded({ folder, log: () => {} });
  const { administrator, owner, portal } = server;
  const prefix = 'saldo_test';
  const described = description.parse({ administrator, owner, portal, prefix });
  if (server.how !== 'adopted') await dropDatabases(described, `${prefix}_copy_`);
  return { ...described, close: server.release };
}

async function openOwn(address: string): Promise<TestServer> {
  const ids = createIds(systemClock);
  const prefix = `saldo_test_${ids.token().slice(0, 8)}`;
  const [role, password] = [`${prefix}_portal`, ids.token()];
  const administrator = { connectionString: address };
  await administrate({ administrator }, [
    `create role ${escapeIdentifier(role)} login password ${escapeLiteral(password)}`,
  ]);
  const url = new URL(address);
  url.username = role;
  url.password = password;
  const portal = { connectionString: url.href };
  const described: Description = { administrator, owner: administrator, portal, prefix };
  return {
    ...described,
    close: async () => {
      await dropDatabases(described, `${prefix}_`);
      await administrate(described, [`drop role ${escapeIdentifier(role)}`]);
    },
  };
}

/** Makes the migrated template when the server has none of these migrations; returns its name. */
export async function prepareTemplate(
  server: ServerAccounts,
  folder: string = migrationsFolder,
): Promise<string> {
  const client = await connectAdministrator(server);
  try {
    const owner = roleOf(server.owner);
    const portalRole = roleOf(server.portal);
    const name = `${server.prefix}_template_${await fingerprint(folder, portalRole)}`;
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rows.length > 0) return name;
    const unfinished = escapeIdentifier(`${name}_new`);
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished} owner ${escapeIdentifier(owner)}`);
    await migrate(withDatabase(server.owner, `${name}_new`), { portalRole, folder });
    await client.query(`alter database ${unfinished} rename to ${escapeIdentifier(name)}`);
    return name;
  } finally {
    await client.end();
  }
}

/** The same account on another database of the same server. */
export function withDatabase(connection: ConnectionSettings, database: string): ConnectionSettings {
  if (connection.connectionString === undefined) return { ...connection, database };
  const url = new URL(connection.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}

/** The settings as one address, for programs that take them so. */
export function connectionUrl(connection: ConnectionSettings): string {
  if (connection.connectionString !== undefined) return connection.connectionString;
  const { user, password, host, port, database } = connection;
  const account = `${encodeURIComponent(user ?? '')}:${encodeURIComponent(String(password))}`;
  const path = encodeURIComponent(host ?? '');
  return `postgresql://${account}@localhost:${port}/${database}?host=${path}`;
}

/** The name of the account. */
export function roleOf(connection: ConnectionSettings): string {
  if (connection.user !== undefined) return connection.user;
  return decodeURIComponent(new URL(connection.connectionString ?? '').username);
}

/** Runs statements one by one as the administrator. */
export async function administrate(
  server: Pick<ServerAccounts, 'administrator'>,
  statements: readonly string[],
): Promise<void> {
  const client = await connectAdministrator(server);
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function connectAdministrator(
  server: Pick<ServerAccounts, 'administrator'>,
): Promise<Client> {
  const unhurried = { ...sessionSettings, statement_timeout: 60_000, lock_timeout: 60_000 };
  const client = new Client(clientConfig(server.administrator, 'saldo tests', unhurried));
  await client.connect();
  return client;
}

async function dropDatabases(server: Description, prefix: string): Promise<void> {
  const client = await connectAdministrator(server);
  try {
    const found = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [prefix],
    );
    for (const { name } of found.rows) {
      await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
    }
  } finally {
    await client.end();
  }
}

async function fingerprint(folder: string, portalRole: string): Promise<string> {
  const files = await readMigrationFiles(folder);
  const seen = [portalRole, ...appendOnlyTables, ...files.map((file) => file.sha256)];
  return createHash('sha256').update(seen.join('\n')).digest('hex').slice(0, 12);
}
