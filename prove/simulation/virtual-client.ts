/** One connection of a virtual process inside a transaction: real statements, planted losses. */
import type { QueryConfig, QueryResult } from 'pg';
import { connectionLost, errorOfServer, PlantedError } from './database-faults.ts';
import type { DatabaseFault } from './database-faults.ts';
import type { DatabasePort } from './database-port.ts';
import type { Session } from './sessions.ts';
import { mayWait, nameOf, sorted } from './statement.ts';

type Answer = Pick<QueryResult, 'command' | 'rows'>;

export type VirtualClient = {
  readonly query: (statement: string | QueryConfig) => Promise<Answer>;
  readonly on: (event: string, listener: (error: Error) => void) => void;
  readonly off: (event: string, listener: (error: Error) => void) => void;
  release: (broken?: Error | boolean) => void;
  /** Asks at once, for a caller whom the scheduler has chosen already. */
  readonly ask: (statement: QueryConfig) => Promise<Answer>;
  /** Ends the statement that is under way. */
  readonly stop: () => Promise<void>;
  /** What dies with its process: what it is doing ends, and its transaction is rolled back. */
  readonly drop: () => Promise<void>;
};

/** `failed`: the server took an error for the end of the transaction; `lost`: nobody is at the other end. */
type State = 'open' | 'failed' | 'lost' | 'released';

export function createVirtualClient(
  port: DatabasePort,
  session: Session,
): VirtualClient {
  const listeners = new Set<(error: Error) => void>();
  let state: State = 'open';
  let running: Promise<unknown> | null = null;
  let touched = '';
  const real = async (statement: QueryConfig): Promise<Answer> => {
    const answer = session.client.query(statement);
    running = answer.catch(() => {});
    try {
      return await answer;
    } finally {
      running = null;
    }
  };
  const lose = async (end: 'COMMIT' | 'ROLLBACK'): Promise<never> => {
    await real({ text: end });
    state = 'lost';
    const error = connectionLost();
    for (const listener of listeners) listener(error);
    throw error;
  };
  const plant = async (fault: DatabaseFault): Promise<Answer> => {
    if (fault === 'lost_after_commit') return lose('COMMIT');
    const error = errorOfServer(fault);
    if (error === null && fault !== 'rollback_instead') return lose('ROLLBACK');
    await real({ text: 'ROLLBACK' });
    if (error === null) return { command: 'ROLLBACK', rows: [] };
    state = 'failed';
    throw error;
  };
  const perform = async (statement: QueryConfig, fault: DatabaseFault | null): Promise<Answer> => {
    const { text } = statement;
    if (state === 'lost') throw new PlantedError('ECONNRESET', 'Connection terminated');
    const isEnd = text === 'COMMIT' || text === 'ROLLBACK';
    if (state === 'failed') {
      if (!isEnd) throw new PlantedError('25P02', 'current transaction is aborted');
      state = 'open';
      return { command: 'ROLLBACK', rows: [] };
    }
    touched += text;
    try {
      // Whoever has to wait may be asked to step back and try again later.
      if (mayWait(text) && port.clients.size > 1) await real({ text: savepoint });
      return fault === null ? await real(statement) : await plant(fault);
    } finally {
      if (isEnd) port.onEnd(touched);
    }
  };
  const stop = async (): Promise<void> => {
    if (running) await port.sessions.cancel(session);
    await running;
  };
  const giveBack = (): void => {
    if (state === 'released') return;
    state = 'released';
    port.clients.delete(client);
    port.sessions.giveBack(session);
  };
  const client: VirtualClient = {
    query: (given) => {
      const statement = typeof given === 'string' ? { text: given } : given;
      const { text } = statement;
      let fault: DatabaseFault | null | undefined;
      return port.scheduler.call<Answer>(nameOf(text), {
        run: async () => {
          if (fault === undefined) fault = faultFor(port, text);
          const answer = await perform(statement, fault);
          return { command: answer.command, rows: sorted(text, answer.rows) };
        },
        isBlocked: () => isBlocked(port, session, text),
        describe: (answer) => `${answer.rows.length} rows`,
        retreat: async () => {
          await stop();
          await real({ text: `ROLLBACK TO ${savepoint}` });
        },
      });
    },
    ask: real,
    stop,
    on: (_, listener) => listeners.add(listener),
    off: (_, listener) => listeners.delete(listener),
    release: giveBack,
    drop: async () => {
      await stop();
      await session.client.query('ROLLBACK');
      port.onEnd(touched);
      giveBack();
    },
  };
  return client;
}

const savepoint = 'SAVEPOINT before_waiting';

function faultFor(port: DatabasePort, text: string): DatabaseFault | null {
  if (text === 'COMMIT') return port.faultAt('commit');
  return text === 'ROLLBACK' ? null : port.faultAt('statement');
}

/** Only another open transaction can be waited for. */
export async function isBlocked(
  { clients, sessions }: DatabasePort,
  session: Session,
  text: string,
): Promise<boolean> {
  return clients.size > 1 && mayWait(text) && sessions.isBlocked(session);
}
