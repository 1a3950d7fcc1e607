/** When the provider is asked again: soon at first, then less often, in the end with an alert. */
import type { Provider } from '../providers/provider.ts';
import type { AttemptState } from './attempt-states.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** A hosted page without a sign of life is cancelled at the provider after this long. */
export const abandonedAfterMs = 10 * minute;

/** An outcome that nobody knows for so long needs a person. */
export const alertAfterMs = 72 * hour;

/** A start or a refund whose answer may still be on its way is left alone for so long. */
export const startPatienceMs = 15 * second;

/** What was sent is sent again only while the provider surely remembers its key; then we only ask. */
export const keyMarginMs = hour;

/**
 * Whether what was decided at `since` may still be sent: later the others may have given it up, and
 * the provider would take it for something new. Asked right before sending, for a process may sleep.
 */
export function mayStillSend(
  provider: Pick<Provider, 'idempotencyKeyLifeMs'>,
  since: Date,
  now: Date,
): boolean {
  return now.getTime() - since.getTime() < provider.idempotencyKeyLifeMs - keyMarginMs;
}

/** What stands for an answer then: nobody was asked. */
export const tooLateToSend = { kind: 'unknown', cause: 'it is too late to send it' } as const;

const day = 24 * hour;

/** A refund that succeeded may come back for weeks: it is asked about at these ages, notified or not. */
const lateRefundAsksMs = [day, 7 * day, 30 * day];

/** @returns null when a refund of that age is not asked about any more */
export function nextLateRefundAskAfterMs(ageMs: number): number | null {
  const next = lateRefundAsksMs.find((at) => at > ageMs);
  return next === undefined ? null : next - ageMs;
}

const waits: Readonly<Record<'open' | 'unclear', readonly number[]>> = {
  // The payer is on the provider's page: a lost notification is made up for by these.
  // The fourth falls on the end of `abandonedAfterMs`, and the later ones soon after a last sign of life.
  open: [minute, 2 * minute, 5 * minute, 2 * minute],
  unclear: [10 * second, 30 * second, 2 * minute, 5 * minute, 15 * minute, hour],
};

/**
 * How long to wait before the provider is asked again.
 *
 * @param asked how often it was asked in this state already
 * @returns null when there is nothing to ask about: the outcome is known
 */
export function nextAskAfterMs(state: AttemptState, asked: number): number | null {
  switch (state) {
    case 'created':
      return startPatienceMs;
    case 'action_required':
      return waits.open[Math.min(asked, waits.open.length - 1)] ?? minute;
    case 'processing':
    case 'unknown':
      return waits.unclear[Math.min(asked, waits.unclear.length - 1)] ?? hour;
    case 'succeeded':
    case 'failed':
    case 'cancelled':
    case 'expired':
    case 'conflicted':
      return null;
    default:
      return state satisfies never;
  }
}
