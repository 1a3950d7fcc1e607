/** Connects to PostgreSQL: a pool whose every session has the time limits and settings of the house. */
import { Pool } from 'pg';
import type { PoolClient } from 'pg';
import { Refusal } from '../core/errors.ts';
import { askClient } from './ask-client.ts';
import { clientConfig, sessionSettings } from './connection-settings.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import type { Database, PoolUse, Row } from './database.ts';
import { copyRows } from './copy-rows.ts';
import { prepared } from './prepared.ts';
import type { Sql } from './sql.ts';
import { runTransaction } from './transaction.ts';
import { isConnectionLoss } from './transaction-failure.ts';

const longestWaitForConnectionMs = 2000;
/** Five seconds more than `statement_timeout`, by which a server that is there has answered. */
const longestSilenceMs = 20_000;
/** A machine that has just been switched on, or has too much to do, is slow to give the first. */
const mostTriesToBegin = 10;

export type ConnectOptions = {
  readonly connection: ConnectionSettings;
  readonly poolSize: number;
  /** For a connection, before who asks for it is refused; two seconds when absent. */
  readonly longestWaitMs?: number;
  /** Of a server before its connection is given up; when absent, longer than any statement may take. */
  readonly longestSilenceMs?: number;
  /** Seen in pg_stat_activity. */
  readonly applicationName: string;
  /** Told of connections that broke while nobody used them; the pool has replaced them already. */
  readonly onIdleError?: (error: Error) => void;
  /** Given a way to ask at any time how busy the pool is. */
  readonly onPool?: (use: () => PoolUse) => void;
};

/**
 * Opens the pool and makes sure that sessions really have the settings that were asked for. The
 * first connection may take ten times as long as later ones.
 *
 * @throws Refusal `unavailable` later on, when no connection is free in time
 */
export async function connectDatabase(options: ConnectOptions): Promise<Database> {
  const pool = new Pool({
    ...clientConfig(options.connection, options.applicationName),
    max: options.poolSize,
    connectionTimeoutMillis: options.longestWaitMs ?? longestWaitForConnectionMs,
    query_timeout: options.longestSilenceMs ?? longestSilenceMs,
  });
  // Without a listener the loss of an idle connection would end the process.
  pool.on('error', (error) => options.onIdleError?.(error));
  // A session can be lost in the packet that made it ready, before anybody who uses it listens.
  pool.on('connect', (client) => client.on('error', () => {}));
  options.onPool?.(() => poolUse(pool));
  const take = () => takeClient(pool);
  const database: Database = {
    query: <R extends Row>(statement: Sql) => queryOnce<R>(() => takeOrRefuse(pool), statement),
    transaction: (work) => runTransaction(take, work),
    copyRows: (statement, takeRows) => copyRows(take, statement, takeRows),
    close: () => pool.end(),
  };
  try {
    await checkSession((statement) => queryOnce(() => takeFirst(take), statement));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return database;
}

function poolUse({ totalCount, idleCount, waitingCount }: Pool): PoolUse {
  return { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}

async function takeClient(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new Refusal('unavailable', 'No database connection is free', { cause: error });
  }
}

async function takeFirst(take: () => Promise<PoolClient>, tries = 1): Promise<PoolClient> {
  try {
    return await take();
  } catch (error) {
    if (!(error instanceof Refusal) || tries === mostTriesToBegin) throw error;
    return takeFirst(take, tries + 1);
  }
}

/** A transaction is tried again when the server is away for a moment; a single question is not. */
async function takeOrRefuse(pool: Pool): Promise<PoolClient> {
  try {
    return await takeClient(pool);
  } catch (error) {
    if (!isConnectionLoss(error)) throw error;
    throw new Refusal('unavailable', 'The database cannot be reached', { cause: error });
  }
}

/** The pool gives its time-outs no code, only these sentences. */
function isTimeout(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.message === 'timeout exceeded when trying to connect' ||
      error.message === 'Connection terminated due to connection timeout')
  );
}

async function queryOnce<R extends Row>(take: () => Promise<PoolClient>, statement: Sql) {
  const client = await take();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    const result = await askClient<R>(client, prepared(statement));
    return result.rows;
  } catch (error) {
    // Of what writes, nobody knows whether it was done.
    if (!isReading(statement) || !isConnectionLoss(broken ?? error)) throw error;
    throw new Refusal('unavailable', 'The database went away', { cause: error });
  } finally {
    client.release(broken);
    client.off('error', onError);
  }
}

function isReading({ text }: Sql): boolean {
  return (
    /^\s*(?:select|with)\b/i.test(text) && !/\b(?:insert into|update|delete from)\b/i.test(text)
  );
}

/** A connection pooler between us and the server may drop start-up settings without a word. */
async function checkSession(query: Database['query']): Promise<void> {
  const rows = await query<{ name: string; setting: string }>({
    text: 'select name, setting from pg_settings where name = any ($1)',
    values: [Object.keys(sessionSettings).map((name) => (name === 'timezone' ? 'TimeZone' : name))],
  });
  const found = new Map(rows.map((row) => [row.name.toLowerCase(), row.setting]));
  const wrong = Object.entries(sessionSettings).filter(
    ([name, value]) => found.get(name) !== String(value),
  );
  if (wrong.length > 0) {
    const names = wrong.map(([name]) => name).join(', ');
    throw new Error(
      `the database does not accept these settings for a session: ${names}; ` +
        'is there a connection pooler in between that drops them?',
    );
  }
}
