/** The life of a request for assistance, as data. */
import type { Transitions } from '../core/state-machine.ts';

export const ticketStates = ['open', 'waiting_for_payer', 'answered', 'closed'] as const;
export type TicketState = (typeof ticketStates)[number];

export type TicketEvent = 'payer_writes' | 'staff_asks' | 'staff_answers' | 'close' | 'reopen';

/** A payer who writes again always brings it back to the staff, a closed one too. */
export const ticketTransitions: Transitions<TicketState, TicketEvent> = {
  open: {
    payer_writes: 'open',
    staff_asks: 'waiting_for_payer',
    staff_answers: 'answered',
    close: 'closed',
  },
  waiting_for_payer: {
    payer_writes: 'open',
    staff_asks: 'waiting_for_payer',
    staff_answers: 'answered',
    close: 'closed',
  },
  answered: {
    payer_writes: 'open',
    staff_asks: 'waiting_for_payer',
    staff_answers: 'answered',
    close: 'closed',
    reopen: 'open',
  },
  closed: { payer_writes: 'open', reopen: 'open' },
};
