/** The sandbox's own store: one SQLite file that outlives the process; nothing is shared with the portal. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { schema } from './schema.ts';

/** Integers are read as bigint. */
export type Row = Record<string, SQLOutputValue>;

export type Store = {
  readonly all: (statement: string, ...values: SQLInputValue[]) => Row[];
  readonly one: (statement: string, ...values: SQLInputValue[]) => Row | null;
  /** @returns how many rows changed */
  readonly run: (statement: string, ...values: SQLInputValue[]) => number;
  /** All or nothing; inside another one it joins that one. */
  readonly transaction: <T>(work: () => T) => T;
  readonly close: () => void;
};

export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'sandbox.sqlite'), { readBigInts: true });
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 2000');
  database.exec(schema);
  const prepared = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    const statement = prepared.get(text) ?? database.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
  return {
    all: (text, ...values) => prepare(text).all(...values),
    one: (text, ...values) => prepare(text).get(...values) ?? null,
    run: (text, ...values) => Number(prepare(text).run(...values).changes),
    transaction: transactions(database),
    close: () => {
      database.close();
    },
  };
}

function transactions(database: DatabaseSync): Store['transaction'] {
  return (work) => {
    if (database.isTransaction) return work();
    database.exec('begin immediate');
    try {
      const result = work();
      database.exec('commit');
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec('rollback');
      throw error;
    }
  };
}
