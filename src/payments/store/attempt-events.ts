/** SQL of the history of attempts. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { AttemptState } from '../attempt-states.ts';

export type AttemptEventRow = {
  attempt_id: string;
  position: number;
  from_state: AttemptState | null;
  event: string;
  to_state: AttemptState;
  actor: string;
  cause: string | null;
  at: Date;
};

/** The first line of an attempt's history; the others are written by `moveAttempts`. */
export async function insertCreation(
  transaction: Transaction,
  organisationId: string,
  attemptId: string,
  creation: { readonly actor: string; readonly cause: string | null; readonly at: Date },
): Promise<void> {
  await transaction.query(sql`
    insert into attempt_events (organisation_id, attempt_id, position, from_state, event, to_state, actor, cause, at)
    values (${organisationId}, ${attemptId}, 1, null, 'create', 'created', ${creation.actor},
      ${creation.cause}, ${creation.at})`);
}

export async function findAttemptEvents(
  database: Queryable,
  organisationId: string,
  attemptIds: readonly string[],
): Promise<AttemptEventRow[]> {
  return database.query<AttemptEventRow>(sql`
    select attempt_id, position, from_state, event, to_state, actor, cause, at from attempt_events
    where organisation_id = ${organisationId} and attempt_id = any(${attemptIds})
    order by at, attempt_id, position limit 1000`);
}
