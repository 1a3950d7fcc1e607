/** Which fields each form of the pages posts, and with which values: read from the pages themselves. */
import { ticketKinds } from '../../../src/tickets/index.ts';
import { readPage, type Form } from '../../../test/support/page.ts';
import { slug } from '../surroundings.ts';
import type { Clerk } from './clerk.ts';
import { pathOf, type Site } from './open-site.ts';
import { freeChargeIds, serviceId } from './offer-services.ts';
import type { Town } from './town.ts';

/** By route: the names of fields, each with values that some page gave it. */
export type KnownFields = Map<string, Map<string, Set<string>>>;

const mostValues = 60;
const origin = 'http://localhost:3000';

/** What a person types, which no page has in it. */
const typed: Readonly<Record<string, readonly string[]>> = {
  email: ['maria.rossi@example.com', 'maria@gmial.com', ''],
  amount: ['122.00', '122,00', '€ 122', '1.00'],
  customer_code: ['RSSMRA80A01H501U'],
  words: ['Non trovo la fattura.', ''],
  name: ['Maria Rossi', ''],
  tax_code: ['RSSMRA80A01H501U'],
  from: ['1/1/2026', '2026-01-01'],
  to: ['22/11/2026'],
  date: ['5/3/2026', ''],
  invoice_number: ['2026/1042'],
  proof: ['4242', 'maria.rossi@example.com'],
  terms: ['1', 'on'],
  reason: ['because', ''],
  about: ['Mensa'],
  debtor: ['Maria Rossi'],
  amount_1: ['1.00', '9999999.00'],
  amount_2: ['', '1.00'],
  text: ['delivered'],
  service: ['school'],
  name_1: ['Tesoreria'],
  iban_1: ['IT60X0542811101000000123456'],
  due_on: ['2026-12-31', ''],
  quantity: ['1', '100', '101'],
  debtor_name: ['Maria Rossi'],
  debtor_tax_code: ['RSSMRA80A01H501U', ''],
  debtor_email: ['maria.rossi@example.com', ''],
  answer_a_text: ['ab 1234', ''],
  answer_a_number: ['2,50', ''],
  answer_a_date: ['5/3/2026', ''],
  answer_a_iban: ['IT60X0542811101000000123456', ''],
  answer_a_plate: ['AB123CD', ''],
};

/** Some fields are shown only after a mistake: pages that answer one are read too. */
export function learnPage(site: Site, known: KnownFields, markup: string): void {
  for (const form of readPage(origin, 200, markup).forms) {
    const others = form.buttons.flatMap(({ address }) => address ?? []);
    for (const address of new Set([form.address, ...others])) learnForm(site, known, form, address);
  }
}

function learnForm(site: Site, known: KnownFields, form: Form, address: string): void {
  const route = pathOf(site.routes, new URL(address).pathname);
  if (route === null) throw new Error(`a form leads nowhere: ${address}`);
  const fields = known.get(route) ?? new Map<string, Set<string>>();
  known.set(route, fields);
  for (const { name, value } of [...form.fields, ...form.buttons]) {
    if (name === '' || name === 'form_token') continue;
    const values = fields.get(name) ?? new Set(typed[name] ?? []);
    // What was sent comes back in the field; a few values of each are enough.
    if (values.size < mostValues) values.add(value);
    fields.set(name, values);
  }
}

/** Opens every page of the town and adds what its forms hold. */
export async function learnFields(site: Site, town: Town, known: KnownFields): Promise<void> {
  for (const { address, cookies } of pagesOf(town)) {
    const answer = await site.app.inject({ url: address, cookies });
    learnPage(site, known, answer.body);
  }
  for (const [name, values] of [
    ['number', town.numbers],
    ['code', town.codes],
  ] as const) {
    for (const fields of known.values()) {
      for (const value of fields.has(name) ? values : []) fields.get(name)?.add(value);
    }
  }
}

/** Opens every page of the back office as somebody who may see all of them. */
export async function learnOffice(site: Site, clerk: Clerk, known: KnownFields): Promise<void> {
  await clerk.wake();
  const { cookies } = clerk.visit;
  for (const { method, path } of site.routes) {
    // A link leads whoever opens it out of one session and into another.
    if (method !== 'GET' || !path.startsWith('/:organisation/office')) continue;
    const url = path
      .replace(':organisation', slug)
      .replaceAll(/:(\w+)/g, (_, name: string) => clerk.things.get(name)?.[0] ?? 'nothing_of_ours');
    const answer = await site.app.inject({ url, cookies });
    if (answer.statusCode === 200 && answer.body.startsWith('<!')) {
      learnPage(site, known, answer.body);
    }
  }
}

const pages = [
  'find',
  'verify',
  'help',
  'help/no-receipt',
  'payment-list',
  'services',
  'notices',
  'discounts',
  ...freeChargeIds.map((id) => `services/${serviceId}/${id}`),
  ...ticketKinds.map((kind) => `assistance/${kind.replaceAll('_', '-')}`),
];

function* pagesOf(town: Town): Generator<{ address: string; cookies: Record<string, string> }> {
  for (const page of pages) yield { address: `/${slug}/${page}`, cookies: {} };
  for (const { token, visit } of town.invoices) {
    yield { address: `/${slug}/invoices/${token}`, cookies: visit.cookies };
  }
  for (const { token, visit } of town.dues) {
    yield { address: `/${slug}/dues/${token}`, cookies: visit.cookies };
  }
  for (const number of town.notices) yield { address: `/${slug}/notices/${number}`, cookies: {} };
  for (const { token, visit } of town.tickets) {
    yield { address: `/${slug}/requests/${token}`, cookies: visit.cookies };
  }
  for (const { token, visit } of town.payments) {
    yield { address: `/${slug}/payments/${token}`, cookies: visit.cookies };
    yield { address: `/${slug}/payments/${token}?choose=1`, cookies: visit.cookies };
  }
}
