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
import type { Database, PoolUse } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import type { Health } from '../health/index.ts';
import { createAlarm, type Alarm } from '../jobs/alarm.ts';
import { loadMetrics, type Metrics, watchDatabase, watchProviders } from '../observation/index.ts';
import { createProviders } from '../providers/registry.ts';
import { openDatabaseServer, type DatabaseServer } from './database-server.ts';
import { keyOf } from './key.ts';
import { createLog } from './log.ts';
import { serveMetrics, type MetricsListener } from './serve-metrics.ts';
import type { WatchedFolder } from './disk-check.ts';
import { findBacklogs, healthOf } from './watch.ts';

export type Portal = {
  readonly context: Context;
  readonly alarm: Alarm;
  readonly config: Config;
  /** Absolute. */
  readonly dataFolder: string;
  /** Where the last seals are noted outside the database; absolute. */
  readonly sealsFile: string;
  /** The account of the portal at its database. */
  readonly connection: ConnectionSettings;
  /** Which database is used, for people. */
  readonly databaseSentence: string;
  readonly health: Health;
  /** Opens the listener for operators where a port for it is set; `close` closes it. @throws PortTaken */
  readonly serveMetrics: () => Promise<void>;
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
    const opened = await openDatabase(server, log, options);
    database = opened.database;
    const alarm = createAlarm();
    const metrics = config.metricsPort === null ? null : await loadMetrics();
    const context = contextOf(config, { database, log, dataFolder, alarm, metrics });
    return assemble({ context, alarm, config, dataFolder, metrics, pool: opened.pool }, server);
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
): Promise<{ readonly database: Database; readonly pool: () => PoolUse }> {
  if (options.migrate) {
    await migrate(server.owner, { portalRole: server.portalAccount, log: options.say });
  }
  let pool: () => PoolUse = () => ({ used: 0, idle: 0, waiting: 0 });
  const database = await connectDatabase({
    connection: server.portal,
    poolSize: 16,
    applicationName: 'saldo',
    onIdleError: (error) => log.warn({ err: error }, 'database connection lost'),
    onPool: (use) => {
      pool = use;
    },
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
  return { database, pool: () => pool() };
}

type Parts = {
  readonly database: Database;
  readonly log: Logger;
  readonly dataFolder: string;
  readonly alarm: Alarm;
  readonly metrics: Pick<Metrics, 'note'> | null;
};

/** For what was asked before; whoever waits longer had better be told. */
const longestWaitMs = 2000;

function contextOf(config: Config, { database, log, dataFolder, alarm, metrics }: Parts): Context {
  const note = metrics?.note ?? (() => {});
  const providers = createProviders({ sandboxUrl: `http://127.0.0.1:${config.sandboxPort}` });
  return {
    database: watchDatabase(database, note),
    clock: systemClock,
    ids: createIds(systemClock),
    log,
    key: config.key ?? keyOf(dataFolder),
    providers: watchProviders(providers, { note, log }),
    publicUrl: config.publicUrl,
    mailFrom: config.mailFrom,
    leaseSeconds: config.leaseSeconds,
    reach: crashPointReacher(config.crashAt),
    together: createTogether(config.mostTogether, longestWaitMs),
    wake: alarm.wake,
    note,
  };
}

type Assembled = Pick<Portal, 'context' | 'alarm' | 'config' | 'dataFolder'> & {
  readonly metrics: Metrics | null;
  readonly pool: () => PoolUse;
};

function assemble({ metrics, pool, ...parts }: Assembled, server: DatabaseServer): Portal {
  const { context, config, dataFolder } = parts;
  const health = healthOf(context, foldersOf(dataFolder, server));
  let listener: MetricsListener | null = null;
  return {
    ...parts,
    sealsFile: resolve(config.sealsFile ?? join(dataFolder, 'seals.jsonl')),
    connection: server.portal,
    databaseSentence: server.sentence,
    health,
    serveMetrics: async () => {
      if (metrics === null || config.metricsPort === null) return;
      const sources = {
        clock: context.clock,
        backlogs: () => findBacklogs(context),
        verdicts: async () => (await health.report()).checks,
        pool,
      };
      const page = () => metrics.page(sources);
      listener = await serveMetrics({ page, health, log: context.log }, config.metricsPort);
    },
    close: async () => {
      await listener?.close();
      await context.database.close();
      await server.release();
    },
  };
}

function foldersOf(dataFolder: string, server: DatabaseServer): WatchedFolder[] {
  const data = { folder: dataFolder, what: 'the data folder', name: 'data_disk' };
  if (server.folder === null) return [data];
  return [data, { folder: server.folder, what: 'the database', name: 'database_disk' }];
}
