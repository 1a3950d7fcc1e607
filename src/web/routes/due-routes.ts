/** The page of a due that staff made, for whoever was given its address, and its button. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dateIn } from '../../core/calendar-date.ts';
import { Refusal } from '../../core/errors.ts';
import { findDueByToken, outstanding, type Due } from '../../dues/index.ts';
import { addLogFields } from '../../observation/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { createPayment, findPayment, isPayableHere, isPayableOn } from '../../payments/index.ts';
import { addressesOf } from '../addresses.ts';
import { holdsOfDues } from '../page-facts.ts';
import { duePage, type DuePage } from '../pages/due.ts';
import { addressPart } from '../posted-fields.ts';
import { sendPage } from '../send-page.ts';
import { knownVisitor, organisationOf, viewOf, visitorOf, type Site } from '../site.ts';
import { addToCart } from './add-to-cart.ts';

export function addDueRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/dues/:token', (request, reply) => show(site, request, reply));
  app.post('/:organisation/dues/:token/pay', (request, reply) => pay(site, request, reply));
  app.post('/:organisation/dues/:token/cart', async (request, reply) => {
    const { organisation, due } = await open(site, request);
    return addToCart(site, request, reply, organisation, [due.id]);
  });
}

type Opened = {
  readonly organisation: Organisation;
  readonly due: Due;
  readonly address: string;
};

async function open(site: Site, request: FastifyRequest): Promise<Opened> {
  const organisation = await organisationOf(site, request);
  const token = addressPart(request, 'token');
  const due = await findDueByToken(site.context.database, organisation.id, token);
  if (!due) throw new Refusal('not_found');
  return { organisation, due, address: addressesOf(organisation.slug).due(token) };
}

async function show(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { organisation, due, address } = await open(site, request);
  const view = viewOf(site, request, reply, organisation);
  const page = duePage(view, {
    organisationName: organisation.settings.name,
    reason: due.reason,
    owed: outstanding(due),
    dueOn: due.dueOn,
    state: await stateOf(site, organisation, due, knownVisitor(site, request)),
    payAction: `${address}/pay`,
    cartAction: `${address}/cart`,
  });
  return sendPage(reply, page);
}

async function stateOf(
  site: Site,
  organisation: Organisation,
  due: Due,
  visitor: string | null,
): Promise<DuePage['state']> {
  if (due.withdrawn) return 'withdrawn';
  if (outstanding(due).minor === 0n) return 'paid';
  if (!isPayableHere(organisation, due)) return 'not_payable';
  const today = dateIn(organisation.settings.time_zone, site.context.clock.now());
  if (!isPayableOn(due, today)) return 'not_payable_today';
  const [hold] = await holdsOfDues(site, organisation, [due.id]);
  const holder =
    hold && (await findPayment(site.context.database, organisation.id, hold.paymentId));
  // The button leads whoever is paying back to their own payment.
  return holder && holder.visitor !== visitor ? 'in_progress' : 'payable';
}

/** Refusals of beginning a payment are states of the due: its page says which. */
async function pay(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { organisation, due, address } = await open(site, request);
  const { language } = viewOf(site, request, reply, organisation);
  try {
    const { kind, payment } = await createPayment(site.context, organisation, {
      dueIds: [due.id],
      visitor: visitorOf(site, request),
      language,
    });
    addLogFields({ payment: payment.id });
    if (kind === 'in_progress') return await reply.redirect(address, 303);
    return await reply.redirect(addressesOf(organisation.slug).payment(payment.accessToken), 303);
  } catch (error) {
    if (error instanceof Refusal) return reply.redirect(address, 303);
    throw error;
  }
}
