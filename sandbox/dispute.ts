/** Disputes: the payer's bank takes a charge back, and returns it when the merchant wins. */
import { z } from 'zod';
import { recordEvent } from './notifications/record-event.ts';
import { moveMoney, totalsOf } from './movement.ts';
import { findSession } from './session.ts';
import type { Session } from './session.ts';
import type { World } from './world.ts';

const disputeRow = z
  .object({
    id: z.string(),
    session_id: z.string(),
    amount: z.bigint(),
    status: z.enum(['opened', 'won', 'lost']),
  })
  .transform((row) => ({
    id: row.id,
    sessionId: row.session_id,
    amount: row.amount,
    status: row.status,
  }));

export type Dispute = z.infer<typeof disputeRow>;

/** @param amount null for all that is left @returns null when less than that is left of the charge */
export function openDispute(world: World, session: Session, amount: bigint | null): Dispute | null {
  const { store, clock, nextId } = world;
  return store.transaction(() => {
    const { left } = totalsOf(world, session.id);
    const taken = amount ?? left;
    if (taken <= 0n || taken > left) return null;
    const dispute: Dispute = {
      id: nextId('dsp'),
      sessionId: session.id,
      amount: taken,
      status: 'opened',
    };
    store.run(
      'insert into disputes (id, session_id, amount, status, opened_at) values (?, ?, ?, ?, ?)',
      dispute.id,
      dispute.sessionId,
      dispute.amount,
      dispute.status,
      clock.now(),
    );
    moveForDispute(world, 'dispute', session, dispute);
    recordEvent(world, { type: 'dispute.opened', session, dispute });
    return dispute;
  });
}

export function findDispute(world: World, id: string): Dispute | null {
  const row = world.store.one('select * from disputes where id = ?', id);
  return row && disputeRow.parse(row);
}

/** Ends an open dispute; an ended one stays as it is. */
export function endDispute(world: World, dispute: Dispute, outcome: 'won' | 'lost'): void {
  world.store.transaction(() => {
    const session = findSession(world, dispute.sessionId);
    const statement = "update disputes set status = ? where id = ? and status = 'opened'";
    if (!session || world.store.run(statement, outcome, dispute.id) === 0) return;
    if (outcome === 'won') moveForDispute(world, 'dispute_returned', session, dispute);
    recordEvent(world, { type: `dispute.${outcome}`, session, dispute });
  });
}

function moveForDispute(
  world: World,
  kind: 'dispute' | 'dispute_returned',
  session: Session,
  dispute: Dispute,
): void {
  const { id: sourceId, amount } = dispute;
  moveMoney(world, { kind, session, sourceId, reference: session.reference, amount });
}
