/** The life of one try at paying, and what the payer is told of it. */
import type { Transitions } from '../core/state-machine.ts';

export type AttemptState =
  | 'created'
  | 'action_required'
  | 'processing'
  | 'unknown'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'expired'
  | 'conflicted';

/** What can happen to an attempt; every event is news from the provider, never a guess of ours. */
export type AttemptEvent =
  'redirect' | 'process' | 'lose_sight' | 'confirm' | 'decline' | 'cancel' | 'expire' | 'conflict';

/**
 * Which news each state accepts.
 *
 * Late truth wins: money that arrives for an attempt that had ended without is confirmed all the
 * same. Its dues may be paid by another by then, so a wrong amount that comes late is set aside and
 * the attempt stays ended. What succeeded never goes back; giving money back is a refund.
 */
export const attemptTransitions = {
  created: {
    redirect: 'action_required',
    process: 'processing',
    lose_sight: 'unknown',
    confirm: 'succeeded',
    decline: 'failed',
    cancel: 'cancelled',
    expire: 'expired',
    conflict: 'conflicted',
  },
  action_required: {
    process: 'processing',
    lose_sight: 'unknown',
    confirm: 'succeeded',
    decline: 'failed',
    cancel: 'cancelled',
    expire: 'expired',
    conflict: 'conflicted',
  },
  processing: {
    lose_sight: 'unknown',
    confirm: 'succeeded',
    decline: 'failed',
    cancel: 'cancelled',
    expire: 'expired',
    conflict: 'conflicted',
  },
  unknown: {
    redirect: 'action_required',
    process: 'processing',
    confirm: 'succeeded',
    decline: 'failed',
    cancel: 'cancelled',
    expire: 'expired',
    conflict: 'conflicted',
  },
  succeeded: {},
  failed: { confirm: 'succeeded', conflict: 'failed' },
  cancelled: { confirm: 'succeeded', conflict: 'cancelled' },
  expired: { confirm: 'succeeded', conflict: 'expired' },
  // A person gave the money back: the attempt is over and its dues are free again.
  conflicted: { cancel: 'cancelled' },
} as const satisfies Transitions<AttemptState, AttemptEvent>;

/** States in which money may still move, or has moved otherwise than asked: the dues stay held. */
export const liveStates: readonly AttemptState[] = [
  'created',
  'action_required',
  'processing',
  'unknown',
  'conflicted',
];

export function isLive(state: AttemptState): boolean {
  return liveStates.includes(state);
}

/** What other systems are told: coarser than our own states, and promised not to change. */
export const publicState = {
  created: 'open',
  action_required: 'open',
  processing: 'processing',
  unknown: 'processing',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'cancelled',
  conflicted: 'processing',
} as const satisfies Record<AttemptState, string>;
