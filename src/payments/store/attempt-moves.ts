/** SQL that moves attempts from state to state, with their history and their holds, in one statement. */
import type { Transaction } from '../../database/database.ts';
import { rows, sql } from '../../database/sql.ts';
import type { DeclineReason, Instrument } from '../../providers/provider.ts';
import { isLive, type AttemptEvent, type AttemptState } from '../attempt-states.ts';

/** What is null stays as it was, but for the reason of a refusal. */
export type AttemptMove = {
  readonly attemptId: string;
  readonly from: AttemptState;
  readonly event: AttemptEvent;
  readonly to: AttemptState;
  readonly actor: string;
  readonly cause: string | null;
  readonly providerReference: string | null;
  readonly redirectUrl: string | null;
  readonly pageExpiresAt: Date | null;
  readonly declineReason: DeclineReason | null;
  readonly instrument: Instrument | null;
  readonly captured: { readonly minor: bigint; readonly currency: string } | null;
  readonly at: Date;
  readonly nextAskAt: Date | null;
};

/** Refuses a provider's reference that another attempt of the same account has already. */
export const oneAttemptPerReference =
  'attempts_organisation_id_provider_account_id_provider_refer_key';

/** A move of which nothing is known but that it happened. */
export const bareMove = {
  providerReference: null,
  redirectUrl: null,
  pageExpiresAt: null,
  declineReason: null,
  instrument: null,
  captured: null,
  nextAskAt: null,
} as const;

/**
 * Moves attempts, each once, that the transaction has locked; the holds of those that end are ended.
 *
 * @returns how many were in the state that they are said to come from
 */
export async function moveAttempts(
  transaction: Transaction,
  organisationId: string,
  moves: readonly AttemptMove[],
): Promise<number> {
  const moved = await transaction.query(sql`
    with moves as (select * from ${rows('moves', moves, moveColumns)}),
    changed as (
      update attempts set state = moves.to_state,
        provider_reference = coalesce(attempts.provider_reference, moves.provider_reference),
        redirect_url = coalesce(moves.redirect_url, attempts.redirect_url),
        page_expires_at = coalesce(moves.page_expires_at, attempts.page_expires_at),
        decline_reason = moves.decline_reason,
        instrument = coalesce(moves.instrument, attempts.instrument),
        captured = coalesce(moves.captured, attempts.captured),
        captured_currency = coalesce(moves.captured_currency, attempts.captured_currency),
        outcome_known_at = case when moves.is_known then moves.at end,
        next_ask_at = moves.next_ask_at, asked = 0, ask_lease_until = null
      from moves
      where attempts.organisation_id = ${organisationId}
        and attempts.attempt_id = moves.attempt_id and attempts.state = moves.from_state
      returning attempts.attempt_id),
    -- Without a condition on what is released: the index of what is not would be walked through whole.
    released as (
      update holds set released_at = coalesce(released_at, moves.at) from moves
      where holds.organisation_id = ${organisationId}
        and holds.attempt_id = moves.attempt_id and not moves.is_live)
    insert into attempt_events
      (organisation_id, attempt_id, position, from_state, event, to_state, actor, cause, at)
    select ${organisationId}, attempt_id,
      coalesce((
        select max(position) from attempt_events earlier
        where earlier.organisation_id = ${organisationId}
          and earlier.attempt_id = moves.attempt_id), 0) + 1,
      from_state, event, to_state, actor, cause, at
    from moves join changed using (attempt_id)
    returning attempt_id`);
  return moved.length;
}

const moveColumns = {
  attempt_id: ['text', (move: AttemptMove) => move.attemptId],
  from_state: ['text', (move: AttemptMove) => move.from],
  event: ['text', (move: AttemptMove) => move.event],
  to_state: ['text', (move: AttemptMove) => move.to],
  is_live: ['boolean', (move: AttemptMove) => isLive(move.to)],
  is_known: ['boolean', (move: AttemptMove) => !isLive(move.to) || move.to === 'conflicted'],
  actor: ['text', (move: AttemptMove) => move.actor],
  cause: ['text', (move: AttemptMove) => move.cause],
  provider_reference: ['text', (move: AttemptMove) => move.providerReference],
  redirect_url: ['text', (move: AttemptMove) => move.redirectUrl],
  page_expires_at: ['timestamptz', (move: AttemptMove) => move.pageExpiresAt],
  decline_reason: ['text', (move: AttemptMove) => move.declineReason],
  instrument: ['jsonb', (move: AttemptMove) => move.instrument && JSON.stringify(move.instrument)],
  captured: ['bigint', (move: AttemptMove) => move.captured?.minor ?? null],
  captured_currency: ['text', (move: AttemptMove) => move.captured?.currency ?? null],
  at: ['timestamptz', (move: AttemptMove) => move.at],
  next_ask_at: ['timestamptz', (move: AttemptMove) => move.nextAskAt],
} as const;
