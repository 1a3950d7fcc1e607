/** The door of the requests for assistance; it owns tickets, ticket_messages, ticket_attachments, ticket_counters. */
export {
  answerTicket,
  writeAsPayer,
  type Answer,
  type NewMessageInTicket,
} from './write-in-ticket.ts';
export {
  checkAttachment,
  largestAttachment,
  mostAttachments,
  type CheckedAttachment,
} from './attachment.ts';
export { assignTicket, changeTicketState, type TicketOrder } from './change-ticket.ts';
export { ticketComposers } from './compose-ticket-mail.ts';
export { detailFacts } from './detail-facts.ts';
export { openTicket, type NewTicket } from './open-ticket.ts';
export {
  countTickets,
  eraseTickets,
  findTicket,
  findTicketAttachments,
  findTicketByToken,
  findTicketIdsByEmail,
  findTicketMessages,
  listTickets,
  readTicketAttachment,
  type TicketFilter,
} from './store/index.ts';
export { ticketStates, type TicketState } from './ticket-states.ts';
export {
  detailNames,
  teamOf,
  teams,
  ticketKinds,
  ticketNumber,
  wrongParts,
  type DetailName,
  type Team,
  type Ticket,
  type TicketAttachment,
  type TicketDetails,
  type TicketKind,
  type TicketMessage,
} from './ticket.ts';
export { ticketTexts } from './ticket.texts.ts';
