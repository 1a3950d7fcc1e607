/** Finds the server of a cluster running, or starts it, and takes part in it. */
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { callLock, locks, openLockSession } from '../lock-session.ts';
import type { LockSession } from '../lock-session.ts';
import { failureCode, isConnectionLoss } from '../transaction-failure.ts';
import type { Binaries } from './binaries.ts';
import { accountNames } from './cluster.ts';
import { EmbeddedFailure } from './embedded-failure.ts';
import type { Home } from './home.ts';
import { readPidFile } from './running.ts';
import type { RunningServer } from './running.ts';
import { lastWords, spawnServer } from './server-process.ts';

export type Site = {
  readonly home: Home;
  readonly binaries: Binaries;
  /** The administrator's. */
  readonly password: string;
  readonly log: (sentence: string) => void;
};

export type Joined = {
  /** Holds the shared lock of the server's users. */
  readonly session: LockSession;
  readonly server: RunningServer;
  readonly started: boolean;
  readonly version: string;
};

// Long, because a server that recovers after a crash answers only when it has read its journal.
const patienceMs = 300_000;
const maximumStarts = 3;

/** @param onLost called once when the session ends before it was left */
export async function joinServer(site: Site, onLost: () => void): Promise<Joined> {
  const patience = AbortSignal.timeout(patienceMs);
  const starter = new Starter(site);
  while (!patience.aborted) {
    const file = readPidFile(site.home.cluster);
    if (file.kind === 'running') {
      const joined = await tryJoin(site, file.server, onLost);
      if (joined !== undefined) return { ...joined, started: starter.pid === file.server.pid };
    } else if (file.kind !== 'starting') {
      await starter.start(file.kind === 'stale' && file.reused);
    }
    await delay(20);
  }
  throw failedToStart(site);
}

/** Starts the server unless its last start is still under way; gives up after several failures. */
class Starter {
  readonly #site: Site;
  #child: ChildProcess | undefined;
  #starts = 0;

  constructor(site: Site) {
    this.#site = site;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(mustRemovePidFile: boolean): Promise<void> {
    if (this.#child !== undefined && !hasEnded(this.#child)) return;
    if (this.#starts === maximumStarts) throw failedToStart(this.#site);
    // PostgreSQL removes what a dead server left, but not when another program has its number now.
    if (mustRemovePidFile) rmSync(join(this.#site.home.cluster, 'postmaster.pid'), { force: true });
    this.#starts += 1;
    this.#child = await spawnServer(this.#site.home, this.#site.binaries);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function failedToStart({ home }: Site): EmbeddedFailure {
  return new EmbeddedFailure(
    `The database server in ${home.folder} does not start. It said:\n${lastWords(home)}`,
  );
}

/** Undefined while the server is still starting, recovering, or already shutting down. */
async function tryJoin(site: Site, server: RunningServer, onLost: () => void) {
  const connection = {
    host: server.host,
    port: server.port,
    user: accountNames.administrator,
    password: site.password,
    database: 'postgres',
  };
  let session: LockSession;
  try {
    session = await openLockSession(connection, 'saldo embedded server');
  } catch (error) {
    if (mayPass(error)) return undefined;
    throw new EmbeddedFailure('The database server does not let Saldo in.', { cause: error });
  }
  try {
    if (await callLock(session, 'pg_try_advisory_lock_shared', locks.serverInUse)) {
      const version = await readVersion(session);
      session.once('end', onLost);
      session.unref();
      return { session, server, version };
    }
  } catch (error) {
    if (!mayPass(error)) throw error;
  }
  await session.end();
  return undefined;
}

/** 53300 is too_many_connections. */
function mayPass(error: unknown): boolean {
  return isConnectionLoss(error) || failureCode(error) === '53300' || isConnectTimeout(error);
}

function isConnectTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout expired';
}

async function readVersion(session: LockSession): Promise<string> {
  const result = await session.query<{ server_version: string }>('show server_version');
  return result.rows[0]?.server_version ?? 'unknown';
}
