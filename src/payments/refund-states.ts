/** The life of money that is given back. */
import type { Transitions } from '../core/state-machine.ts';

export type RefundState = 'requested' | 'processing' | 'unknown' | 'succeeded' | 'failed';
export type RefundEvent = 'process' | 'lose_sight' | 'confirm' | 'refuse';

/**
 * A refusal gives the room on the counters back; a refund that was refused is asked for anew.
 *
 * Late truth wins here too: a card that was closed sends a refund back weeks after it succeeded, and
 * what was said to have failed may turn out to have left.
 */
export const refundTransitions = {
  requested: {
    process: 'processing',
    lose_sight: 'unknown',
    confirm: 'succeeded',
    refuse: 'failed',
  },
  processing: { lose_sight: 'unknown', confirm: 'succeeded', refuse: 'failed' },
  unknown: { process: 'processing', confirm: 'succeeded', refuse: 'failed' },
  succeeded: { refuse: 'failed' },
  failed: { confirm: 'succeeded' },
} as const satisfies Transitions<RefundState, RefundEvent>;
