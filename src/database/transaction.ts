/** Runs work in one transaction: commits it for certain, repeats it when that is safe, or says what is unknown. */
import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { Refusal } from '../core/errors.ts';
import { askClient } from './ask-client.ts';
import { CommitUnknown } from './database.ts';
import type { Row, Transaction } from './database.ts';
import { insideTransaction, runInsideTransaction } from './inside-transaction.ts';
import { prepared } from './prepared.ts';
import type { Sql } from './sql.ts';
import { isConnectionLoss, isRepeatable } from './transaction-failure.ts';

const maximumRepetitions = 5;

/** Takes a connection of the pool; throws a Refusal when none is free in time. */
export type TakeClient = () => Promise<PoolClient>;

/** @param random a whole number from 0 up to, not including, its argument */
export async function runTransaction<T>(
  take: TakeClient,
  work: (transaction: Transaction) => Promise<T>,
  random: (limit: number) => number = randomInt,
): Promise<T> {
  if (insideTransaction()) throw new Error('a transaction may not be started inside another one');
  for (let repetition = 0; ; repetition += 1) {
    const result = await attempt(take, work);
    if (result.kind === 'committed') return result.value;
    if (!result.repeatable || repetition === maximumRepetitions) throw finalError(result);
    await delay(random(20 * 2 ** repetition) + 5);
  }
}

type Attempt<T> =
  | { readonly kind: 'committed'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown; readonly repeatable: boolean };

function finalError(failed: { readonly error: unknown; readonly repeatable: boolean }): unknown {
  if (!failed.repeatable) return failed.error;
  return new Refusal('unavailable', undefined, { cause: failed.error });
}

async function attempt<T>(
  take: TakeClient,
  work: (transaction: Transaction) => Promise<T>,
): Promise<Attempt<T>> {
  let client: PoolClient;
  try {
    client = await take();
  } catch (error) {
    return {
      kind: 'failed',
      error,
      repeatable: !(error instanceof Refusal) && isConnectionLoss(error),
    };
  }
  const session = watch(client);
  try {
    await askClient(client, 'BEGIN ISOLATION LEVEL READ COMMITTED');
    const value = await runWork(client, work);
    // Nothing is unknown as long as COMMIT was not sent.
    if (session.lostBy !== undefined) throw session.lostBy;
    await commit(client);
    return { kind: 'committed', value };
  } catch (error) {
    return { kind: 'failed', error, repeatable: await rollBack(client, session, error) };
  } finally {
    session.finish();
  }
}

async function runWork<T>(client: PoolClient, work: (transaction: Transaction) => Promise<T>) {
  let open = true;
  const transaction: Transaction = {
    inTransaction: true,
    query: async <R extends Row>(statement: Sql) => {
      if (!open) throw new Error('a transaction was used after its end');
      const result = await askClient<R>(client, prepared(statement));
      return result.rows;
    },
  };
  try {
    return await runInsideTransaction(() => work(transaction));
  } finally {
    open = false;
  }
}

async function commit(client: PoolClient): Promise<void> {
  let tag: string;
  try {
    const result = await askClient(client, 'COMMIT');
    tag = result.command;
  } catch (error) {
    // After an ERROR the session goes on, and the transaction is gone; after FATAL, PANIC or a lost
    // connection it does not, and the transaction may have been committed.
    if (!(await stillAnswers(client))) throw new CommitUnknown({ cause: error });
    throw error;
  }
  if (tag !== 'COMMIT') {
    throw new Error(`COMMIT answered ${tag}: an error inside the transaction was swallowed`);
  }
}

async function stillAnswers(client: PoolClient): Promise<boolean> {
  return askClient(client, 'ROLLBACK').then(
    () => true,
    () => false,
  );
}

type Session = { lostBy: Error | undefined; broken: boolean; readonly finish: () => void };

/** Notes the loss of the connection, which may come while no statement waits for an answer. */
function watch(client: PoolClient): Session {
  const onError = (error: Error) => {
    session.lostBy ??= error;
  };
  client.on('error', onError);
  const session: Session = {
    lostBy: undefined,
    broken: false,
    finish: () => {
      client.release(session.lostBy ?? session.broken);
      client.off('error', onError);
    },
  };
  return session;
}

/** Ends what is left of the transaction; returns whether the whole of it may be run again. */
async function rollBack(client: PoolClient, session: Session, error: unknown): Promise<boolean> {
  if (error instanceof CommitUnknown) {
    session.broken = true;
    return false;
  }
  session.broken = !(await stillAnswers(client));
  if (error instanceof Refusal) return false;
  if (!session.broken) return isRepeatable(error);
  return isConnectionLoss(session.lostBy ?? error);
}
