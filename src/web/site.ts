/** What the routes of the pages share: the context, the files of pages, and how a request becomes a view. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { countItems } from '../carts/index.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { keyedDigest } from '../core/sealing.ts';
import { languages, type Language } from '../core/texts.ts';
import type { Health } from '../health/index.ts';
import { addLogFields } from '../observation/index.ts';
import {
  findOrganisationsBySlugs,
  logoVersion,
  type Organisation,
} from '../organisations/index.ts';
import { findOrganisationsThatOffer } from '../services/index.ts';
import type { Assets } from './assets.ts';
import { addressWithoutLanguage, pageLanguage } from './language.ts';
import { addressesOf } from './addresses.ts';
import type { View } from './view.ts';
import { addressPart } from './posted-fields.ts';

export type Site = {
  readonly context: Context;
  readonly assets: Assets;
  readonly health: Health;
};

/** An organisation, and whether its pages lead to services. */
export type ShownOrganisation = Organisation & { readonly hasServices?: boolean };

/** The organisation that the address names. @throws Refusal `not_found` */
export async function organisationOf(
  site: Site,
  request: FastifyRequest,
): Promise<ShownOrganisation> {
  const slug = addressPart(request, 'organisation');
  const found = await site.context.together(findBySlugs, site.context, null, slug);
  if (!found) throw new Refusal('not_found');
  addLogFields({ organisation: found.slug });
  // What asks for a state alone shows no page.
  if (request.routeOptions.url?.endsWith('/state')) return found;
  request.cartItems = await itemsInCart(site, request, found);
  const hasServices = await site.context.together(askWhoOffers, site.context, null, found.id);
  return { ...found, hasServices };
}

/** Shown on every page of an organisation. */
async function itemsInCart(site: Site, request: FastifyRequest, found: Organisation) {
  const visitor = knownVisitor(site, request);
  return visitor === null ? 0 : countItems(site.context.database, found, visitor);
}

async function askWhoOffers({ database }: Context, _whose: null, ids: readonly string[]) {
  const offering = await findOrganisationsThatOffer(database, [...new Set(ids)]);
  return ids.map((id) => offering.has(id));
}

async function findBySlugs({ database }: Context, _whose: null, slugs: readonly string[]) {
  const all = await findOrganisationsBySlugs(database, [...new Set(slugs)]);
  return slugs.map((slug) => all.find((organisation) => organisation.slug === slug) ?? null);
}

/** Names this browser in our tables; made of the signed cookie, and of no use to whoever reads it there. */
export function visitorOf(site: Site, request: FastifyRequest): string {
  const known = knownVisitor(site, request);
  if (known === null) throw new Refusal('form_expired');
  return known;
}

/** As `visitorOf`; null for a browser that has not been given a form yet. */
export function knownVisitor(site: Site, { visitor }: FastifyRequest): string | null {
  return visitor === null ? null : keyedDigest(site.context.key, 'visitor-cookie', visitor);
}

function offeredLanguages(organisation: Organisation | null): readonly [Language, ...Language[]] {
  const [first, ...more] = organisation?.settings.languages ?? languages;
  return first ? [first, ...more] : languages;
}

/** The view of a page of an organisation, or of the portal itself when there is none. */
export function viewOf(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  organisation: ShownOrganisation | null,
): View {
  const offered = offeredLanguages(organisation);
  const addresses = addressesOf(organisation?.slug ?? '');
  const settings = organisation?.settings;
  return {
    language: pageLanguage(request, reply, offered, site.context.publicUrl.startsWith('https:')),
    languages: offered,
    address: addressWithoutLanguage(
      request.method === 'GET' ? request.url : request.url.replace(/\?.*/, ''),
    ),
    timeZone: settings?.time_zone ?? 'Europe/Rome',
    organisation: settings
      ? {
          name: settings.name,
          homeAddress: addresses.home,
          logoAddress: settings.logo ? `${addresses.logo}?v=${logoVersion(settings.logo)}` : null,
        }
      : null,
    mode: organisation?.mode ?? 'live',
    // Made where a form asks for it: a page without one gives no cookie, and signing is a tenth of its cost.
    get formToken() {
      return reply.formToken();
    },
    files: site.assets.pageFiles(settings?.colour ?? null),
    links: organisation?.hasServices ? addresses.links : { ...addresses.links, services: null },
    cartItems: request.cartItems,
  };
}
