/** A database whose transactions are timed and traced. */
import { Refusal } from '../core/errors.ts';
import { startStopwatch } from '../core/clock.ts';
import { CommitUnknown, type Database } from '../database/database.ts';
import type { Fact } from './fact.ts';
import { inSpan } from './span.ts';

export function watchDatabase(database: Database, note: (fact: Fact) => void): Database {
  return {
    ...database,
    transaction: (work) =>
      inSpan('transaction', { 'db.system.name': 'postgresql' }, async (span) => {
        const elapsed = startStopwatch();
        let outcome = 'committed';
        try {
          return await database.transaction(work);
        } catch (error) {
          outcome = outcomeOf(error);
          throw error;
        } finally {
          span.setAttribute('saldo.outcome', outcome);
          note({ kind: 'transaction', outcome, seconds: elapsed() });
        }
      }),
  };
}

function outcomeOf(error: unknown): string {
  if (error instanceof CommitUnknown) return 'unknown';
  if (!(error instanceof Refusal)) return 'failed';
  return error.code === 'unavailable' ? 'unavailable' : 'refused';
}
