/** Puts the house together from its settings: database, providers, keys; the only file that knows every part. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { systemClock } from './core/clock.ts';
import type { ReachCrashPoint } from './core/crash-points.ts';
import { createIds } from './core/id.ts';
import type { PortalKey } from './core/sealing.ts';
import { checkServer } from './database/check-server.ts';
import { connectDatabase } from './database/connect.ts';
import type { ConnectionSettings } from './database/connection-settings.ts';
import { startEmbedded } from './database/embedded/start-embedded.ts';
import { migrate } from './database/migrate.ts';
import { createAlarm, type Alarm } from './jobs/worker.ts';
import { createProviders } from './providers/registry.ts';

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

type Server = {
  readonly portal: ConnectionSettings;
  readonly owner: ConnectionSettings;
  readonly sentence: string;
  readonly release: () => Promise<void>;
};

/** @throws ServerRefused, EmbeddedFailure, MigrationRefused with sentences for whoever runs the portal */
export async function openPortal(config: Config, options: OpenOptions): Promise<Portal> {
  const dataFolder = resolve(config.dataFolder);
  // The embedded server's own account must be able to pass, and nobody to look around.
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 });
  const log = createLog(config, options.logToFile ? join(dataFolder, 'portal.log') : 2);
  const server = await openServer(config, dataFolder, options);
  const ownerName = await accountName(server.owner);
  const portalName = await accountName(server.portal);
  if (options.migrate) await migrate(server.owner, { portalRole: portalName, log: options.say });
  const database = await connectDatabase({
    connection: server.portal,
    poolSize: 16,
    applicationName: 'saldo',
    onIdleError: (error) => log.warn({ err: error }, 'database connection lost'),
  });
  const { problems, warnings } = await checkServer(database, ownerName);
  if (problems.length > 0) {
    await database.close();
    await server.release();
    throw new ServerRefused(problems);
  }
  for (const warning of warnings) {
    log.warn(warning);
    if (options.logToFile) options.say(`note: ${warning}`);
  }
  const alarm = createAlarm();
  const context: Context = {
    database,
    clock: systemClock,
    ids: createIds(systemClock),
    log,
    key: config.key ?? keyOf(dataFolder),
    providers: createProviders({ sandboxUrl: `http://127.0.0.1:${config.sandboxPort}` }),
    publicUrl: config.publicUrl,
    mailFrom: config.mailFrom,
    leaseSeconds: config.leaseSeconds,
    reach: crashPointReacher(config),
    wake: alarm.wake,
  };
  return {
    context,
    alarm,
    config,
    dataFolder,
    connection: server.portal,
    databaseSentence: server.sentence,
    close: async () => {
      await database.close();
      await server.release();
    },
  };
}

async function openServer(
  config: Config,
  dataFolder: string,
  options: OpenOptions,
): Promise<Server> {
  if (config.databaseUrl !== null) {
    const portal = { connectionString: config.databaseUrl };
    const owner = { connectionString: config.migrationUrl ?? config.databaseUrl };
    return {
      portal,
      owner,
      sentence: 'the server that DATABASE_URL names',
      release: async () => {},
    };
  }
  const folder = join(dataFolder, 'postgresql');
  const embedded = await startEmbedded({ folder, log: options.say });
  return {
    portal: embedded.portal,
    owner: embedded.owner,
    sentence: `embedded PostgreSQL ${embedded.version} (${embedded.how}) in ${embedded.where}`,
    release: embedded.release,
  };
}

async function accountName(connection: ConnectionSettings): Promise<string> {
  const database = await connectDatabase({
    connection,
    poolSize: 1,
    applicationName: 'saldo start',
  });
  const [row] = await database.query<{ name: string }>({
    text: 'select current_user as name',
    values: [],
  });
  await database.close();
  return row?.name ?? '';
}

/** Logs one JSON line per event; whatever could be a secret or a person's data is left out by name. */
function createLog(config: Config, target: string | number): Logger {
  return pino(
    {
      level: config.logLevel,
      redact: {
        paths: [
          'secrets',
          '*.secrets',
          'api_key',
          '*.api_key',
          'email',
          '*.email',
          'headers',
          '*.headers',
          'body',
          '*.body',
        ],
        censor: '[left out]',
      },
    },
    pino.destination({ dest: target, sync: true }),
  );
}

/** The key of this data folder, made when it is first needed; losing it loses the provider secrets. */
function keyOf(dataFolder: string): PortalKey {
  const file = join(dataFolder, 'portal.key');
  if (!existsSync(file)) makeKey(file);
  return Buffer.from(readFileSync(file, 'utf8'), 'base64');
}

/** Whole or not at all, and never over one that another process has made meanwhile. */
function makeKey(file: string): void {
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  writeSync(handle, randomBytes(32).toString('base64'));
  fsyncSync(handle);
  closeSync(handle);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** Kills this process when the crash point of the settings is reached for the given time; tests set one. */
function crashPointReacher(config: Config): ReachCrashPoint {
  const { crashAt } = config;
  if (crashAt === null) return () => {};
  let reached = 0;
  return (point) => {
    if (point !== crashAt.point) return;
    reached += 1;
    if (reached === crashAt.time) process.kill(process.pid, 'SIGKILL');
  };
}
