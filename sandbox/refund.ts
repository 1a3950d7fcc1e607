/** Refunds: a part or all of a charge given back, never more than is left of it. */
import { z } from 'zod';
import { recordEvent } from './notifications/record-event.ts';
import { moveMoney, totalsOf } from './movement.ts';
import type { Session } from './session.ts';
import type { World } from './world.ts';

const refundRow = z
  .object({
    id: z.string(),
    session_id: z.string(),
    reference: z.string(),
    amount: z.bigint(),
    currency: z.string(),
    status: z.literal('succeeded'),
    created_at: z.bigint(),
  })
  .transform((row) => ({
    id: row.id,
    sessionId: row.session_id,
    reference: row.reference,
    amount: row.amount,
    currency: row.currency,
    status: row.status,
    createdAt: Number(row.created_at),
  }));

export type Refund = z.infer<typeof refundRow>;

export type RefundResult =
  | { readonly kind: 'refunded'; readonly refund: Refund }
  | {
      readonly kind: 'refused';
      readonly code: 'not_charged' | 'wrong_currency' | 'exceeds_charge';
    };

export function refundCharge(
  world: World,
  session: Session,
  request: { readonly reference: string; readonly amount: bigint; readonly currency: string },
): RefundResult {
  const { store, clock, nextId } = world;
  return store.transaction(() => {
    const totals = totalsOf(world, session.id);
    if (totals.charged === 0n) return { kind: 'refused', code: 'not_charged' };
    if (request.currency !== session.currency) return { kind: 'refused', code: 'wrong_currency' };
    if (request.amount > totals.left) return { kind: 'refused', code: 'exceeds_charge' };
    const refund: Refund = {
      id: nextId('rfd'),
      sessionId: session.id,
      ...request,
      status: 'succeeded',
      createdAt: clock.now(),
    };
    store.run(
      `insert into refunds (id, account_id, session_id, reference, amount, currency, status, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      refund.id,
      session.accountId,
      refund.sessionId,
      refund.reference,
      refund.amount,
      refund.currency,
      refund.status,
      refund.createdAt,
    );
    const { reference, amount } = request;
    moveMoney(world, { kind: 'refund', session, sourceId: refund.id, reference, amount });
    recordEvent(world, { type: 'refund.succeeded', session, refund });
    return { kind: 'refunded', refund };
  });
}

/** Oldest first. */
export function findRefundsByReference(
  world: World,
  accountId: string,
  reference: string,
): Refund[] {
  const rows = world.store.all(
    'select * from refunds where account_id = ? and reference = ? order by rowid limit 100',
    accountId,
    reference,
  );
  return rows.map((row) => refundRow.parse(row));
}
