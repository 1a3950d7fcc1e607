/** Every edge that the state tables allow, by the name under which parts count it. */
import type { Transitions } from '../src/core/state-machine.ts';
import { attemptTransitions } from '../src/payments/attempt-states.ts';
import { disputeTransitions } from '../src/payments/disputes/dispute-states.ts';
import { refundTransitions } from '../src/payments/refund-states.ts';

/** As `attempt:created:confirm:succeeded`. */
export const legalEdges: readonly string[] = [
  ...edgesOf('attempt', attemptTransitions),
  ...edgesOf('refund', refundTransitions),
  ...edgesOf('dispute', disputeTransitions),
];

function edgesOf(machine: string, transitions: Transitions<string, string>): string[] {
  return Object.entries(transitions).flatMap(([from, accepts]) =>
    Object.entries(accepts).map(([event, to]) => `${machine}:${from}:${event}:${to}`),
  );
}
