/** The database as a virtual process sees it: each statement is a call to the scheduler. */
import type { PoolClient } from 'pg';
import { Refusal } from '../../src/core/errors.ts';
import type { Database, Row, Transaction } from '../../src/database/database.ts';
import { prepared } from '../../src/database/prepared.ts';
import type { Sql } from '../../src/database/sql.ts';
import { runTransaction } from '../../src/database/transaction.ts';
import { connectionLost } from './database-faults.ts';
import type { DatabaseFault, DatabaseMoment } from './database-faults.ts';
import type { Process, Work } from './port-call.ts';
import type { Scheduler } from './scheduler.ts';
import type { Sessions } from './sessions.ts';
import { mayWait, nameOf, sorted } from './statement.ts';
import { VirtualClient } from './virtual-client.ts';

export type DatabasePort = {
  readonly scheduler: Scheduler;
  readonly sessions: Sessions;
  /** The fault that is planted for this call, if any. */
  readonly faultAt: (moment: DatabaseMoment) => DatabaseFault | null;
  /** Told after each transaction and each single statement, with what they touched. */
  readonly onEnd: (text: string, session: number) => void;
  /** Connections that are in use, with whose they are. */
  readonly clients: Map<VirtualClient, Process>;
};

export function createDatabasePort(port: DatabasePort, process: Process): Database {
  const take = (): Promise<VirtualClient> =>
    port.scheduler.call<VirtualClient>('connect', {
      isReady: port.sessions.isAnyFree,
      describe: () => 'connected',
      run: () => {
        const fault = port.faultAt('take');
        if (fault === 'exhausted') return Promise.reject(new Refusal('unavailable', 'planted'));
        if (fault) return Promise.reject(connectionLost());
        return Promise.resolve(new VirtualClient(port, process));
      },
    });
  return {
    query: <R extends Row>(statement: Sql): Promise<R[]> =>
      port.scheduler.call(nameOf(statement.text), askOnce<R>(port, process, statement)),
    transaction: (work) => restful(port.scheduler, take, work),
    copyRows: () => Promise.reject(new Error('nobody exports in the simulation')),
    close: () => Promise.resolve(),
  };
}

/** A transaction rests for a moment of the machine's clock before it is repeated; nobody moves meanwhile. */
async function restful<T>(
  scheduler: Scheduler,
  take: () => Promise<VirtualClient>,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  let isResting = false;
  const rest = (): void => {
    isResting = true;
    scheduler.beginRest();
  };
  const wake = (): void => {
    if (isResting) scheduler.endRest();
    isResting = false;
  };
  const takeRested = async (): Promise<PoolClient> => {
    wake();
    try {
      const client = await take();
      client.onRelease = rest;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that runTransaction asks of it
      return client as unknown as PoolClient;
    } catch (error) {
      rest();
      throw error;
    }
  };
  try {
    return await runTransaction(takeRested, work, () => 0);
  } finally {
    wake();
  }
}

/** A statement by itself: PostgreSQL commits it before it answers. */
function askOnce<R extends Row>(port: DatabasePort, process: Process, statement: Sql): Work<R[]> {
  const { text } = statement;
  let client: VirtualClient | null = null;
  let fault: DatabaseFault | null | undefined;
  return {
    isReady: port.sessions.isAnyFree,
    ...(mayWait(text) && { blockers: async () => (await client?.blockers()) ?? [] }),
    describe: (rows) => `${rows.length} rows`,
    retreat: async () => client?.stop(),
    run: async () => {
      if (fault === undefined) fault = port.faultAt('question');
      if (fault === 'lost') throw connectionLost();
      client = new VirtualClient(port, process);
      try {
        const { rows } = await client.ask(prepared(statement));
        if (fault) throw connectionLost();
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as in connect.ts, the caller knows
        return sorted(text, rows as R[]);
      } finally {
        client.tellEnd(text);
        client.release();
      }
    },
  };
}
