/** Disputes: the payer's bank takes a charge back, and returns it when the merchant wins. */
import { z } from 'zod';
import { recordEvent } from './notifications/record-event.ts';
import { moveMoney, totalsOf } from './movement.ts';
import type { MovementKind } from './movement.ts';
import { findSession } from './session.ts';
import type { Session } from './session.ts';
import { readSetting } from './settings.ts';
import type { World } from './world.ts';

const disputeRow = z
  .object({
    id: z.string(),
    session_id: z.string(),
    amount: z.bigint(),
    status: z.enum(['opened', 'evidence_sent', 'won', 'lost', 'accepted']),
    opened_at: z.bigint(),
    reason: z.string().nullable(),
    fee: z.bigint().nullable(),
    answer_by: z.bigint().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    sessionId: row.session_id,
    amount: row.amount,
    status: row.status,
    openedAt: Number(row.opened_at),
    reason: row.reason ?? 'general',
    fee: row.fee ?? 0n,
    answerBy: row.answer_by === null ? null : Number(row.answer_by),
  }));

export type Dispute = z.infer<typeof disputeRow>;

/** What is known of disputes beside their money is in a table of its own. */
const known = `select disputes.*, reason, fee, answer_by from disputes
  left join dispute_terms on dispute_terms.dispute_id = disputes.id`;

/** @param amount null for all that is left @returns null when less than that is left of the charge */
export function openDispute(
  world: World,
  session: Session,
  amount: bigint | null,
  reason = 'fraudulent',
): Dispute | null {
  const { store, clock, nextId } = world;
  return store.transaction(() => {
    const { left } = totalsOf(world, session.id);
    const taken = amount ?? left;
    if (taken <= 0n || taken > left) return null;
    const now = clock.now();
    const dispute: Dispute = {
      id: nextId('dsp'),
      sessionId: session.id,
      amount: taken,
      status: 'opened',
      openedAt: now,
      reason,
      fee: BigInt(readSetting(store, 'dispute_fee')),
      answerBy: now + readSetting(store, 'dispute_answer_ms'),
    };
    store.run(
      'insert into disputes (id, session_id, amount, status, opened_at) values (?, ?, ?, ?, ?)',
      dispute.id,
      dispute.sessionId,
      dispute.amount,
      dispute.status,
      now,
    );
    store.run(
      'insert into dispute_terms (dispute_id, reason, fee, answer_by) values (?, ?, ?, ?)',
      dispute.id,
      reason,
      dispute.fee,
      dispute.answerBy,
    );
    moveForDispute(world, 'dispute', session, dispute, dispute.amount);
    if (dispute.fee > 0n) moveForDispute(world, 'dispute_fee', session, dispute, dispute.fee);
    recordEvent(world, { type: 'dispute.opened', session, dispute });
    return dispute;
  });
}

export function findDispute(world: World, id: string): Dispute | null {
  const row = world.store.one(`${known} where id = ?`, id);
  return row && disputeRow.parse(row);
}

/** Oldest first. */
export function findDisputesOfSession(world: World, sessionId: string): Dispute[] {
  const rows = world.store.all(
    `${known} where session_id = ? order by opened_at, id limit 100`,
    sessionId,
  );
  return rows.map((row) => disputeRow.parse(row));
}

/** Ends an open dispute; an ended one stays as it is. */
export function endDispute(
  world: World,
  dispute: Dispute,
  outcome: 'won' | 'lost' | 'accepted',
): void {
  world.store.transaction(() => {
    const session = findSession(world, dispute.sessionId);
    const statement =
      "update disputes set status = ? where id = ? and status in ('opened', 'evidence_sent')";
    if (!session || world.store.run(statement, outcome, dispute.id) === 0) return;
    if (outcome === 'won') {
      moveForDispute(world, 'dispute_returned', session, dispute, dispute.amount);
    }
    const type = outcome === 'won' ? 'dispute.won' : 'dispute.lost';
    recordEvent(world, { type, session, dispute });
  });
}

/** Texts by which evidence decides a dispute at once, for tests and demonstrations. */
const deciding = { winning_evidence: 'won', losing_evidence: 'lost' } as const;

/** @returns false when it comes too late */
export function sendEvidence(world: World, dispute: Dispute, text: string): boolean {
  const { store, clock } = world;
  const isLate = dispute.answerBy !== null && dispute.answerBy < clock.now();
  if (isLate || !isOpen(dispute)) return false;
  store.transaction(() => {
    store.run(
      'insert into dispute_evidence (dispute_id, text, sent_at) values (?, ?, ?)',
      dispute.id,
      text,
      clock.now(),
    );
    store.run("update disputes set status = 'evidence_sent' where id = ?", dispute.id);
    const session = findSession(world, dispute.sessionId);
    if (session) recordEvent(world, { type: 'dispute.evidence_sent', session, dispute });
    for (const [word, outcome] of Object.entries(deciding)) {
      if (text.includes(word)) endDispute(world, dispute, outcome);
    }
  });
  return true;
}

export function isOpen({ status }: Dispute): boolean {
  return status === 'opened' || status === 'evidence_sent';
}

function moveForDispute(
  world: World,
  kind: Extract<MovementKind, 'dispute' | 'dispute_returned' | 'dispute_fee'>,
  session: Session,
  { id: sourceId }: Dispute,
  amount: bigint,
): void {
  moveMoney(world, { kind, session, sourceId, reference: session.reference, amount });
}
