/** Requests for assistance in the back office: the inbox, answers, states, whose they are; and opinions. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { countOpinions, findOpinionsInWords } from '../../opinions/index.ts';
import { listStaff } from '../../staff/index.ts';
import {
  answerTicket,
  assignTicket,
  changeTicketState,
  countTickets,
  findTicket,
  findTicketAttachments,
  findTicketMessages,
  listTickets,
  readTicketAttachment,
  teams,
  ticketStates,
  type Ticket,
} from '../../tickets/index.ts';
import { attachmentTexts } from '../../web/attachments/attachments.texts.ts';
import { filesOfTicket, readAttachments } from '../../web/attachments/read-attachments.ts';
import { sendAttachment } from '../../web/attachments/send-attachment.ts';
import { holdsCardNumber } from '../../web/card-number-guard.ts';
import { emptyForm, type FilledForm } from '../../web/components/field.ts';
import { readForm } from '../../web/form.ts';
import { orderKeyOf } from '../../web/order-key.ts';
import { addressPart, postedFields, queryText } from '../../web/posted-fields.ts';
import { sendPage } from '../../web/send-page.ts';
import type { OfficeRoute, StaffVisit } from '../office-route.ts';
import { opinionsPage, ticketListPage, type TicketListFilter } from './ticket-list-page.ts';
import { mostAnswerWords, officeTicketPage, type OfficeTicketPage } from './ticket-page.ts';
import { officeTicketsTexts } from './tickets.texts.ts';

const permission = 'answer_tickets';

export const ticketRoutes: readonly OfficeRoute[] = [
  { method: 'GET', path: '/tickets', permission, handle: showList },
  { method: 'GET', path: '/tickets/opinions', permission, handle: showOpinions },
  { method: 'GET', path: '/tickets/:ticket', permission, handle: showTicket },
  {
    method: 'GET',
    path: '/tickets/:ticket/attachments/:attachment',
    permission,
    handle: giveAttachment,
  },
  {
    method: 'POST',
    path: '/tickets/:ticket/answer',
    permission,
    files: filesOfTicket,
    handle: postAnswer,
  },
  { method: 'POST', path: '/tickets/:ticket/state', permission, handle: postState },
  { method: 'POST', path: '/tickets/:ticket/assign', permission, handle: postAssign },
];

const pageSize = 50;

async function showList(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, member, request, reply, view } = visit;
  const { database } = context;
  const filter = filterOf(visit);
  const last = queryText(request, 'after');
  const after = last === null ? null : await findTicket(database, organisation.id, last);
  const wanted = {
    state: filter.state,
    team: filter.team,
    ...(filter.isMine && { assignedTo: member.id }),
    ...(after && { after }),
  };
  const found = await listTickets(database, organisation.id, wanted, pageSize + 1);
  const tickets = found.slice(0, pageSize);
  const counts = await countTickets(database, organisation.id);
  const people = await peopleOf(visit);
  const nextAfter = found.length > pageSize ? (tickets.at(-1)?.id ?? null) : null;
  return sendPage(reply, ticketListPage(view, { filter, tickets, counts, people, nextAfter }));
}

/** Without anything in the address: what waits for an answer. */
function filterOf({ request }: StaffVisit): TicketListFilter {
  const state = queryText(request, 'state') ?? 'open';
  const team = queryText(request, 'team');
  return {
    state: ticketStates.find((one) => one === state),
    team: teams.find((one) => one === team),
    isMine: queryText(request, 'mine') === 'yes',
  };
}

async function peopleOf({ context, organisation }: StaffVisit): Promise<Map<string, string>> {
  const people = await listStaff(context.database, organisation.id);
  return new Map(people.map(({ id, name }) => [id, name]));
}

async function showOpinions({
  context,
  organisation,
  reply,
  view,
}: StaffVisit): Promise<FastifyReply> {
  const counts = await countOpinions(context.database, organisation.id);
  const words = await findOpinionsInWords(context.database, organisation.id);
  return sendPage(reply, opinionsPage(view, { counts, words }));
}

/** @throws Refusal `not_found` */
async function ticketOf({ context, organisation, request }: StaffVisit): Promise<Ticket> {
  const id = addressPart(request, 'ticket');
  const ticket = await findTicket(context.database, organisation.id, id);
  if (!ticket) throw new Refusal('not_found');
  return ticket;
}

const deeds = ['answer', 'state', 'assign'] as const;

async function showTicket(visit: StaffVisit): Promise<FastifyReply> {
  const ticket = await ticketOf(visit);
  const done = deeds.find((deed) => deed === queryText(visit.request, 'done')) ?? null;
  const orderKey = visit.context.ids.token();
  return show(visit, ticket, { done, orderKey, form: emptyForm });
}

type Shown = Pick<OfficeTicketPage, 'done' | 'orderKey' | 'form'>;

async function show(visit: StaffVisit, ticket: Ticket, shown: Shown): Promise<FastifyReply> {
  const { context, organisation, reply } = visit;
  const { database } = context;
  const messages = await findTicketMessages(database, organisation.id, ticket.id);
  const attachments = await findTicketAttachments(database, organisation.id, ticket.id);
  const people = await peopleOf(visit);
  // Where a deed was refused the language switch leads back to the page.
  const view = { ...visit.view, address: visit.view.office.to(`/tickets/${ticket.id}`) };
  return sendPage(
    reply,
    officeTicketPage(view, { ticket, messages, attachments, people, ...shown }),
  );
}

async function giveAttachment(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, request, reply } = visit;
  const ticket = await ticketOf(visit);
  const place = { id: addressPart(request, 'attachment'), ticketId: ticket.id };
  const attachment = await readTicketAttachment(context.database, organisation.id, place);
  if (!attachment) throw new Refusal('not_found');
  return sendAttachment(reply, attachment);
}

const answerSchema = z.object({
  words: z.string().max(mostAnswerWords).default(''),
  asks: z.string().optional(),
});

async function postAnswer(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, reply, view, site } = visit;
  const ticket = await ticketOf(visit);
  const t = officeTicketsTexts(view.language);
  const orderKey = orderKeyOf(site, request);
  const again = (form: FilledForm): Promise<FastifyReply> =>
    show({ ...visit, reply: reply.status(422) }, ticket, { form, orderKey, done: null });
  const read = readForm(request.body, {
    schema: answerSchema,
    message: () => t('too_long'),
    longest: { words: mostAnswerWords + 1 },
  });
  if (read.kind === 'bad') return again(read.form);
  const { words, asks } = read.value;
  const attachments = readAttachments(request, view.language);
  const errors: Record<string, string> = {};
  if (words === '') errors['words'] = t('words_missing');
  const hasCard = holdsCardNumber(words);
  if (hasCard) errors['words'] = attachmentTexts(view.language)('card_number');
  if (typeof attachments === 'string') errors['files'] = attachments;
  if (typeof attachments === 'string' || Object.keys(errors).length > 0) {
    return again({ values: hasCard ? {} : { words }, errors });
  }
  await answerTicket(context, organisation, ticket.id, {
    words,
    attachments,
    orderKey,
    actor,
    asksPayer: asks === 'yes',
  });
  return reply.redirect(view.office.to(`/tickets/${ticket.id}?done=answer`), 303);
}

const stateSchema = z.object({
  event: z.enum(['close', 'reopen']),
  reason: z.string().min(1).max(300),
});

async function postState(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, request, reply, view } = visit;
  const ticket = await ticketOf(visit);
  const t = officeTicketsTexts(view.language);
  const read = readForm(request.body, { schema: stateSchema, message: () => t('reason_missing') });
  if (read.kind === 'bad') {
    const orderKey = context.ids.token();
    const shown = { form: read.form, orderKey, done: null };
    return show({ ...visit, reply: reply.status(422) }, ticket, shown);
  }
  const { event, reason } = read.value;
  if (holdsCardNumber(reason)) throw new Refusal('input_invalid');
  await changeTicketState(context, organisation, ticket.id, { actor, event, reason });
  return reply.redirect(view.office.to(`/tickets/${ticket.id}?done=state`), 303);
}

async function postAssign(visit: StaffVisit): Promise<FastifyReply> {
  const { context, organisation, actor, member, request, reply, view } = visit;
  const ticket = await ticketOf(visit);
  const { to } = postedFields(request.body);
  const assignedTo = to === 'me' ? member.id : null;
  await assignTicket(context, organisation, ticket.id, { actor, assignedTo, reason: '' });
  return reply.redirect(view.office.to(`/tickets/${ticket.id}?done=assign`), 303);
}
