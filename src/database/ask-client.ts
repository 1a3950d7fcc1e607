/** Asks over a connection, and gives the connection up when no answer comes. */
import type { PoolClient, QueryConfig, QueryResult } from 'pg';
import type { Row } from './database.ts';

/**
 * A server that works ends every statement by itself, at `statement_timeout`; what is silent for longer
 * than `query_timeout` is a connection to nowhere, and whoever used it next would wait as well.
 */
export async function askClient<R extends Row>(
  client: PoolClient,
  statement: QueryConfig | string,
): Promise<QueryResult<R>> {
  try {
    return await client.query<R>(statement);
  } catch (error) {
    // With a statement under way `pg` closes the socket at once, and the pool lends it to nobody else.
    if (isSilence(error)) void client.end();
    throw error;
  }
}

/** `pg` gives it no code, only this sentence. */
function isSilence(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}
