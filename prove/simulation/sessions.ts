/** The real sessions with PostgreSQL that virtual processes share, and who of them waits for whom. */
import { Client } from 'pg';
import { clientConfig, sessionSettings } from '../../src/database/connection-settings.ts';
import type { ConnectionSettings } from '../../src/database/connection-settings.ts';

export type Session = { readonly client: Client; readonly pid: number };

export type Sessions = {
  readonly isAnyFree: () => boolean;
  readonly take: () => Session;
  readonly giveBack: (session: Session) => void;
  /** Whose locks it waits for; nobody's in a deadlock, which is waited out, for PostgreSQL ends it. */
  readonly blockers: (session: Session) => Promise<readonly number[]>;
  /** Ends what the session is doing. */
  readonly cancel: (session: Session) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The scheduler keeps others waiting for as long as it likes, so no statement may give up by itself. */
const patientSettings = {
  ...sessionSettings,
  statement_timeout: 0,
  lock_timeout: 0,
  idle_in_transaction_session_timeout: 0,
  synchronous_commit: 'off',
  // The tables stay small, so that planning each statement anew costs more than any plan saves.
  plan_cache_mode: 'force_generic_plan',
  // The clock of the database is the simulation's: see lane-database.ts.
  search_path: 'simulated,public,pg_catalog',
};

export async function openSessions(
  connection: ConnectionSettings,
  size: number,
): Promise<Sessions> {
  const open = async (): Promise<Session> => {
    const client = new Client(clientConfig(connection, 'saldo simulation', patientSettings));
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return { client, pid: rows[0]?.pid ?? 0 };
  };
  const all: Session[] = [];
  for (let each = 0; each < size; each += 1) all.push(await open());
  const observer = await open();
  const free = all.toReversed();
  const blockers = async (pid: number): Promise<number[]> => {
    const { rows } = await observer.client.query<{ pids: number[] }>({
      name: 'blockers',
      text: 'select pg_blocking_pids($1) as pids',
      values: [pid],
    });
    const pids = rows[0]?.pids ?? [];
    return pids.filter((each) => all.some((session) => session.pid === each));
  };
  const isInCircle = async (pid: number): Promise<boolean> => {
    const seen = new Set<number>();
    const next = await blockers(pid);
    for (let each = next.pop(); each !== undefined; each = next.pop()) {
      if (each === pid) return true;
      if (!seen.has(each)) next.push(...(await blockers(each)));
      seen.add(each);
    }
    return false;
  };
  return {
    isAnyFree: () => free.length > 0,
    take: () => {
      const session = free.pop();
      if (!session) throw new Error('no session is free');
      return session;
    },
    giveBack: (session) => {
      free.push(session);
    },
    blockers: async ({ pid }) => {
      const pids = await blockers(pid);
      return pids.length > 0 && (await isInCircle(pid)) ? [] : pids;
    },
    cancel: async ({ pid }) => {
      await observer.client.query('select pg_cancel_backend($1)', [pid]);
    },
    close: async () => {
      await Promise.all([...all, observer].map(({ client }) => client.end()));
    },
  };
}
