/** The pages that only tell: home, terms, accessibility; and the organisation's logo. */
import type { FastifyInstance } from 'fastify';
import { knownDate } from '../../core/calendar-date.ts';
import { Refusal } from '../../core/errors.ts';
import { listOrganisations, type Organisation } from '../../organisations/index.ts';
import { addressesOf } from '../addresses.ts';
import { homePage, organisationHomePage } from '../pages/home.ts';
import { accessibilityPage, termsPage } from '../pages/legal.ts';
import { sendPage } from '../send-page.ts';
import { organisationOf, viewOf, type Site } from '../site.ts';

/** When the portal's own terms and statement were last changed. */
const drawnUpOn = knownDate('2026-11-22');

export function addPageRoutes(app: FastifyInstance, site: Site): void {
  app.get('/', async (request, reply) => {
    const organisations = await listOrganisations(site.context.database);
    const view = viewOf(site, request, reply, null);
    const listed = organisations.map(({ slug, settings }) => ({
      name: settings.name,
      address: addressesOf(slug).home,
    }));
    return sendPage(reply, homePage(view, { organisations: listed }));
  });
  app.get('/:organisation', async (request, reply) => {
    const organisation = await organisationOf(site, request);
    const page = { name: organisation.settings.name, acceptedBrands: brandsOf(organisation) };
    return sendPage(reply, organisationHomePage(viewOf(site, request, reply, organisation), page));
  });
  app.get('/:organisation/terms', async (request, reply) => {
    const organisation = await organisationOf(site, request);
    const view = viewOf(site, request, reply, organisation);
    const own = organisation.settings.terms[view.language];
    const paragraphs = own ? own.split(/\n\s*\n/) : null;
    const page = { organisationName: organisation.settings.name, versionOn: drawnUpOn, paragraphs };
    return sendPage(reply, termsPage(view, page));
  });
  for (const path of ['/accessibility', '/:organisation/accessibility']) {
    app.get(path, async (request, reply) => {
      const organisation = path === '/accessibility' ? null : await organisationOf(site, request);
      const page = {
        organisationName: organisation?.settings.name ?? 'Saldo',
        drawnUpOn,
        email: organisation?.settings.contact.email ?? null,
      };
      return sendPage(reply, accessibilityPage(viewOf(site, request, reply, organisation), page));
    });
  }
  app.get('/:organisation/logo', async (request, reply) => {
    const { settings } = await organisationOf(site, request);
    if (!settings.logo) throw new Refusal('not_found');
    return reply
      .type(settings.logo.type)
      .header('cache-control', 'public, max-age=300')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .send(Buffer.from(settings.logo.data, 'base64'));
  });
}

function brandsOf(organisation: Organisation) {
  return organisation.settings.methods.card?.brands ?? [];
}
