/** Finding a due by the number of its notice; whoever has only the number is told nothing of the debtor. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { rfReferenceFromTyped, type RfReference } from '../../core/rf-reference.ts';
import { keyedDigest } from '../../core/sealing.ts';
import { findDueByNotice, findDues } from '../../dues/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { networkOf, type Limit } from '../../rate-limits/index.ts';
import { addressesOf } from '../addresses.ts';
import { emptyForm, type FilledForm } from '../components/field.ts';
import { findNoticePage } from '../pages/find-notice.ts';
import { findNoticeTexts } from '../pages/find-notice.texts.ts';
import { addressPart, postedFields } from '../posted-fields.ts';
import { sendPage } from '../send-page.ts';
import { organisationOf, viewOf, type Site } from '../site.ts';
import { anyExhausted, countTry, perVisitor, sendTooMany } from './counted-tries.ts';
import { showDue } from './due-routes.ts';
import { payDue, putDueIntoCart, type OpenedDue } from './pay-due.ts';

export function addNoticeRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/notices', async (request, reply) =>
    showForm(site, request, reply, { form: emptyForm }),
  );
  app.post('/:organisation/notices', (request, reply) => find(site, request, reply));
  app.get('/:organisation/notices/:number', (request, reply) =>
    withDue(site, request, reply, (opened) =>
      showDue(site, request, reply, opened, { form: null, problem: null }),
    ),
  );
  for (const [path, act] of [
    ['pay', payDue],
    ['cart', putDueIntoCart],
  ] as const) {
    app.post(`/:organisation/notices/:number/${path}`, (request, reply) =>
      withDue(site, request, reply, (opened) =>
        act(site, request, reply, opened, (again) =>
          showDue(site, request, reply.status(422), opened, again),
        ),
      ),
    );
  }
}

async function showForm(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  page: { readonly form: FilledForm; readonly isNotFound?: boolean },
): Promise<FastifyReply> {
  const organisation = await organisationOf(site, request);
  const view = viewOf(site, request, reply, organisation);
  const { notices } = view.links;
  return sendPage(reply, findNoticePage(view, { action: notices, isNotFound: false, ...page }));
}

async function find(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const organisation = await organisationOf(site, request);
  const { language } = viewOf(site, request, reply, organisation);
  const { number } = postedFields(request.body);
  const typed = typeof number === 'string' ? number.slice(0, 60).trim() : '';
  const wrong = wrongNumber(typed);
  if (wrong) {
    const errors = { number: findNoticeTexts(language)(wrong) };
    return showForm(site, request, reply.status(422), {
      form: { values: { number: typed }, errors },
    });
  }
  const found = await look(site, request, organisation, typed);
  const view = viewOf(site, request, reply, organisation);
  if (found.kind === 'too_many') return sendTooMany(view, reply);
  if (found.kind === 'found') return reply.redirect(found.opened.address, 303);
  const form = { values: { number: typed }, errors: {} };
  return showForm(site, request, reply.status(404), { form, isNotFound: true });
}

/** A typing slip is told without looking anything up: the number checks itself. */
function wrongNumber(typed: string): 'number_missing' | 'number_wrong' | 'number_shape' | null {
  if (typed === '') return 'number_missing';
  if (rfReferenceFromTyped(typed)) return null;
  const bare = typed.replaceAll(/[^\p{L}\p{N}]/gu, '');
  return /^rf\w{3,23}$/i.test(bare) ? 'number_wrong' : 'number_shape';
}

type Looked =
  { readonly kind: 'found'; readonly opened: OpenedDue } | { readonly kind: 'none' | 'too_many' };

async function look(
  site: Site,
  request: FastifyRequest,
  organisation: Organisation,
  typed: string,
): Promise<Looked> {
  const number = rfReferenceFromTyped(typed);
  if (!number) return { kind: 'none' };
  const limits = limitsFor(site, organisation, request.ip);
  if (await anyExhausted(site, limits)) return { kind: 'too_many' };
  const opened = await findOpened(site, organisation, number);
  if (opened) {
    // Again, because many guesses sent at once all come past the first question.
    return (await anyExhausted(site, limits)) ? { kind: 'too_many' } : { kind: 'found', opened };
  }
  return { kind: (await countTry(site, limits)) ? 'none' : 'too_many' };
}

async function findOpened(
  site: Site,
  organisation: Organisation,
  number: RfReference,
): Promise<OpenedDue | null> {
  const { database } = site.context;
  const dueId = await findDueByNotice(database, organisation.id, number);
  const [due] = dueId === null ? [] : await findDues(database, organisation.id, [dueId]);
  if (!due) return null;
  return { organisation, due, address: addressesOf(organisation.slug).notice(number) };
}

/** The address of a notice is a look-up like the form's, and is counted with it. */
async function withDue(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (opened: OpenedDue) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const organisation = await organisationOf(site, request);
  const typed = addressPart(request, 'number').slice(0, 60);
  const found = await look(site, request, organisation, typed);
  if (found.kind === 'found') return act(found.opened);
  const view = viewOf(site, request, reply, organisation);
  if (found.kind === 'too_many') return sendTooMany(view, reply);
  const form = { values: { number: typed }, errors: {} };
  return showForm(site, request, reply.status(404), { form, isNotFound: true });
}

/** Kept as a digest only. */
function limitsFor(site: Site, organisation: Organisation, ip: string): Limit[] {
  const network = keyedDigest(site.context.key, 'rate-limit', networkOf(ip));
  return [{ bucket: `notice:${organisation.id}:from:${network}`, ...perVisitor }];
}
