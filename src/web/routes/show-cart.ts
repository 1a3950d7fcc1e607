/** Shows a visitor's cart as it stands, and notes what has been told. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { findCart, noteTold } from '../../carts/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { addressesOf } from '../addresses.ts';
import { emptyForm, type FilledForm } from '../components/field.ts';
import { cartPage, type CartPage } from '../pages/cart.ts';
import { queryText } from '../posted-fields.ts';
import { sendPage } from '../send-page.ts';
import { knownVisitor, viewOf, type Site } from '../site.ts';
import { cartFacts } from './cart-facts.ts';

export async function showCart(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  organisation: Organisation,
  form: FilledForm = emptyForm,
): Promise<FastifyReply> {
  const visitor = knownVisitor(site, request);
  const view = viewOf(site, request, reply, organisation);
  const { language } = view;
  const cart = await findCart(site.context, organisation, visitor ?? '', language);
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

function toldOf(text: string | null): CartPage['told'] {
  return text === 'changed' || text === 'full' || text === 'refused' ? text : null;
}
