/** Reads the rows of one statement as fast as PostgreSQL writes them, however many, in constant memory. */
import type { Connection, PoolClient } from 'pg';
import { askClient } from './ask-client.ts';
import type { TakeRows } from './database.ts';
import type { Sql } from './sql.ts';
import type { TakeClient } from './transaction.ts';

/** Whoever takes the rows may be slow, such as a file that is compressed; not for ever. */
const longestCopyMs = 60 * 60_000;
/** So few that nearly all of what is made of them is gone at the next collection of garbage. */
const rowsAtOnce = 100;

/**
 * Runs `copy (statement) to stdout` in a transaction of its own, which sees one moment of the database.
 *
 * COPY knows no parameters, so each value becomes a setting of the transaction and is read from there.
 */
export async function copyRows(
  take: TakeClient,
  statement: Sql,
  takeRows: TakeRows,
): Promise<void> {
  const client = await take();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await askClient(client, 'begin isolation level repeatable read read only');
    await prepareSession(client, statement.values);
    await runCopy(client, withSettings(statement.text), takeRows);
    await askClient(client, 'commit');
  } catch (error) {
    broken ??= await endWork(client);
    throw error;
  } finally {
    client.release(broken);
    client.off('error', onError);
  }
}

/** @returns what is wrong with the connection, when it cannot be used again */
async function endWork(client: PoolClient): Promise<Error | undefined> {
  return askClient(client, 'rollback').then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
}

async function prepareSession(client: PoolClient, values: readonly unknown[]): Promise<void> {
  await askClient(client, `set local statement_timeout = ${longestCopyMs}`);
  // There is one at a time of it, and it joins and sorts more than any other statement.
  await askClient(client, "set local work_mem = '64MB'");
  if (values.length === 0) return;
  await askClient(client, {
    text: `select ${values.map((_, index) => `set_config('${settingOf(index + 1)}', $${index + 1}, true)`).join(', ')}`,
    values: values.map(asSetting),
  });
}

function settingOf(position: number | string): string {
  return `saldo.value_${position}`;
}

function withSettings(text: string): string {
  return text.replaceAll(
    /\$(\d+)/g,
    (_, position: string) => `current_setting('${settingOf(position)}')`,
  );
}

/** As PostgreSQL reads the value when it is cast to its type. */
function asSetting(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint' || typeof value === 'number') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map((one) => quoted(asSetting(one))).join(',')}}`;
  throw new TypeError('a value of this kind cannot be given to COPY');
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

async function runCopy(client: PoolClient, text: string, takeRows: TakeRows): Promise<void> {
  const copy = createCopy(text, takeRows);
  client.query(copy.query);
  await copy.done;
}

type CopyMessage = { readonly chunk: Uint8Array };

/** What `pg` calls while it runs a query that is not its own. */
type CopyQuery = {
  /** `pg` would give up after the silence that it allows for other statements. */
  readonly query_timeout: number;
  callback: () => void;
  readonly submit: (connection: Connection) => void;
  readonly handleCopyData: (message: CopyMessage, connection: Connection) => void;
  readonly handleCommandComplete: (message: unknown, connection: Connection) => void;
  readonly handleReadyForQuery: () => void;
  readonly handleError: (error: Error) => void;
};

function createCopy(text: string, takeRows: TakeRows) {
  const done = Promise.withResolvers<void>();
  let lines: string[] = [];
  let taking: Promise<void> = Promise.resolve();
  let waiting = 0;
  const handOver = async (full: readonly string[], connection: Connection) => {
    waiting += 1;
    connection.stream.pause();
    await taking;
    await takeRows(full.map((line) => cellsOf(line)));
    waiting -= 1;
    if (waiting === 0) connection.stream.resume();
  };
  const take = (connection: Connection) => {
    taking = handOver(lines, connection);
    lines = [];
    // Nobody wants the rest, and only the end of the session stops the server from sending it.
    taking.catch((error: unknown) => {
      done.reject(error);
      connection.stream.destroy();
    });
  };
  const query: CopyQuery = {
    query_timeout: longestCopyMs,
    callback: () => {},
    submit: (connection) => connection.query(`copy (${text}) to stdout`),
    handleCopyData: ({ chunk }, connection) => {
      lines.push(lineOf(chunk));
      if (lines.length === rowsAtOnce) take(connection);
    },
    handleCommandComplete: (_, connection) => {
      if (lines.length > 0) take(connection);
    },
    handleReadyForQuery: () => {
      query.callback();
      taking.then(done.resolve, done.reject);
    },
    handleError: (error) => {
      query.callback();
      done.reject(error);
    },
  };
  return { query, done: done.promise };
}

/** The text format of COPY sends a row in each message, in memory that the next ones use again. */
function lineOf(chunk: Uint8Array): string {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength - 1).toString();
}

/** Tabs are between cells, `\N` stands for null, and `\` begins an escape. */
function cellsOf(line: string): (string | null)[] {
  const cells: (string | null)[] = line.split('\t');
  if (!line.includes('\\')) return cells;
  return cells.map((cell) => (cell === String.raw`\N` ? null : unescaped(cell ?? '')));
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v',
}; // prettier-ignore

function unescaped(cell: string): string {
  return cell.replaceAll(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);
}
