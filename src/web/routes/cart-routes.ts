/** The cart's page, and what its buttons do; a cart belongs to the browser that filled it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkOut } from '../../carts/index.ts';
import { Refusal } from '../../core/errors.ts';
import { addLogFields } from '../../observation/index.ts';
import { addressesOf } from '../addresses.ts';
import { postedFields } from '../posted-fields.ts';
import { organisationOf, viewOf, visitorOf, type Site } from '../site.ts';
import { refillForm, refillInCart } from './refill-cart.ts';
import { changeInCart, removeFromCart, typeCode } from './change-cart.ts';
import { showCart } from './show-cart.ts';

export function addCartRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/cart', async (request, reply) =>
    showCart(site, request, reply, await organisationOf(site, request)),
  );
  app.post('/:organisation/cart/items/:item/remove', (request, reply) =>
    removeFromCart(site, request, reply),
  );
  app.post('/:organisation/cart/items/:item/change', (request, reply) =>
    changeInCart(site, request, reply),
  );
  app.get('/:organisation/cart/items/:item/refill', (request, reply) =>
    refillForm(site, request, reply),
  );
  app.post('/:organisation/cart/items/:item/refill', (request, reply) =>
    refillInCart(site, request, reply),
  );
  app.post('/:organisation/cart/items/:item/code', (request, reply) =>
    typeCode(site, request, reply),
  );
  app.post('/:organisation/cart/pay', (request, reply) => pay(site, request, reply));
}

/** Refusals of paying are states of the cart: its page says which. */
async function pay(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const organisation = await organisationOf(site, request);
  const addresses = addressesOf(organisation.slug);
  const { language } = viewOf(site, request, reply, organisation);
  const { seen } = postedFields(request.body);
  try {
    const { kind, payment } = await checkOut(site.context, organisation, {
      visitor: visitorOf(site, request),
      language,
      seen: typeof seen === 'string' ? seen : '',
    });
    if (kind === 'in_progress') return await reply.redirect(`${addresses.cart}?told=changed`, 303);
    addLogFields({ payment: payment.id });
    return await reply.redirect(addresses.payment(payment.accessToken), 303);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'form_expired') throw error;
    return reply.redirect(`${addresses.cart}?told=changed`, 303);
  }
}
