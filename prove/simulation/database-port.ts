/** The database as a virtual process sees it: each statement is a call to the scheduler. */
import type { PoolClient } from 'pg';
import { Refusal } from '../../src/core/errors.ts';
import type { Database, Row } from '../../src/database/database.ts';
import { prepared } from '../../src/database/prepared.ts';
import type { Sql } from '../../src/database/sql.ts';
import { runTransaction } from '../../src/database/transaction.ts';
import { connectionLost } from './database-faults.ts';
import type { DatabaseFault, DatabaseMoment } from './database-faults.ts';
import type { Process, Scheduler, Work } from './scheduler.ts';
import type { Session, Sessions } from './sessions.ts';
import { nameOf, sorted } from './statement.ts';
import { createVirtualClient, isBlocked, type VirtualClient } from './virtual-client.ts';

export type DatabasePort = {
  readonly scheduler: Scheduler;
  readonly sessions: Sessions;
  /** The fault that is planted for this call, if any. */
  readonly faultAt: (moment: DatabaseMoment) => DatabaseFault | null;
  /** Told after each transaction and each single statement, with what they touched. */
  readonly onEnd: (text: string) => void;
  /** Connections that are in use, with whose they are. */
  readonly clients: Map<VirtualClient, Process>;
};

export function createDatabasePort(port: DatabasePort, process: Process): Database {
  const { scheduler, sessions } = port;
  const take = (): Promise<PoolClient> =>
    scheduler.call<PoolClient>('connect', {
      isReady: sessions.isAnyFree,
      describe: () => 'connected',
      run: () => {
        const fault = port.faultAt('take');
        if (fault === 'exhausted') return Promise.reject(new Refusal('unavailable', 'planted'));
        if (fault) return Promise.reject(connectionLost());
        const client = createVirtualClient(port, sessions.take());
        port.clients.set(client, process);
        // What runTransaction asks of a connection is all that a virtual one can do.
        return Promise.resolve(client as unknown as PoolClient);
      },
    });
  return {
    query: <R extends Row>(statement: Sql): Promise<R[]> =>
      scheduler.call<R[]>(nameOf(statement.text), askOnce<R>(port, process, statement)),
    transaction: (work) => inRest(scheduler, (takeRested) => runTransaction(takeRested, work, () => 0), take),
    close: () => Promise.resolve(),
  };
}

/** A transaction rests for a moment of the machine's clock before it is repeated; nobody moves meanwhile. */
async function inRest<T>(
  scheduler: Scheduler,
  run: (take: () => Promise<PoolClient>) => Promise<T>,
  take: () => Promise<PoolClient>,
): Promise<T> {
  let isResting = false;
  const wake = (): void => {
    if (isResting) scheduler.endRest();
    isResting = false;
  };
  try {
    return await run(async () => {
      wake();
      const client = await take().catch((error: unknown) => {
        isResting = true;
        scheduler.beginRest();
        throw error;
      });
      const { release } = client;
      client.release = (broken) => {
        isResting = true;
        scheduler.beginRest();
        release(broken);
      };
      return client;
    });
  } finally {
    wake();
  }
}

/** A statement by itself: PostgreSQL commits it before it answers. */
function askOnce<R extends Row>(
  port: DatabasePort,
  process: Process,
  statement: Sql,
): Work<R[]> {
  const { sessions } = port;
  const { text } = statement;
  let session: Session | null = null;
  let fault: DatabaseFault | null | undefined;
  let stop = (): Promise<void> => Promise.resolve();
  return {
    isReady: sessions.isAnyFree,
    isBlocked: async () => session !== null && isBlocked(port, session, text),
    describe: (rows) => `${rows.length} rows`,
    retreat: () => stop(),
    run: async () => {
      if (fault === undefined) fault = port.faultAt('question');
      if (fault === 'lost') throw connectionLost();
      session = sessions.take();
      const client = createVirtualClient(port, session);
      port.clients.set(client, process);
      stop = client.stop;
      try {
        const { rows } = await client.ask(prepared(statement));
        if (fault) throw connectionLost();
        return sorted(text, rows as R[]);
      } finally {
        port.onEnd(text);
        client.release();
      }
    },
  };
}
