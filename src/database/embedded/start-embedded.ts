/** Gives a process a running PostgreSQL of its own: made, started or adopted, and stopped by its last user. */
import type { ConnectionSettings } from '../connection-settings.ts';
import { callLock, locks } from '../lock-session.ts';
import type { LockSession } from '../lock-session.ts';
import { isConnectionLoss } from '../transaction-failure.ts';
import { accountForServer } from './account.ts';
import { prepareBinaries } from './binaries.ts';
import { accountNames, databaseName, ensureCluster, readPasswords } from './cluster.ts';
import { openHome } from './home.ts';
import { joinServer } from './join-server.ts';
import type { Joined, Site } from './join-server.ts';
import type { RunningServer } from './running.ts';
import { stopServer } from './server-process.ts';

export type EmbeddedServer = {
  /** Owns the database and its tables; for migrations. */
  readonly owner: ConnectionSettings;
  /** May use what migrations made; for the portal and the worker. */
  readonly portal: ConnectionSettings;
  /** May do everything; for tests, which make databases. */
  readonly administrator: ConnectionSettings;
  /** `18.4`. */
  readonly version: string;
  readonly how: 'initialised' | 'started' | 'adopted';
  /** The folder that holds the data; not the one asked for where the server's account cannot reach it. */
  readonly where: string;
  /** Ends the use; stops the server when nobody else uses it. */
  readonly release: () => Promise<void>;
};

export type StartEmbeddedOptions = {
  readonly folder: string;
  readonly log: (sentence: string) => void;
  /** Where the data of unreachable folders goes; /var/lib/saldo. */
  readonly elsewhere?: string;
};

/**
 * Starts the embedded server of `folder`, or adopts the one that an earlier or another process started.
 *
 * Should the server die while it is in use, it is started again.
 * @throws EmbeddedFailure with a sentence for whoever runs Saldo
 */
export async function startEmbedded(options: StartEmbeddedOptions): Promise<EmbeddedServer> {
  const home = openHome(options.folder, accountForServer(), options.elsewhere ?? '/var/lib/saldo');
  const binaries = prepareBinaries(home);
  const initialised = await ensureCluster(home, binaries);
  const passwords = readPasswords(home);
  const site: Site = { home, binaries, password: passwords.administrator, log: options.log };
  const use = await useServer(site);
  const { server, started, version } = use.first;
  const settings = (account: keyof typeof accountNames): ConnectionSettings => ({
    host: server.host,
    port: server.port,
    user: accountNames[account],
    password: passwords[account],
    database: databaseName,
  });
  const how = initialised ? 'initialised' : started ? 'started' : 'adopted';
  return {
    owner: settings('owner'),
    portal: settings('portal'),
    administrator: settings('administrator'),
    version,
    how,
    where: home.folder,
    release: use.release,
  };
}

type Use = { readonly first: Joined; readonly release: () => Promise<void> };

/** Holds the shared lock of the users of the server, across restarts of the server. */
async function useServer(site: Site): Promise<Use> {
  let released = false;
  let current: Promise<Joined>;
  const onLost = () => {
    if (released) return;
    site.log('The database server was lost; starting it again.');
    current = joinServer(site, onLost);
    current.catch((error: unknown) => site.log(`The database server is lost: ${String(error)}`));
  };
  current = joinServer(site, onLost);
  const first = await current;
  return {
    first,
    release: async () => {
      if (released) return;
      released = true;
      const { session, server } = await current;
      await leave(session, server);
    },
  };
}

/** The last one to give up the shared lock gets the exclusive one, and only that one stops the server. */
async function leave(session: LockSession, server: RunningServer): Promise<void> {
  session.ref();
  try {
    await callLock(session, 'pg_advisory_unlock_shared', locks.serverInUse);
    if (await callLock(session, 'pg_try_advisory_lock', locks.serverInUse)) {
      await stopServer(server.pid);
    }
    await session.end();
  } catch (error) {
    // Another user left at the same moment, was the last one, and stopped the server under our hands.
    if (!isConnectionLoss(error)) throw error;
  }
}
