/** Puts the house together from its settings: database, providers, key; it knows every part. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { systemClock } from '../core/clock.ts';
import { crashPointReacher } from '../core/crash-points.ts';
import { createIds } from '../core/id.ts';
import { createTogether } from '../core/together.ts';
import { checkServer } from '../database/check-server.ts';
import { connectDatabase } from '../database/connect.ts';
import type { ConnectionSettings } from '../database/connection-settings.ts';
import type { Database } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { createAlarm, type Alarm } from '../jobs/worker.ts';
import { createProviders } from '../providers/registry.ts';
import { openDatabaseServer, type DatabaseServer } from './database-server.ts';
import { keyOf } from './key.ts';
import { createLog } from './log.ts';

export type Portal = {
  readonly context: Context;
  readonly alarm: Alarm;
  readonly config: Config;
  /** Absolute. */
  readonly dataFolder: string;
  /** The account of the portal at its database. */
  readonly connection: ConnectionSettings;
  /** Which database is used, for people. */
  readonly databaseSentence: string;
  readonly close: () => Promise<void>;
};

export type OpenOptions = {
  /** Told what is being done, for people who wait. */
  readonly say: (sentence: string) => void;
  /** Brings the database up to date first; without it, an old database is refused by its first query. */
  readonly migrate: boolean;
  /** Writes the log into the data folder, so that people who look at the terminal can read it. */
  readonly logToFile?: boolean;
};

/** The server would lose money, or is not one; each sentence says why. */
export class ServerRefused extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ServerRefused';
  }
}

/** @throws ServerRefused, EmbeddedFailure, MigrationRefused with sentences for whoever runs the portal */
export async function openPortal(config: Config, options: OpenOptions): Promise<Portal> {
  const dataFolder = resolve(config.dataFolder);
  // The embedded server's own account must be able to pass, and nobody to look around.
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 });
  const log = createLog(config.logLevel, options.logToFile ? join(dataFolder, 'portal.log') : 2);
  const server = await openDatabaseServer(config, dataFolder, options.say);
  let database: Database | null = null;
  try {
    database = await openDatabase(server, log, options);
    const alarm = createAlarm();
    const context = contextOf(config, { database, log, dataFolder, alarm });
    return assemble({ context, alarm, config, dataFolder }, server);
  } catch (error) {
    await database?.close();
    await server.release();
    throw error;
  }
}

async function openDatabase(
  server: DatabaseServer,
  log: Logger,
  options: OpenOptions,
): Promise<Database> {
  if (options.migrate) {
    await migrate(server.owner, { portalRole: server.portalAccount, log: options.say });
  }
  const database = await connectDatabase({
    connection: server.portal,
    poolSize: 16,
    applicationName: 'saldo',
    onIdleError: (error) => log.warn({ err: error }, 'database connection lost'),
  });
  const { problems, warnings } = await checkServer(database, server.ownerAccount);
  if (problems.length > 0) {
    await database.close();
    throw new ServerRefused(problems);
  }
  for (const warning of warnings) {
    log.warn(warning);
    if (options.logToFile) options.say(`note: ${warning}`);
  }
  return database;
}

type Parts = {
  readonly database: Database;
  readonly log: Logger;
  readonly dataFolder: string;
  readonly alarm: Alarm;
};

function contextOf(config: Config, { database, log, dataFolder, alarm }: Parts): Context {
  return {
    database,
    clock: systemClock,
    ids: createIds(systemClock),
    log,
    key: config.key ?? keyOf(dataFolder),
    providers: createProviders({ sandboxUrl: `http://127.0.0.1:${config.sandboxPort}` }),
    publicUrl: config.publicUrl,
    mailFrom: config.mailFrom,
    leaseSeconds: config.leaseSeconds,
    reach: crashPointReacher(config.crashAt),
    together: createTogether(config.mostTogether),
    wake: alarm.wake,
  };
}

function assemble(
  parts: Pick<Portal, 'context' | 'alarm' | 'config' | 'dataFolder'>,
  server: DatabaseServer,
): Portal {
  return {
    ...parts,
    connection: server.portal,
    databaseSentence: server.sentence,
    close: async () => {
      await parts.context.database.close();
      await server.release();
    },
  };
}
