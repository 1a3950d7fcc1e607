/** The page of a request for whoever has its address: read, write again, fetch what was attached. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../../core/errors.ts';
import { addLogFields } from '../../../observation/index.ts';
import type { Organisation } from '../../../organisations/index.ts';
import {
  findTicketAttachments,
  findTicketByToken,
  findTicketMessages,
  readTicketAttachment,
  writeAsPayer,
  type Ticket,
} from '../../../tickets/index.ts';
import { addressesOf } from '../../addresses.ts';
import { attachmentTexts } from '../../attachments/attachments.texts.ts';
import { filesOfTicket, readAttachments } from '../../attachments/read-attachments.ts';
import { sendAttachment } from '../../attachments/send-attachment.ts';
import { holdsCardNumber } from '../../card-number-guard.ts';
import { emptyForm, type FilledForm } from '../../components/field.ts';
import { readForm } from '../../form.ts';
import { mostWords } from '../../pages/assistance/assistance-form.ts';
import { assistanceTexts } from '../../pages/assistance/assistance.texts.ts';
import { ticketPage } from '../../pages/assistance/ticket.ts';
import { addressPart, queryText } from '../../posted-fields.ts';
import { orderKeyOf } from '../../order-key.ts';
import { sendPage } from '../../send-page.ts';
import { organisationOf, viewOf, type Site } from '../../site.ts';
import { hasRoomForFiles, refuseTooManyMessages } from './assistance-limits.ts';

import { withoutCards } from './read-assistance.ts';

export function addTicketRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/requests/:token', async (request, reply) => {
    const opened = await openRequest(site, request);
    const done = queryText(request, 'done');
    const said: Shown['done'] = done === 'sent' || done === 'written' ? done : null;
    const shown = { form: emptyForm, orderKey: site.context.ids.token(), done: said };
    return show(site, request, reply, opened, shown);
  });

  app.post(
    '/:organisation/requests/:token/reply',
    { config: { files: filesOfTicket } },
    (request, reply) => write(site, request, reply),
  );

  app.get('/:organisation/requests/:token/attachments/:attachment', async (request, reply) => {
    const { organisation, ticket } = await openRequest(site, request);
    const id = addressPart(request, 'attachment');
    const place = { id, ticketId: ticket.id };
    const attachment = await readTicketAttachment(site.context.database, organisation.id, place);
    if (!attachment) throw new Refusal('not_found');
    return sendAttachment(reply, attachment);
  });
}

type Opened = { readonly organisation: Organisation; readonly ticket: Ticket };

/** Whoever has the address has the request. @throws Refusal `not_found` */
async function openRequest(site: Site, request: FastifyRequest): Promise<Opened> {
  const organisation = await organisationOf(site, request);
  const token = addressPart(request, 'token');
  const { database } = site.context;
  const ticket = await findTicketByToken(database, organisation.id, token);
  if (!ticket) throw new Refusal('not_found');
  addLogFields({ ticket: ticket.id });
  return { organisation, ticket };
}

const schema = z.object({ words: z.string().max(mostWords).default('') });

async function write(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const opened = await openRequest(site, request);
  const { organisation, ticket } = opened;
  if (ticket.erasedAt) throw new Refusal('not_found');
  const { language } = viewOf(site, request, reply, organisation);
  const t = assistanceTexts(language);
  const files = attachmentTexts(language);
  const orderKey = orderKeyOf(site, request);
  const again = (form: FilledForm): Promise<FastifyReply> =>
    show(site, request, reply.status(422), opened, { form, orderKey, done: null });
  const read = readForm(request.body, {
    schema,
    message: () => t('too_long'),
    longest: { words: mostWords + 1 },
  });
  if (read.kind === 'bad') return again(read.form);
  const { words } = read.value;
  const attachments = readAttachments(request, language);
  const errors: Record<string, string> = {};
  if (holdsCardNumber(words)) errors['words'] = files('card_number');
  if (typeof attachments === 'string') errors['files'] = attachments;
  else if (words === '' && attachments.length === 0) errors['words'] = t('words_missing');
  if (typeof attachments === 'string' || Object.keys(errors).length > 0) {
    return again({ values: withoutCards(read.values), errors });
  }
  await refuseTooManyMessages(site, organisation, ticket.id);
  if (!(await hasRoomForFiles(site, organisation, attachments.length))) {
    return again({ values: read.values, errors: { files: files('files_full') } });
  }
  const message = { words, attachments, orderKey };
  await writeAsPayer(site.context, organisation, ticket.id, message);
  const { ticket: addressOf } = addressesOf(organisation.slug);
  return reply.redirect(`${addressOf(ticket.accessToken)}?done=written`, 303);
}

type Shown = {
  readonly form: FilledForm;
  readonly orderKey: string;
  readonly done: 'sent' | 'written' | null;
};

async function show(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  { organisation, ticket }: Opened,
  shown: Shown,
): Promise<FastifyReply> {
  const { database } = site.context;
  const messages = await findTicketMessages(database, organisation.id, ticket.id);
  const attachments = await findTicketAttachments(database, organisation.id, ticket.id);
  const address = addressesOf(organisation.slug).ticket(ticket.accessToken);
  const view = viewOf(site, request, reply, organisation);
  const page = {
    ticket,
    messages,
    attachments,
    address,
    replyAction: `${address}/reply`,
    ...shown,
  };
  return sendPage(reply, ticketPage(view, page));
}
