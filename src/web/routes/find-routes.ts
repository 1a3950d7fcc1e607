/** Finding an invoice by what is printed on it; wrong data get one answer and are counted. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { keyedDigest } from '../../core/sealing.ts';
import { findInvoice, type Invoice } from '../../invoices/index.ts';
import { lookupFields, type LookupField, type Organisation } from '../../organisations/index.ts';
import { networkOf, type Limit } from '../../rate-limits/index.ts';
import { addressesOf } from '../addresses.ts';
import { emptyForm } from '../components/field.ts';
import { readForm } from '../form.ts';
import { chooseInvoicePage, findInvoicePage } from '../pages/find-invoice.ts';
import { sendPage } from '../send-page.ts';
import { organisationOf, viewOf, type Site } from '../site.ts';
import { anyExhausted, countTry, perVisitor, sendTooMany } from './counted-tries.ts';
import { fieldErrors } from './field-errors.ts';
import type { View } from '../view.ts';

const minute = 60_000;
const perNumber = { most: 20, windowMs: 60 * minute };

export function addFindRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:organisation/find', async (request, reply) => {
    const organisation = await organisationOf(site, request);
    const view = viewOf(site, request, reply, organisation);
    return sendPage(
      reply,
      findInvoicePage(view, { ...shown(view, organisation), form: emptyForm, isNotFound: false }),
    );
  });

  app.post('/:organisation/find', async (request, reply) => {
    const organisation = await organisationOf(site, request);
    const view = viewOf(site, request, reply, organisation);
    const page = shown(view, organisation);
    const read = readForm(request.body, {
      schema: schemaFor(organisation),
      message: fieldErrors(view.language),
    });
    if (read.kind === 'bad') {
      return sendPage(
        reply.status(422),
        findInvoicePage(view, { ...page, form: read.form, isNotFound: false }),
      );
    }
    const { number, customer_code: customerCode, amount, ...extra } = read.value;
    const limits = limitsFor(site, organisation, request.ip, number);
    const stop = (): FastifyReply => sendTooMany(view, reply);
    if (await anyExhausted(site, limits)) return stop();
    const found = await findInvoice(site.context.database, organisation, {
      number,
      customerCode,
      amount,
      extra,
    });
    const [first, ...others] = found;
    if (!first) {
      if (!(await countTry(site, limits))) return stop();
      const form = { values: read.values, errors: {} };
      return sendPage(
        reply.status(404),
        findInvoicePage(view, { ...page, form, isNotFound: true }),
      );
    }
    // Again, because many guesses sent at once all come past the first question.
    if (await anyExhausted(site, limits)) return stop();
    if (others.length > 0)
      return sendPage(reply, chooseInvoicePage(view, { matches: matches(organisation, found) }));
    return reply.redirect(addressesOf(organisation.slug).invoice(first.accessToken), 303);
  });
}

function shown(view: View, organisation: Organisation) {
  return { action: view.links.find, extraFields: organisation.settings.lookup_fields };
}

type Fields = { number: string; customer_code: string; amount: string } & Partial<
  Record<LookupField, string>
>;

function schemaFor(organisation: Organisation): z.ZodType<Fields> {
  const wanted = lookupFields.filter((field) =>
    organisation.settings.lookup_fields.includes(field),
  );
  const needed = z.string({ error: 'required' }).min(1, { error: 'required' }).max(200);
  const extra = Object.fromEntries(wanted.map((field) => [field, needed]));
  return z.object({
    number: needed,
    customer_code: needed,
    amount: needed,
    ...extra,
  });
}

/** Tries are counted per network address and per number; both are kept as digests only. */
function limitsFor(site: Site, organisation: Organisation, ip: string, number: string): Limit[] {
  const bucket = (what: string, text: string): string =>
    `find:${organisation.id}:${what}:${keyedDigest(site.context.key, 'rate-limit', text)}`;
  return [
    { bucket: bucket('from', networkOf(ip)), ...perVisitor },
    {
      bucket: bucket('number', number.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')),
      ...perNumber,
    },
  ];
}

function matches(organisation: Organisation, invoices: readonly Invoice[]) {
  const addresses = addressesOf(organisation.slug);
  return invoices.map((invoice) => ({
    address: addresses.invoice(invoice.accessToken),
    number: invoice.number,
    supplierName: invoice.document.supplier.name,
    issuedOn: invoice.issuedOn,
    amount: invoice.payable,
  }));
}
