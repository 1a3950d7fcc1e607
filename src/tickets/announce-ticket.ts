/** Writes the mails about a request into the outbox; what they say is read when they are sent. */
import type { Context } from '../context.ts';
import type { Transaction } from '../database/database.ts';
import { enqueueMessage } from '../messages/index.ts';
import type { Organisation } from '../organisations/index.ts';
import type { Team, Ticket } from './ticket.ts';

type Announcing = Pick<Context, 'clock' | 'ids'>;

/** @param about.position of the message that is told */
export async function announceToPayer(
  context: Announcing,
  transaction: Transaction,
  organisation: Organisation,
  ticket: Ticket,
  about: { readonly position: number },
): Promise<void> {
  if (ticket.email === null) return;
  await enqueueMessage(transaction, context, organisation.id, {
    source: `ticket:${ticket.id}:payer:${about.position}`,
    template: 'ticket-for-payer',
    recipient: ticket.email,
    language: ticket.language,
    payload: { ticketId: ticket.id, position: about.position },
  });
}

export async function announceToTeam(
  context: Announcing,
  transaction: Transaction,
  organisation: Organisation,
  ticket: Ticket,
  about: { readonly position: number },
): Promise<void> {
  const recipient = addressOfTeam(organisation, ticket.team);
  if (recipient === null) return;
  await enqueueMessage(transaction, context, organisation.id, {
    source: `ticket:${ticket.id}:team:${about.position}`,
    template: 'ticket-for-team',
    recipient,
    language: organisation.settings.languages[0] ?? 'en',
    payload: { ticketId: ticket.id, position: about.position },
  });
}

/** Where a team is told; the organisation's own address where it names none. */
function addressOfTeam({ settings }: Organisation, team: Team): string | null {
  return settings.assistance[team] ?? settings.mail_address ?? null;
}
