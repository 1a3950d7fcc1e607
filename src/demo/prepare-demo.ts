/** Makes the demo organisations and their invoices, once; a later start finds them. */
import { Readable } from 'node:stream';
import { toDecimal } from '../core/money.ts';
import { addressesOf } from '../web/addresses.ts';
import { findPayableInvoice, importInvoices } from '../invoices/index.ts';
import {
  addOrganisation,
  findOrganisationBySlug,
  listOrganisations,
  setOrganisation,
  type Organisation,
} from '../organisations/index.ts';
import type { Portal } from '../portal/open-portal.ts';
import { findServices, loadOffers } from '../services/index.ts';
import { connectSandbox } from './connect-sandbox.ts';
import { addDemoDiscounts } from './demo-discounts.ts';
import { demoOrganisations, type DemoOrganisation } from './demo-organisations.ts';
import { demoOffers } from './offers/demo-offers.ts';

/** An invoice ready to be paid, and what to type to find it as its holder would. */
export type ReadyInvoice = {
  readonly address: string;
  readonly findIt: {
    readonly address: string;
    readonly number: string;
    readonly customerCode: string;
    readonly amount: string;
  } | null;
};

export async function prepareDemo(
  portal: Portal,
  say: (sentence: string) => void,
): Promise<ReadyInvoice> {
  for (const demo of demoOrganisations) await prepareOne(portal, demo);
  for (const organisation of await listOrganisations(portal.context.database)) {
    if (organisation.mode === 'test') await connectSandbox(portal, organisation, say);
  }
  return readyInvoice(portal);
}

async function prepareOne(portal: Portal, demo: DemoOrganisation): Promise<void> {
  const { context } = portal;
  const known = await findOrganisationBySlug(context.database, demo.slug);
  const organisation = known ?? (await makeOrganisation(portal, demo));
  // What staff made of them since stays: they are put up once.
  const offers = demoOffers[demo.slug];
  const there = await findServices(context.database, organisation.id);
  if (offers && there.length === 0) {
    await loadOffers(context, organisation, offers, 'demo');
    await addDemoDiscounts(context, organisation);
  }
  // Loading again changes nothing: each invoice is known by its number.
  for (const { name, bytes } of demo.invoices()) {
    const source = { name, open: () => Readable.from([bytes]) };
    const options = { organisation, dryRun: false, replace: false, actor: 'demo' };
    for await (const file of importInvoices(context, source, options)) {
      if (file.status === 'rejected')
        throw new Error(`demo invoice ${name}: ${file.error?.message}`);
    }
  }
}

async function makeOrganisation(portal: Portal, demo: DemoOrganisation): Promise<Organisation> {
  const input = {
    slug: demo.slug,
    name: demo.settings.name,
    taxIds: demo.settings.tax_ids,
    mode: 'test' as const,
    acceptsAnySupplier: demo.acceptsAnySupplier,
  };
  const added = await addOrganisation(portal.context, input, 'demo');
  return setOrganisation(portal.context, added, demo.settings, 'demo');
}

async function readyInvoice(portal: Portal): Promise<ReadyInvoice> {
  const { context, config } = portal;
  const organisation = await findOrganisationBySlug(context.database, 'demo');
  const invoice = organisation && (await findPayableInvoice(context.database, organisation.id));
  if (!organisation || !invoice) return { address: config.publicUrl, findIt: null };
  const addresses = addressesOf(organisation.slug);
  return {
    address: `${config.publicUrl}${addresses.invoice(invoice.accessToken)}`,
    findIt: {
      address: `${config.publicUrl}${addresses.links.find}`,
      number: invoice.number,
      customerCode: invoice.customerTaxIds[0] ?? '',
      amount: toDecimal(invoice.payable),
    },
  };
}
