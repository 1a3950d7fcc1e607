/** SQL of the history of attempts. */
import type { Queryable, Transaction } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { AttemptEvent, AttemptState } from '../attempt-states.ts';

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

export async function insertAttemptEvent(
  transaction: Transaction,
  organisationId: string,
  attemptId: string,
  event: {
    readonly from: AttemptState | null;
    readonly event: AttemptEvent | 'create';
    readonly to: AttemptState;
    readonly actor: string;
    readonly cause: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await transaction.query(sql`
    insert into attempt_events (organisation_id, attempt_id, position, from_state, event, to_state, actor, cause, at)
    select ${organisationId}, ${attemptId}, count(*) + 1, ${event.from}::text, ${event.event}::text,
      ${event.to}::text, ${event.actor}::text, ${event.cause}::text, ${event.at}::timestamptz
    from attempt_events where organisation_id = ${organisationId} and attempt_id = ${attemptId}`);
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
