/** The cart's page, and what its buttons do; a cart belongs to the browser that filled it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  changeItem,
  checkOut,
  findCart,
  noteTold,
  removeItem,
  type Cart,
} from '../../carts/index.ts';
import { Refusal } from '../../core/errors.ts';
import { fromTyped, type Money } from '../../core/money.ts';
import { outstanding } from '../../dues/index.ts';
import { addLogFields } from '../../observation/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { addressesOf } from '../addresses.ts';
import { emptyForm, type FilledForm } from '../components/field.ts';
import { cartPage, type CartPage } from '../pages/cart.ts';
import { cartTexts } from '../pages/cart.texts.ts';
import { addressPart, postedFields, queryText } from '../posted-fields.ts';
import { sendPage } from '../send-page.ts';
import { knownVisitor, organisationOf, viewOf, visitorOf, type Site } from '../site.ts';
import { showMoney } from '../view.ts';
import { cartFacts } from './cart-facts.ts';

export function addCartRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/cart', async (request, reply) =>
    show(site, request, reply, await organisationOf(site, request)),
  );
  app.post('/:organisation/cart/items/:item/remove', (request, reply) =>
    remove(site, request, reply),
  );
  app.post('/:organisation/cart/items/:item/change', (request, reply) =>
    change(site, request, reply),
  );
  app.post('/:organisation/cart/pay', (request, reply) => pay(site, request, reply));
}

async function show(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  organisation: Organisation,
  form: FilledForm = emptyForm,
): Promise<FastifyReply> {
  const visitor = knownVisitor(site, request);
  const cart = await cartOf(site, organisation, visitor);
  const view = viewOf(site, request, reply, organisation);
  const { language } = view;
  const facts = await cartFacts(site, organisation, cart, { visitor, language });
  await noteTold(site.context, organisation, cart);
  const addresses = addressesOf(organisation.slug);
  const page = {
    ...facts,
    organisationName: organisation.settings.name,
    total: cart.total,
    most: cart.most,
    seen: cart.seen,
    told: toldOf(queryText(request, 'told')),
    form,
    address: addresses.cart,
    moreAddress: addresses.home,
  };
  return sendPage(reply, cartPage(view, page));
}

function cartOf(site: Site, organisation: Organisation, visitor: string | null): Promise<Cart> {
  return findCart(site.context, organisation, visitor ?? '');
}

function toldOf(text: string | null): CartPage['told'] {
  return text === 'changed' || text === 'full' || text === 'refused' ? text : null;
}

async function remove(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const organisation = await organisationOf(site, request);
  const visitor = visitorOf(site, request);
  await removeItem(site.context, organisation, { visitor, itemId: addressPart(request, 'item') });
  return reply.redirect(addressesOf(organisation.slug).cart, 303);
}

async function change(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const organisation = await organisationOf(site, request);
  const visitor = visitorOf(site, request);
  const itemId = addressPart(request, 'item');
  const fields = postedFields(request.body);
  const { place } = fields;
  if (place === 'up' || place === 'down') {
    await changeItem(site.context, organisation, { visitor, itemId, place });
    return reply.redirect(addressesOf(organisation.slug).cart, 303);
  }
  const typed = fields[`part-${itemId}`];
  return changePart(site, request, reply, organisation, {
    visitor,
    itemId,
    typed: typeof typed === 'string' ? typed.slice(0, 30) : '',
  });
}

async function changePart(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  organisation: Organisation,
  given: { readonly visitor: string; readonly itemId: string; readonly typed: string },
): Promise<FastifyReply> {
  const { visitor, itemId, typed } = given;
  const { items } = await cartOf(site, organisation, visitor);
  const item = items.find(({ id }) => id === itemId);
  if (!item) throw new Refusal('not_found');
  const part = fromTyped(typed, item.amount.currency);
  try {
    if (!part) throw new Refusal('input_invalid', 'part: not an amount');
    await changeItem(site.context, organisation, { visitor, itemId, part });
    return await reply.redirect(addressesOf(organisation.slug).cart, 303);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'input_invalid') throw error;
    const view = viewOf(site, request, reply, organisation);
    const shown = (amount: Money) => showMoney(view, amount);
    const most = item.due ? outstanding(item.due) : item.amount;
    const limits = { least: shown(item.due?.leastPart ?? most), most: shown(most) };
    const form = {
      values: { [`part-${itemId}`]: typed },
      errors: { [`part-${itemId}`]: cartTexts(view.language)('part_wrong', limits) },
    };
    return show(site, request, reply.status(422), organisation, form);
  }
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
