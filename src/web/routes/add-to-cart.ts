/** Puts dues that a page offers into the visitor's cart, and leads there. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addDueToCart } from '../../carts/index.ts';
import { Refusal } from '../../core/errors.ts';
import type { Organisation } from '../../organisations/index.ts';
import { addressesOf } from '../addresses.ts';
import { visitorOf, type Site } from '../site.ts';

export async function addToCart(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  organisation: Organisation,
  dueIds: readonly string[],
): Promise<FastifyReply> {
  const { cart } = addressesOf(organisation.slug);
  const visitor = visitorOf(site, request);
  for (const dueId of dueIds) {
    const told = await add(site, organisation, { visitor, dueId });
    if (told !== null) return reply.redirect(`${cart}?told=${told}`, 303);
  }
  return reply.redirect(cart, 303);
}

/** @returns what the cart's page has to tell, or null when it is there */
async function add(
  site: Site,
  organisation: Organisation,
  item: { readonly visitor: string; readonly dueId: string },
): Promise<'full' | 'refused' | null> {
  try {
    const { kind } = await addDueToCart(site.context, organisation, item);
    return kind === 'full' ? 'full' : null;
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'not_found') return 'refused';
    throw error;
  }
}
