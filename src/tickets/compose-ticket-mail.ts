/** Makes the mails about a request from what stands in it when they leave. */
import { z } from 'zod';
import type { Context } from '../context.ts';
import { writeMessage, type Composer } from '../messages/index.ts';
import type { Language } from '../core/texts.ts';
import { detailFacts } from './detail-facts.ts';
import { findTicket, findTicketMessages } from './store/index.ts';
import { ticketNumber, type Ticket } from './ticket.ts';
import { ticketTexts } from './ticket.texts.ts';

const payload = z.object({ ticketId: z.string(), position: z.int().positive() });

/** The composers of this room, by the name of their template. */
export function ticketComposers(
  context: Pick<Context, 'database' | 'publicUrl'>,
): ReadonlyMap<string, Composer> {
  const compose =
    (template: 'ticket-for-payer' | 'ticket-for-team'): Composer =>
    async (organisation, message) => {
      const { ticketId, position } = payload.parse(message.payload);
      const ticket = await findTicket(context.database, organisation.id, ticketId);
      const messages = await findTicketMessages(context.database, organisation.id, ticketId);
      const told = messages.find((one) => one.position === position);
      if (!ticket || !told) throw new Error(`no message ${position} of ${ticketId}`);
      const { settings } = organisation;
      const t = ticketTexts(message.language);
      const about = {
        organisationName: settings.name,
        mode: organisation.mode,
        number: ticketNumber(ticket),
        kind: t(ticket.kind),
        words: told.words,
        isFirst: position === 1,
      };
      const pages = `${context.publicUrl}/${organisation.slug}`;
      const content =
        template === 'ticket-for-payer'
          ? writeMessage(
              template,
              {
                ...about,
                asks: ticket.state === 'waiting_for_payer',
                contactEmail: settings.contact.email ?? settings.mail_address ?? null,
                url: `${pages}/requests/${ticket.accessToken}`,
              },
              message.language,
              settings.mail_notes,
            )
          : writeMessage(
              template,
              {
                ...about,
                team: t(ticket.team),
                facts: factsOf(ticket, message.language),
                url: `${pages}/office/tickets/${ticket.id}`,
              },
              message.language,
            );
      return { content, attachments: [] };
    };
  return new Map([
    ['ticket-for-payer', compose('ticket-for-payer')],
    ['ticket-for-team', compose('ticket-for-team')],
  ]);
}

function factsOf(ticket: Ticket, language: Language): [string, string][] {
  const details = detailFacts(ticket, language);
  const about = ticketTexts(language)('payment');
  return ticket.paymentId === null ? details : [[about, ticket.paymentId], ...details];
}
