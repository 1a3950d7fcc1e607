/** A database of one test's own: a fresh copy of the migrated template, dropped when the test ends. */
import { after } from 'node:test';
import type { TestContext } from 'node:test';
import { systemClock } from '../../src/core/clock.ts';
import { createIds } from '../../src/core/id.ts';
import { connectDatabase } from '../../src/database/connect.ts';
import type { ConnectionSettings } from '../../src/database/connection-settings.ts';
import type { Database } from '../../src/database/database.ts';
import { escapeIdentifier } from 'pg';
import {
  administrate,
  connectionUrl,
  findTestServer,
  prepareTemplate,
  roleOf,
  withDatabase,
} from './test-server.ts';
import type { TestServer } from './test-server.ts';

export type TestDatabase = {
  /** As the portal: it may not change or remove rows of append-only tables. */
  readonly database: Database;
  /** As the owner of the tables. */
  readonly owner: Database;
  readonly connections: { readonly portal: ConnectionSettings; readonly owner: ConnectionSettings };
  /** The same as addresses, for programs that are started with DATABASE_URL. */
  readonly urls: { readonly portal: string; readonly owner: string };
  /** Called by itself at the end of the test; a second call does nothing. */
  readonly close: () => Promise<void>;
};

export type TestDatabaseOptions = {
  /** Other migrations than the house's. */
  readonly migrations?: string;
  /** Connections of `database`; 8. */
  readonly poolSize?: number;
};

let server: Promise<TestServer> | undefined;
let template: Promise<string> | undefined;

// Belongs to the whole file, because this runs when the file is read.
after(async () => {
  if (server !== undefined) await (await server).close();
});

/** Makes the copy; takes about a tenth of a second. */
export async function testDatabase(
  context: Pick<TestContext, 'after'>,
  options: TestDatabaseOptions = {},
): Promise<TestDatabase> {
  server ??= findTestServer();
  const found = await server;
  const source = await templateOf(found, options.migrations);
  const name = `${found.prefix}_copy_${createIds(systemClock).token()}`;
  await administrate(found, [
    // Copying its files is less work than writing each page to the log, and the copy opens sooner.
    `create database ${name} template ${source} strategy file_copy
      owner ${escapeIdentifier(roleOf(found.owner))}`,
  ]);
  const connections = {
    portal: withDatabase(found.portal, name),
    owner: withDatabase(found.owner, name),
  };
  const pools: Database[] = [];
  const close = once(async () => {
    await Promise.all(pools.map((pool) => pool.close()));
    await administrate(found, [`drop database ${name} with (force)`]);
  });
  context.after(close);
  const connect = async (connection: ConnectionSettings, poolSize: number) => {
    const pool = await connectDatabase({
      connection,
      poolSize,
      // A test looks at what was decided, not at how busy the machine is.
      longestWaitMs: 30_000,
      applicationName: 'saldo test',
    });
    pools.push(pool);
    return pool;
  };
  return {
    database: await connect(connections.portal, options.poolSize ?? 8),
    owner: await connect(connections.owner, 2),
    connections,
    urls: { portal: connectionUrl(connections.portal), owner: connectionUrl(connections.owner) },
    close,
  };
}

/** The migrations do not change while a file of tests runs; those of a test of its own may. */
function templateOf(found: TestServer, migrations: string | undefined): Promise<string> {
  if (migrations !== undefined) return prepareTemplate(found, migrations);
  template ??= prepareTemplate(found);
  return template;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
