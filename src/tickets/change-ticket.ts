/** What staff do with a request beside answering it: close it, open it again, say whose it is. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { nextState } from '../core/state-machine.ts';
import type { Organisation } from '../organisations/index.ts';
import { lockTicket, writeTicket } from './store/index.ts';
import { ticketTransitions } from './ticket-states.ts';

type Changing = Pick<Context, 'database' | 'clock' | 'ids'>;

export type TicketOrder = {
  /** `staff:stf_…`. */
  readonly actor: string;
  readonly reason: string;
};

/**
 * Closes a request or opens it again; one that is so already stays as it is.
 *
 * @throws Refusal `not_found`
 */
export async function changeTicketState(
  context: Changing,
  organisation: Organisation,
  ticketId: string,
  order: TicketOrder & { readonly event: 'close' | 'reopen' },
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const ticket = await lockTicket(transaction, organisation.id, ticketId);
    if (!ticket) throw new Refusal('not_found', `there is no request ${ticketId}`);
    const state = nextState(ticketTransitions, ticket.state, order.event);
    if (state === null) return;
    const changed = { ...ticket, state, changedAt: context.clock.now() };
    await writeTicket(transaction, organisation.id, changed);
    await recordAudit(transaction, context, organisation.id, {
      actor: order.actor,
      action: `${order.event} ticket`,
      subject: ticket.id,
      detail: { reason: order.reason, from: ticket.state, to: state },
    });
  });
}

/**
 * @param order.assignedTo a member of staff by id; null gives it back to everybody
 * @throws Refusal `not_found`
 */
export async function assignTicket(
  context: Changing,
  organisation: Organisation,
  ticketId: string,
  order: TicketOrder & { readonly assignedTo: string | null },
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const ticket = await lockTicket(transaction, organisation.id, ticketId);
    if (!ticket) throw new Refusal('not_found', `there is no request ${ticketId}`);
    if (ticket.assignedTo === order.assignedTo) return;
    // Its place in the list is that of the last message: who takes it up does not move it.
    await writeTicket(transaction, organisation.id, { ...ticket, assignedTo: order.assignedTo });
    await recordAudit(transaction, context, organisation.id, {
      actor: order.actor,
      action: 'assign ticket',
      subject: ticket.id,
      detail: { reason: order.reason, from: ticket.assignedTo, to: order.assignedTo },
    });
  });
}
