/** The state machines of payments, requests for assistance and uploads as diagrams. */
import type { Transitions } from '../../src/core/state-machine.ts';
import {
  attemptTransitions,
  isLive,
  publicState,
  type AttemptState,
} from '../../src/payments/attempt-states.ts';
import { uploadTransitions } from '../../src/uploads/upload-states.ts';
import { ticketTransitions } from '../../src/tickets/ticket-states.ts';
import { refundTransitions } from '../../src/payments/refund-states.ts';
import { code, page, table } from './markdown.ts';

export function states(): string {
  const rows = namesOf(attemptTransitions).map((state) => [
    code(state),
    code(publicState[state]),
    isLive(state) ? 'yes' : 'no',
  ]);
  return page(
    'States',
    'src/payments/attempt-states.ts`, `src/payments/refund-states.ts`, `src/tickets/ticket-states.ts` and `src/uploads/upload-states.ts',
    'Of attempts and refunds every arrow is news from the provider; news that a state does not accept is kept and changes nothing.',
    '## Attempt',
    diagram(attemptTransitions, 'created'),
    'What other systems are told is coarser; while the outcome is open, the dues are held.',
    table(['state', 'told as', 'outcome open'], rows),
    '## Refund',
    diagram(refundTransitions, 'requested'),
    '## Request for assistance',
    diagram(ticketTransitions, 'open'),
    '## Upload',
    diagram(uploadTransitions, 'receiving'),
  );
}

function namesOf(transitions: Readonly<Record<AttemptState, unknown>>): AttemptState[] {
  const isState = (name: string): name is AttemptState => name in transitions;
  return Object.keys(transitions).filter(isState);
}

function diagram(transitions: Transitions<string, string>, first: string): string {
  const arrows = Object.entries(transitions).flatMap(([from, accepts]) =>
    arrowsFrom(from, accepts),
  );
  const last = Object.entries(transitions)
    .filter(([, accepts]) => Object.keys(accepts).length === 0)
    .map(([state]) => `  ${state} --> [*]`);
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${first}`, ...arrows, ...last, '```'].join(
    '\n',
  );
}

/** Events that lead to the same state share an arrow. */
function arrowsFrom(from: string, accepts: Readonly<Record<string, string | undefined>>): string[] {
  const byTarget = Map.groupBy(Object.entries(accepts), ([, to]) => to);
  return [...byTarget].map(
    ([to, events]) => `  ${from} --> ${to}: ${events.map(([event]) => event).join(', ')}`,
  );
}
