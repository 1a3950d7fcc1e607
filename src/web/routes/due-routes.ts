/** The page of a due for whoever was given its address, its buttons, and its notice to print. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../core/errors.ts';
import { findDebtor, findDueByToken, outstanding } from '../../dues/index.ts';
import { composeNotice, renderNoticePdf } from '../../notices/index.ts';
import { addressesOf } from '../addresses.ts';
import { duePage, type DueState } from '../pages/due.ts';
import { addressPart, queryText } from '../posted-fields.ts';
import { sendPage } from '../send-page.ts';
import { knownVisitor, organisationOf, viewOf, type Site } from '../site.ts';
import { dueFacts, findShown } from './due-facts.ts';
import { dueStateOf } from './due-state.ts';
import { maskName } from './invoice-facts.ts';
import { payDue, putDueIntoCart, type Again, type OpenedDue } from './pay-due.ts';

export function addDueRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/dues/:token', async (request, reply) =>
    showDue(site, request, reply, await open(site, request), nothing),
  );
  app.get('/:organisation/dues/:token/notice.pdf', (request, reply) =>
    sendNotice(site, request, reply),
  );
  app.post('/:organisation/dues/:token/pay', async (request, reply) => {
    const opened = await open(site, request);
    return payDue(site, request, reply, opened, (again) =>
      showDue(site, request, reply.status(422), opened, again),
    );
  });
  app.post('/:organisation/dues/:token/cart', async (request, reply) => {
    const opened = await open(site, request);
    return putDueIntoCart(site, request, reply, opened, (again) =>
      showDue(site, request, reply.status(422), opened, again),
    );
  });
}

/** Nobody is to keep a sheet that asks for what is not to be paid any more. */
function hasNotice({ kind }: DueState): boolean {
  return kind !== 'paid' && kind !== 'withdrawn';
}

async function sendNotice(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { organisation, due, address } = await open(site, request);
  if (outstanding(due).minor === 0n) return reply.redirect(address, 303);
  const { language } = viewOf(site, request, reply, organisation);
  const document = await composeNotice(site.context, organisation, due, language);
  const name = `notice-${(document.number ?? due.id).replaceAll(/\W/g, '')}.pdf`;
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Buffer.from(await renderNoticePdf(document, language)));
}

const nothing: Again = { form: null, problem: null };

/** Opened by its link, which only its debtor and whoever they gave it to have. */
type LinkedDue = OpenedDue & { readonly isLinked: true };

async function open(site: Site, request: FastifyRequest): Promise<LinkedDue> {
  const organisation = await organisationOf(site, request);
  const token = addressPart(request, 'token');
  const due = await findDueByToken(site.context.database, organisation.id, token);
  if (!due) throw new Refusal('not_found');
  const address = addressesOf(organisation.slug).due(token);
  return { organisation, due, address, isLinked: true };
}

/** @param opened by its link, or by the number of its notice: then nothing is told of the debtor */
export async function showDue(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  opened: OpenedDue | LinkedDue,
  { form, problem }: Again,
): Promise<FastifyReply> {
  const { organisation, due, address } = opened;
  const view = viewOf(site, request, reply, organisation);
  const isLinked = 'isLinked' in opened;
  const { language } = view;
  const shown = await findShown(site, organisation, due, language);
  const debtor = isLinked ? await findDebtor(site.context.database, organisation.id, due.id) : null;
  const visitor = knownVisitor(site, request);
  const looking = { site, organisation, shown, visitor, address, language, form, problem };
  const state = await dueStateOf(looking);
  const page = duePage(view, {
    organisationName: organisation.settings.name,
    due: dueFacts(shown, isLinked ? maskName(debtor?.name ?? '') : null, language),
    state,
    noticeAddress: isLinked && hasNotice(state) ? `${address}/notice.pdf` : null,
    isChanged: queryText(request, 'changed') === '1',
  });
  return sendPage(reply, page);
}
