/** Opens a request for assistance: its number, its first message and the mails, in one transaction. */
import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { dateIn } from '../core/calendar-date.ts';
import type { Language } from '../core/texts.ts';
import type { Transaction } from '../database/database.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Payment } from '../payments/index.ts';
import { announceToPayer, announceToTeam } from './announce-ticket.ts';
import type { CheckedAttachment } from './attachment.ts';
import { describePayment } from './payment-context.ts';
import {
  findTicketByOrderKey,
  insertTicket,
  insertTicketAttachment,
  insertTicketMessage,
  takeNumber,
} from './store/index.ts';
import { teamOf, type Ticket, type TicketDetails, type TicketKind } from './ticket.ts';

export type NewTicket = {
  readonly kind: TicketKind;
  readonly language: Language;
  readonly email: string;
  readonly name: string | null;
  /** What it is about, where its payer came from a payment's page. */
  readonly payment: Payment | null;
  readonly details: TicketDetails;
  readonly words: string;
  readonly attachments: readonly CheckedAttachment[];
  /** Made when the form was shown. */
  readonly orderKey: string;
};

export type Opening = Pick<Context, 'database' | 'clock' | 'ids' | 'wake'>;

/** @returns the request, which the same form sent twice finds again */
export async function openTicket(
  context: Opening,
  organisation: Organisation,
  input: NewTicket,
): Promise<Ticket> {
  const orderKey = digestOf(input);
  const ticket = await context.database.transaction(async (transaction) => {
    const now = context.clock.now();
    const year = Number(dateIn(organisation.settings.time_zone, now).slice(0, 4));
    // Whoever sends the same form at the same time waits here, and then finds the request.
    const number = await takeNumber(transaction, organisation.id, year);
    const known = await findTicketByOrderKey(transaction, organisation.id, orderKey);
    if (known) return known;
    const opened = await ticketOf(context, transaction, organisation, input, { year, number });
    await insertTicket(transaction, organisation.id, { ...opened, orderKey });
    await writeFirst(context, transaction, organisation, opened, input);
    await announceToPayer(context, transaction, organisation, opened, { position: 1 });
    await announceToTeam(context, transaction, organisation, opened, { position: 1 });
    return opened;
  });
  context.wake(organisation.id, 'send-messages');
  return ticket;
}

async function ticketOf(
  context: Opening,
  transaction: Transaction,
  organisation: Organisation,
  input: NewTicket,
  numbering: { readonly year: number; readonly number: number },
): Promise<Ticket> {
  const { payment } = input;
  const now = context.clock.now();
  return {
    ...numbering,
    id: context.ids.next('tck'),
    accessToken: context.ids.token(),
    team: teamOf[input.kind],
    kind: input.kind,
    state: 'open',
    language: input.language,
    email: input.email,
    name: input.name,
    paymentId: payment?.id ?? null,
    context: payment && (await describePayment(transaction, organisation, payment)),
    details: input.details,
    assignedTo: null,
    createdAt: now,
    changedAt: now,
    erasedAt: null,
  };
}

async function writeFirst(
  context: Opening,
  transaction: Transaction,
  organisation: Organisation,
  ticket: Ticket,
  { words, attachments, orderKey }: NewTicket,
): Promise<void> {
  const message = {
    author: 'payer',
    actor: 'payer',
    orderKey,
    words,
    at: ticket.createdAt,
  } as const;
  await insertTicketMessage(transaction, organisation.id, ticket.id, message);
  for (const attachment of attachments) {
    const place = { id: context.ids.next('tca'), ticketId: ticket.id, position: 1 };
    await insertTicketAttachment(transaction, organisation.id, place, attachment);
  }
}

/** The form and what stood in it: who goes back and changes the text means another request. */
function digestOf({ orderKey, kind, email, name, details, words, attachments }: NewTicket): string {
  const typed = JSON.stringify([orderKey, kind, email, name, details, words]);
  const digest = createHash('sha256').update(typed);
  for (const { content } of attachments) digest.update(content);
  return digest.digest('hex');
}
