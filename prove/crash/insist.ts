/** Does again what failed because the database was away: for the proof's own questions, never for the portal's. */
import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from '../../src/core/errors.ts';
import type { Database } from '../../src/database/database.ts';

const mostTries = 150;

/** @throws what it failed with in the end */
export async function insist<T>(
  work: () => Promise<T>,
  isPassing: (error: unknown) => boolean = () => true,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === mostTries || !isPassing(error)) throw error;
      await delay(100);
    }
  }
}

/** Waits for a connection for as long as it takes on a busy machine. */
export function insistent(database: Database): Database {
  return {
    query: (statement) => insist(() => database.query(statement), isUnavailable),
    transaction: (work) => insist(() => database.transaction(work), isUnavailable),
    copyRows: database.copyRows,
    close: () => database.close(),
  };
}

/** Nothing has been done then. */
function isUnavailable(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'unavailable';
}
