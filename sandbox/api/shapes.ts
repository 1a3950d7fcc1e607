/** The JSON shapes of the merchant API. */
import { findDisputesOfSession } from '../dispute.ts';
import type { Dispute } from '../dispute.ts';
import { amountToJson } from '../money.ts';
import { totalsOf } from '../movement.ts';
import type { Movement } from '../movement.ts';
import type { Refund } from '../refund.ts';
import type { Session } from '../session.ts';
import type { World } from '../world.ts';

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

export function sessionShape(world: World, session: Session) {
  const totals = totalsOf(world, session.id);
  const isPayable = session.status === 'open' || session.status === 'authenticating';
  return {
    id: session.id,
    object: 'session',
    mode: 'test',
    reference: session.reference,
    status: session.status,
    amount: amountToJson(session.amount),
    currency: session.currency,
    description: session.description,
    accepted_brands: session.acceptedBrands,
    language: session.language,
    email: session.email,
    return_url: session.returnUrl,
    url: isPayable ? `${world.origin}/pay/${session.id}` : null,
    decline_reason: session.declineReason,
    charge:
      totals.charged === 0n
        ? null
        : {
            amount: amountToJson(totals.charged),
            currency: session.currency,
            brand: session.brand,
            last_four: session.lastFour,
          },
    refunded: amountToJson(totals.refunded),
    disputed: amountToJson(totals.disputed),
    disputes: findDisputesOfSession(world, session.id).map((dispute) =>
      disputeShape(dispute, session.currency),
    ),
    created_at: instant(session.createdAt),
    expires_at: instant(session.expiresAt),
  };
}

export function disputeShape(dispute: Dispute, currency: string) {
  return {
    id: dispute.id,
    object: 'dispute',
    mode: 'test',
    session_id: dispute.sessionId,
    status: dispute.status,
    amount: amountToJson(dispute.amount),
    fee: amountToJson(dispute.fee),
    currency,
    reason: dispute.reason,
    answer_by: dispute.answerBy === null ? null : instant(dispute.answerBy),
    opened_at: instant(dispute.openedAt),
  };
}

export function refundShape(refund: Refund) {
  return {
    id: refund.id,
    object: 'refund',
    mode: 'test',
    session_id: refund.sessionId,
    reference: refund.reference,
    status: refund.status,
    amount: amountToJson(refund.amount),
    currency: refund.currency,
    created_at: instant(refund.createdAt),
  };
}

export function movementShape(movement: Movement) {
  return {
    object: 'movement',
    mode: 'test',
    kind: movement.kind,
    source_id: movement.sourceId,
    session_id: movement.sessionId,
    reference: movement.reference,
    amount: amountToJson(movement.amount),
    currency: movement.currency,
    at: instant(movement.at),
  };
}
