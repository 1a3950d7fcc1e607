/** One connection of a virtual process inside a transaction: real statements, planted losses. */
import { setTimeout as delay } from 'node:timers/promises';
import type { QueryConfig } from 'pg';
import type { Row } from '../../src/database/database.ts';
import { connectionLost, errorOfServer, PlantedError } from './database-faults.ts';
import type { DatabaseFault } from './database-faults.ts';
import type { DatabasePort } from './database-port.ts';
import type { Process } from './port-call.ts';
import type { Session } from './sessions.ts';
import { mayWait, nameOf, sorted } from './statement.ts';

type Answer = { readonly command: string; readonly rows: Row[] };

/** `failed`: the server took an error for the end of the transaction; `lost`: nobody is at the other end. */
type State = 'open' | 'failed' | 'lost' | 'released';

/** Lives from being taken to being given back; it can do what `runTransaction` asks of a connection. */
export class VirtualClient {
  /** Set by whoever has to know of it. */
  onRelease: () => void = () => {};
  readonly #port: DatabasePort;
  readonly #session: Session;
  readonly #listeners = new Set<(error: Error) => void>();
  #state: State = 'open';
  #running: Promise<unknown> | null = null;
  #touched = '';

  constructor(port: DatabasePort, process: Process) {
    this.#port = port;
    this.#session = port.sessions.take();
    port.clients.set(this, process);
  }

  query(given: string | QueryConfig): Promise<Answer> {
    const statement = typeof given === 'string' ? { text: given } : given;
    const { text } = statement;
    let fault: DatabaseFault | null | undefined;
    return this.#port.scheduler.call<Answer>(nameOf(text), {
      run: async () => {
        if (fault === undefined) fault = faultFor(this.#port, text);
        const answer = await this.#perform(statement, fault);
        return { command: answer.command, rows: sorted(text, answer.rows) };
      },
      ...(mayWait(text) && { blockers: () => this.blockers() }),
      describe: (answer) => `${answer.rows.length} rows`,
      retreat: async () => {
        await this.stop();
        await this.ask({ text: `ROLLBACK TO ${savepoint}` });
      },
    });
  }

  on(_event: string, listener: (error: Error) => void): void {
    this.#listeners.add(listener);
  }

  off(_event: string, listener: (error: Error) => void): void {
    this.#listeners.delete(listener);
  }

  release(): void {
    this.#giveBack();
    this.onRelease();
  }

  /** Asks at once, for a caller whom the scheduler has chosen already. */
  async ask(statement: QueryConfig): Promise<Answer> {
    const answer = this.#session.client.query<Row>(statement);
    this.#running = answer.catch(() => {});
    try {
      return await answer;
    } finally {
      this.#running = null;
    }
  }

  /** Only another open transaction can be waited for. */
  async blockers(): Promise<readonly number[]> {
    const { clients, sessions } = this.#port;
    return clients.size > 1 ? sessions.blockers(this.#session) : [];
  }

  /** Tells that the transaction ended, so that others may have its locks. */
  tellEnd(text: string): void {
    this.#port.onEnd(text, this.#session.pid);
  }

  /** Ends the statement that is under way. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    const over = running.then(() => true);
    // A cancellation that comes between two steps of a statement is lost, so it is sent until it helps.
    for (let isOver = false; !isOver;) {
      await this.#port.sessions.cancel(this.#session);
      isOver = await Promise.race([over, delay(cancelAgainMs, false)]);
    }
  }

  /** What dies with its process: what it is doing ends, and its transaction is rolled back. */
  async drop(): Promise<void> {
    await this.stop();
    await this.ask({ text: 'ROLLBACK' });
    this.tellEnd(this.#touched);
    this.#giveBack();
  }

  #giveBack(): void {
    if (this.#state === 'released') return;
    this.#state = 'released';
    this.#port.clients.delete(this);
    this.#port.sessions.giveBack(this.#session);
  }

  async #perform(statement: QueryConfig, fault: DatabaseFault | null): Promise<Answer> {
    const { text } = statement;
    if (this.#state === 'lost') throw new PlantedError('ECONNRESET', 'Connection terminated');
    const isEnd = text === 'COMMIT' || text === 'ROLLBACK';
    if (this.#state === 'failed') {
      if (!isEnd) throw new PlantedError('25P02', 'current transaction is aborted');
      this.#state = 'open';
      return { command: 'ROLLBACK', rows: [] };
    }
    this.#touched += text;
    try {
      // Whoever would wait beside another has to step back and try again later.
      const mayStepBack = mayWait(text) && this.#port.scheduler.isServerWaiting();
      if (mayStepBack) await this.ask({ text: savepoint });
      return fault === null ? await this.ask(statement) : await this.#plant(fault);
    } finally {
      if (isEnd || fault !== null) this.tellEnd(this.#touched);
    }
  }

  async #plant(fault: DatabaseFault): Promise<Answer> {
    if (fault === 'lost_after_commit') return this.#lose('COMMIT');
    const error = errorOfServer(fault);
    if (error === null && fault !== 'rollback_instead') return this.#lose('ROLLBACK');
    await this.ask({ text: 'ROLLBACK' });
    if (error === null) return { command: 'ROLLBACK', rows: [] };
    this.#state = 'failed';
    throw error;
  }

  async #lose(end: 'COMMIT' | 'ROLLBACK'): Promise<never> {
    await this.ask({ text: end });
    this.#state = 'lost';
    const error = connectionLost();
    for (const listener of this.#listeners) listener(error);
    throw error;
  }
}

const savepoint = 'SAVEPOINT before_waiting';
const cancelAgainMs = 50;

function faultFor(port: DatabasePort, text: string): DatabaseFault | null {
  if (text === 'COMMIT') return port.faultAt('commit');
  return text === 'ROLLBACK' ? null : port.faultAt('statement');
}
