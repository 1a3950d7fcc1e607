/** What a payer changes in the cart: takes out, moves, pays a part, types a code. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { applyCode, changeItem, findCart, removeItem } from '../../carts/index.ts';
import { Refusal } from '../../core/errors.ts';
import { fromTyped, type Money } from '../../core/money.ts';
import { keyedDigest } from '../../core/sealing.ts';
import { outstanding } from '../../dues/index.ts';
import type { Organisation } from '../../organisations/index.ts';
import { networkOf, type Limit } from '../../rate-limits/index.ts';
import { addressesOf } from '../addresses.ts';
import { cartTexts } from '../pages/cart.texts.ts';
import { addressPart, postedFields } from '../posted-fields.ts';
import { organisationOf, viewOf, visitorOf, type Site } from '../site.ts';
import { showMoney } from '../view.ts';
import { anyExhausted, countTry, perVisitor, sendTooMany } from './counted-tries.ts';
import { showCart } from './show-cart.ts';

export async function removeFromCart(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const organisation = await organisationOf(site, request);
  const visitor = visitorOf(site, request);
  await removeItem(site.context, organisation, { visitor, itemId: addressPart(request, 'item') });
  return reply.redirect(addressesOf(organisation.slug).cart, 303);
}

export async function changeInCart(
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
  const { items } = await findCart(site.context, organisation, visitor);
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
    return showCart(site, request, reply.status(422), organisation, form);
  }
}

function codeLimit(site: Site, { id }: Organisation, ip: string): Limit {
  const network = keyedDigest(site.context.key, 'rate-limit', networkOf(ip));
  return { bucket: `code:${id}:from:${network}`, ...perVisitor };
}

/** Wrong codes are counted: there are fewer codes than tries. */
export async function typeCode(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const organisation = await organisationOf(site, request);
  const view = viewOf(site, request, reply, organisation);
  const limit = codeLimit(site, organisation, request.ip);
  if (await anyExhausted(site, [limit])) return sendTooMany(view, reply);
  const itemId = addressPart(request, 'item');
  const name = `code-${itemId}`;
  const typed = postedFields(request.body)[name];
  const code = typeof typed === 'string' ? typed.slice(0, 40) : '';
  const which = { visitor: visitorOf(site, request), itemId, code };
  const answer = await applyCode(site.context, organisation, which);
  if (answer.kind === 'applied') return reply.redirect(addressesOf(organisation.slug).cart, 303);
  await countTry(site, [limit]);
  const errors = { [name]: cartTexts(view.language)(`code_${answer.why}`) };
  return showCart(site, request, reply.status(422), organisation, {
    values: { [name]: code },
    errors,
  });
}
