/** The database of one measurement: a fresh copy of the migrated template on a server that the bench keeps. */
import { join } from 'node:path';
import { escapeIdentifier } from 'pg';
import { systemClock } from '../../src/core/clock.ts';
import { createIds } from '../../src/core/id.ts';
import { connectDatabase } from '../../src/database/connect.ts';
import type { ConnectionSettings } from '../../src/database/connection-settings.ts';
import type { Database } from '../../src/database/database.ts';
import {
  administrate,
  connectionUrl,
  openTestServer,
  prepareTemplate,
  roleOf,
  withDatabase,
  type TestServer,
} from '../../test/support/test-server.ts';

/** Kept between runs, so that the reference's tables are filled once. */
export const serverFolder = join(import.meta.dirname, '../../.cache/bench-postgres');

export type Town = {
  readonly server: TestServer;
  /** As the owner of the tables, without limits on time. */
  readonly owner: Database;
  /** As the administrator of the server. */
  readonly administrator: Database;
  readonly urls: {
    readonly portal: string;
    readonly owner: string;
    readonly administrator: string;
  };
  readonly connections: { readonly portal: ConnectionSettings };
  readonly close: () => Promise<void>;
};

export async function openTown(): Promise<Town> {
  const server = await openTestServer(serverFolder);
  const template = await prepareTemplate(server);
  const name = `${server.prefix}_copy_${createIds(systemClock).token()}`;
  await administrate(server, [
    `create database ${name} template ${template} owner ${escapeIdentifier(roleOf(server.owner))}`,
  ]);
  const connections = {
    portal: withDatabase(server.portal, name),
    owner: withDatabase(server.owner, name),
    administrator: withDatabase(server.administrator, name),
  };
  const [owner, administrator] = await Promise.all([
    connect(connections.owner),
    connect(connections.administrator),
  ]);
  return {
    server,
    owner,
    administrator,
    connections,
    urls: {
      portal: connectionUrl(connections.portal),
      owner: connectionUrl(connections.owner),
      administrator: connectionUrl(connections.administrator),
    },
    close: async () => {
      await Promise.all([owner.close(), administrator.close()]);
      await administrate(server, [`drop database ${name} with (force)`]);
      await server.close();
    },
  };
}

function connect(connection: ConnectionSettings): Promise<Database> {
  return connectDatabase({ connection, poolSize: 2, applicationName: 'saldo bench' });
}
