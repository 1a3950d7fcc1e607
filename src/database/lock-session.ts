/** One session that holds an advisory lock for as long as a process lives; the server frees it by itself. */
import { Client } from 'pg';
import { clientConfig, sessionSettings } from './connection-settings.ts';
import type { ConnectionSettings } from './connection-settings.ts';

/** Numbers of the advisory locks of the house; any will do that differ from each other. */
export const locks = {
  migration: 5_013_220_001,
  serverInUse: 5_013_220_002,
  portal: 5_013_220_003,
} as const;

const lockSettings = {
  ...sessionSettings,
  idle_session_timeout: 0,
  // A machine that vanished must not hold its lock for the hours that TCP would wait.
  tcp_keepalives_idle: 10,
  tcp_keepalives_interval: 5,
  tcp_keepalives_count: 3,
};

/** `ref` and `unref` say whether the session keeps the process alive; the types of `pg` lack them. */
export class LockSession extends Client {
  declare readonly ref: () => void;
  declare readonly unref: () => void;
}

/** Opens the session; its loss does not end the process. */
export async function openLockSession(
  connection: ConnectionSettings,
  applicationName: string,
): Promise<LockSession> {
  const client = new LockSession({
    ...clientConfig(connection, applicationName, lockSettings),
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

type LockFunction =
  'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared' | 'pg_advisory_unlock_shared';

/** Calls one of the functions that answer at once; returns what it answered. */
export async function callLock(
  client: LockSession,
  name: LockFunction,
  lock: number,
): Promise<boolean> {
  const result = await client.query<{ done: boolean }>(`select ${name}($1) as done`, [lock]);
  return result.rows[0]?.done === true;
}
