/** SQL of disputes: what the provider says of them, what was answered, and what a lost one took. */
import { money } from '../../core/money.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import { rows, sql } from '../../database/sql.ts';
import type { Dispute, DisputeEvidence, DisputeLine } from '../disputes/dispute.ts';
import type { DisputeState } from '../disputes/dispute-states.ts';

type DisputeRow = {
  dispute_id: string;
  attempt_id: string;
  provider_reference: string;
  state: DisputeState;
  amount: bigint;
  currency: string;
  fee: bigint;
  reason: string;
  answer_by: Date | null;
  opened_at: Date;
  ended_at: Date | null;
  lost: bigint;
};

const columns = sql`dispute_id, attempt_id, provider_reference, state, amount, currency, fee, reason,
  answer_by, opened_at, ended_at, lost`;

function fromRow(row: DisputeRow): Dispute {
  return {
    id: row.dispute_id,
    attemptId: row.attempt_id,
    providerReference: row.provider_reference,
    state: row.state,
    amount: money(row.amount, row.currency),
    fee: money(row.fee, row.currency),
    reason: row.reason,
    answerBy: row.answer_by,
    openedAt: row.opened_at,
    endedAt: row.ended_at,
    lost: money(row.lost, row.currency),
  };
}

export async function insertDispute(
  transaction: Transaction,
  organisationId: string,
  dispute: Dispute,
): Promise<void> {
  await transaction.query(sql`
    insert into disputes (organisation_id, dispute_id, attempt_id, provider_reference, state, amount,
      currency, fee, reason, answer_by, opened_at)
    values (${organisationId}, ${dispute.id}, ${dispute.attemptId}, ${dispute.providerReference},
      ${dispute.state}, ${dispute.amount.minor}, ${dispute.amount.currency}, ${dispute.fee.minor},
      ${dispute.reason}, ${dispute.answerBy}, ${dispute.openedAt})`);
}

/** What the provider says of it now. */
export async function changeDispute(
  transaction: Transaction,
  organisationId: string,
  dispute: Pick<Dispute, 'id' | 'state' | 'fee' | 'answerBy' | 'endedAt' | 'lost'>,
): Promise<void> {
  await transaction.query(sql`
    update disputes set state = ${dispute.state}, fee = ${dispute.fee.minor},
      answer_by = ${dispute.answerBy}, ended_at = ${dispute.endedAt}, lost = ${dispute.lost.minor}
    where organisation_id = ${organisationId} and dispute_id = ${dispute.id}`);
}

export async function findDispute(
  database: Queryable,
  organisationId: string,
  disputeId: string,
): Promise<Dispute | null> {
  const [row] = await database.query<DisputeRow>(sql`
    select ${columns} from disputes
    where organisation_id = ${organisationId} and dispute_id = ${disputeId}`);
  return row ? fromRow(row) : null;
}

export async function findDisputesOfAttempts(
  database: Queryable,
  organisationId: string,
  attemptIds: readonly string[],
): Promise<Dispute[]> {
  const found = await database.query<DisputeRow>(sql`
    select ${columns} from disputes
    where organisation_id = ${organisationId} and attempt_id = any(${attemptIds})
    order by dispute_id limit 1000`);
  return found.map(fromRow);
}

/** The disputes that are not over, the one that must be answered soonest first. */
export async function findOpenDisputes(
  database: Queryable,
  organisationId: string,
): Promise<Dispute[]> {
  const found = await database.query<DisputeRow>(sql`
    select ${columns} from disputes
    where organisation_id = ${organisationId} and state in ('opened', 'evidence_sent')
    order by answer_by, dispute_id limit 1000`);
  return found.map(fromRow);
}

/**
 * Attempts of an account with an open dispute that became a day older, or several, between two instants.
 *
 * So each is named once for each day without anything being written down, whatever the provider's clock says.
 */
export async function findDisputedForAnotherDay(
  database: Queryable,
  organisationId: string,
  period: { readonly providerAccountId: string; readonly from: Date; readonly until: Date },
): Promise<string[]> {
  const { providerAccountId, from, until } = period;
  const found = await database.query<{ attempt_id: string }>(sql`
    select distinct disputes.attempt_id from disputes
    join attempts on attempts.organisation_id = ${organisationId}
      and attempts.attempt_id = disputes.attempt_id
    where disputes.organisation_id = ${organisationId}
      and disputes.state in ('opened', 'evidence_sent')
      and attempts.provider_account_id = ${providerAccountId}
      and floor(extract(epoch from ${until}::timestamptz - opened_at) / 86400)
        > floor(extract(epoch from ${from}::timestamptz - opened_at) / 86400)
    order by 1 limit 1000`);
  return found.map((row) => row.attempt_id);
}

/** Adds evidence to what was sent before. @returns its place among it, from 1 */
export async function insertEvidence(
  transaction: Transaction,
  organisationId: string,
  disputeId: string,
  evidence: Omit<DisputeEvidence, 'position'>,
): Promise<number> {
  const [row] = await transaction.query<{ position: number }>(sql`
    insert into dispute_evidence (organisation_id, dispute_id, position, text, actor, at)
    select ${organisationId}, ${disputeId}, count(*)::integer + 1, ${evidence.text}::text,
      ${evidence.actor}::text, ${evidence.at}::timestamptz
    from dispute_evidence where organisation_id = ${organisationId} and dispute_id = ${disputeId}
    returning position`);
  return row?.position ?? 1;
}

export async function findEvidence(
  database: Queryable,
  organisationId: string,
  disputeId: string,
): Promise<DisputeEvidence[]> {
  return database.query<DisputeEvidence>(sql`
    select position, text, actor, at from dispute_evidence
    where organisation_id = ${organisationId} and dispute_id = ${disputeId}
    order by position limit 100`);
}

export async function insertDisputeLines(
  transaction: Transaction,
  organisationId: string,
  disputeId: string,
  lines: readonly DisputeLine[],
): Promise<void> {
  await transaction.query(sql`
    insert into dispute_lines (organisation_id, dispute_id, position, payment_id, due_id, amount)
    select ${organisationId}, ${disputeId}, position, payment_id, due_id, minor
    from ${rows('lines', lines, {
      position: ['integer', (line) => line.position],
      payment_id: ['text', (line) => line.paymentId],
      due_id: ['text', (line) => line.dueId],
      minor: ['bigint', (line) => line.minor],
    })}`);
}

export async function findDisputeLines(
  database: Queryable,
  organisationId: string,
  disputeId: string,
): Promise<DisputeLine[]> {
  const found = await database.query<{
    position: number;
    payment_id: string;
    due_id: string;
    amount: bigint;
  }>(sql`
    select position, payment_id, due_id, amount from dispute_lines
    where organisation_id = ${organisationId} and dispute_id = ${disputeId}
    order by position limit 1000`);
  return found.map((row) => ({
    position: row.position,
    paymentId: row.payment_id,
    dueId: row.due_id,
    minor: row.amount,
  }));
}

/** What of a line went back to its due. */
export async function writeReturned(
  transaction: Transaction,
  organisationId: string,
  line: { readonly disputeId: string; readonly position: number; readonly minor: bigint },
): Promise<void> {
  await transaction.query(sql`
    update dispute_lines set returned = ${line.minor}
    where organisation_id = ${organisationId} and dispute_id = ${line.disputeId}
      and position = ${line.position}`);
}
