/** The life of a dispute, as the provider tells it. */
import type { Transitions } from '../../core/state-machine.ts';

export type DisputeState = 'opened' | 'evidence_sent' | 'won' | 'lost' | 'accepted';
export type DisputeEvent = 'send_evidence' | 'win' | 'lose' | 'accept';

/**
 * Which news each state accepts.
 *
 * Late truth wins here too: a bank that had decided for the payer may return the money after all. One
 * that takes it a second time opens another dispute.
 */
export const disputeTransitions = {
  opened: { send_evidence: 'evidence_sent', win: 'won', lose: 'lost', accept: 'accepted' },
  evidence_sent: { win: 'won', lose: 'lost', accept: 'accepted' },
  won: {},
  lost: { win: 'won' },
  accepted: { win: 'won' },
} as const satisfies Transitions<DisputeState, DisputeEvent>;

const events: Readonly<Record<DisputeState, DisputeEvent | null>> = {
  opened: null,
  evidence_sent: 'send_evidence',
  won: 'win',
  lost: 'lose',
  accepted: 'accept',
};

/** What the provider's word for a dispute is as news; none of one that is as it was opened. */
export function eventOfDispute(told: DisputeState): DisputeEvent | null {
  return events[told];
}

/** Whether the money is given up. */
export function isLost(state: DisputeState): boolean {
  return state === 'lost' || state === 'accepted';
}

/** Whether it can still be answered. */
export function isOpen(state: DisputeState): boolean {
  return state === 'opened' || state === 'evidence_sent';
}
