/** A further message in a request: the payer's, from its page, or an answer of the staff. */
import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { nextState } from '../core/state-machine.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import { announceToPayer, announceToTeam } from './announce-ticket.ts';
import type { CheckedAttachment } from './attachment.ts';
import {
  insertTicketAttachment,
  insertTicketMessage,
  lockTicket,
  writeTicket,
} from './store/index.ts';
import { ticketTransitions, type TicketEvent } from './ticket-states.ts';
import type { Ticket, TicketMessage } from './ticket.ts';

type Writing = Pick<Context, 'database' | 'clock' | 'ids' | 'wake'>;

export type NewMessageInTicket = {
  readonly words: string;
  readonly attachments: readonly CheckedAttachment[];
  /** Made when the form was shown; the same form sent twice writes once. */
  readonly orderKey: string;
};

/** @throws Refusal `not_found` */
export async function writeAsPayer(
  context: Writing,
  organisation: Organisation,
  ticketId: string,
  input: NewMessageInTicket,
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const ticket = await opened(transaction, organisation, ticketId);
    const by = { author: 'payer', actor: 'payer' } as const;
    const position = await write(context, transaction, organisation, ticket, { ...input, ...by });
    if (position === null) return;
    await move(context, transaction, organisation, ticket, 'payer_writes');
    await announceToTeam(context, transaction, organisation, ticket, { position });
  });
  context.wake(organisation.id, 'send-messages');
}

export type Answer = NewMessageInTicket & {
  /** `staff:stf_…`. */
  readonly actor: string;
  /** The answer asks something: the request then waits for its payer. */
  readonly asksPayer: boolean;
};

/**
 * Answers a request, by mail too.
 *
 * @throws Refusal `not_found`, `ticket_closed`, and `input_invalid` when its payer was forgotten
 */
export async function answerTicket(
  context: Writing,
  organisation: Organisation,
  ticketId: string,
  order: Answer,
): Promise<void> {
  await context.database.transaction(async (transaction) => {
    const ticket = await opened(transaction, organisation, ticketId);
    if (ticket.erasedAt) throw new Refusal('input_invalid', 'nobody is left to be answered');
    const by = { author: 'staff', actor: order.actor } as const;
    const position = await write(context, transaction, organisation, ticket, { ...order, ...by });
    if (position === null) return;
    const event = order.asksPayer ? 'staff_asks' : 'staff_answers';
    const state = await move(context, transaction, organisation, ticket, event);
    await announceToPayer(context, transaction, organisation, ticket, { position });
    await recordAudit(transaction, context, organisation.id, {
      actor: order.actor,
      action: 'answer ticket',
      subject: ticket.id,
      detail: { position, from: ticket.state, to: state },
    });
  });
  context.wake(organisation.id, 'send-messages');
}

async function opened(
  transaction: Transaction,
  organisation: Organisation,
  ticketId: string,
): Promise<Ticket> {
  const ticket = await lockTicket(transaction, organisation.id, ticketId);
  if (!ticket) throw new Refusal('not_found', `there is no request ${ticketId}`);
  return ticket;
}

async function write(
  context: Writing,
  transaction: Transaction,
  organisation: Organisation,
  ticket: Ticket,
  { attachments, ...given }: NewMessageInTicket & Pick<TicketMessage, 'author' | 'actor'>,
): Promise<number | null> {
  const message = { ...given, at: context.clock.now() };
  const position = await insertTicketMessage(transaction, organisation.id, ticket.id, message);
  if (position === null) return null;
  for (const attachment of attachments) {
    const place = { id: context.ids.next('tca'), ticketId: ticket.id, position };
    await insertTicketAttachment(transaction, organisation.id, place, attachment);
  }
  return position;
}

async function move(
  { clock }: Writing,
  transaction: Transaction,
  organisation: Organisation,
  ticket: Ticket,
  event: TicketEvent,
): Promise<Ticket['state']> {
  const state = nextState(ticketTransitions, ticket.state, event);
  if (state === null) throw new Refusal('ticket_closed');
  const changed = { ...ticket, state, changedAt: clock.now() };
  await writeTicket(transaction, organisation.id, changed);
  return state;
}
