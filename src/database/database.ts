/** What the rest of the house knows of the database: statements and transactions. */
import type { Sql } from './sql.ts';

/** A row; column names are as in SQL, `bigint` columns are bigint, `date` columns `YYYY-MM-DD`. */
export type Row = Record<string, unknown>;

export type Queryable = {
  /** All rows. */
  readonly query: <R extends Row>(statement: Sql) => Promise<R[]>;
};

/** Inside one transaction; it must not outlive the function that it was given to. */
export type Transaction = Queryable & { readonly inTransaction: true };

export type Database = Queryable & {
  /**
   * Runs `work` in one READ COMMITTED transaction and commits.
   *
   * Runs it again, whole, when PostgreSQL says that nothing happened and repeating may help
   * (serialisation failure, deadlock, lock time-out, connection lost before COMMIT was sent).
   * @throws CommitUnknown when the connection was lost while COMMIT was under way
   */
  readonly transaction: <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;
  /**
   * Hands over all rows of one statement, some hundred at a time, and reads on when they were taken;
   * every cell is text as PostgreSQL writes it. Values of the statement need a cast unless they are text.
   */
  readonly copyRows: (statement: Sql, takeRows: TakeRows) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Cells in the order of the statement's columns. */
export type TakeRows = (rows: readonly (readonly (string | null)[])[]) => Promise<void>;

/** How many connections of a pool are in use or idle, and how many callers wait for one. */
export type PoolUse = { readonly used: number; readonly idle: number; readonly waiting: number };

/** COMMIT was sent and no answer came: whoever needs to know must look for the effect by its key. */
export class CommitUnknown extends Error {
  constructor(options?: ErrorOptions) {
    super('the outcome of COMMIT is unknown', options);
    this.name = 'CommitUnknown';
  }
}

/** Whether it was a constraint of the tables, by its name, that refused a statement. */
export function isRefusedBy(error: unknown, constraint: string): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === constraint;
}
