/** Invoices and payments in every state, made as payers make them, for requests to hit. */
import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { sql } from '../../../src/database/sql.ts';
import { testInvoice, type TestInvoice } from '../../../src/invoices/formats/test-invoice.ts';
import { importInvoices } from '../../../src/invoices/index.ts';
import { findAttempts, findPaymentByToken } from '../../../src/payments/index.ts';
import { issueReceipts } from '../../../src/receipts/index.ts';
import { post, visitForm, type Visit } from '../../../test/support/site.ts';
import { marker } from '../hostile-values.ts';
import { slug, type Surroundings } from '../surroundings.ts';
import { offerServices } from './offer-services.ts';
import { sendNotices } from './send-notices.ts';

export type Town = {
  /** Tokens; of each, the visit of the browser that has it open. */
  readonly invoices: readonly Spot[];
  readonly payments: readonly Spot[];
  /** Requests for assistance. */
  readonly tickets: readonly Spot[];
  /** Dues, and the numbers of their notices. */
  readonly dues: readonly Spot[];
  readonly notices: readonly string[];
  readonly visits: readonly Visit[];
  readonly numbers: readonly string[];
  readonly codes: readonly string[];
};

export type Spot = { readonly token: string; readonly visit: Visit };

export const customerCode = 'RSSMRA80A01H501U';

/** What has become of a payment: how far it went, and which card was typed. */
const stories = [
  { name: 'begun', card: null, starts: false },
  { name: 'at the provider', card: null, starts: true },
  { name: 'paid', card: '4242424242424242', starts: true },
  { name: 'declined', card: '4000000000000002', starts: true },
  { name: 'unknown', card: '4000000000001976', starts: true },
  { name: 'disputed', card: '4000000000000259', starts: true },
  { name: 'cancelled', card: null, starts: true },
] as const;

const odd: readonly TestInvoice[] = [
  { instalments: [{ amount: '22.00' }, { amount: '100.00', dueOn: '2026-12-31' }] },
  { instalments: [{ amount: '122.00', meansOfPayment: 'MP19' }] },
  { instalments: [{ amount: '122.00', meansOfPayment: 'MP22' }] },
  { documentType: 'TD04' },
  { documentType: 'TD99' },
  { documentType: 'constructor' },
  { lines: [{ amount: '0.00' }] },
  { lines: [{ amount: '100.00', description: marker, rate: '0.00', nature: marker }] },
  { splitPayment: true, withholding: '20.00', currency: 'JPY', lines: [{ amount: '100' }] },
];

/** @param round makes the numbers of this town unlike those of others */
export async function buildTown(
  surroundings: Surroundings,
  app: FastifyInstance,
  round: number,
): Promise<Town> {
  const [invoices, payments, visits, numbers]: [Spot[], Spot[], Visit[], string[]] = [
    [],
    [],
    [],
    [],
  ];
  await offerServices(surroundings);
  const sent = await sendNotices(surroundings);
  const visit = await visitForm(app, `/${slug}/find`);
  for (const [index, invoice] of odd.entries()) {
    const number = `O${round}-${index}`;
    numbers.push(number);
    invoices.push({ token: await owe(surroundings, { ...invoice, number }), visit });
  }
  for (const [index, story] of stories.entries()) {
    const own = await visitForm(app, `/${slug}/find`);
    const number = `S${round}-${index}`;
    const token = await owe(surroundings, { number });
    numbers.push(number);
    visits.push(own);
    invoices.push({ token, visit: own }, { token, visit });
    const payment = await begin(surroundings, app, { token, visit: own });
    payments.push({ token: payment, visit: own });
    if (story.starts) await start(app, { token: payment, visit: own });
    if (story.card) await pay(surroundings, payment, story.card);
    if (story.name === 'cancelled') await press(app, { token: payment, visit: own }, 'cancel', {});
    if (story.card) await app.inject(`/${slug}/payments/${payment}/return`);
  }
  await issueReceipts(surroundings.context, surroundings.organisation);
  const tickets = [{ token: await askForAssistance(app, visit, round), visit }];
  const codes = await receiptCodes(surroundings);
  const dues = sent.map(({ token }) => ({ token, visit }));
  const notices = sent.map(({ number }) => number);
  numbers.push(...notices);
  return { invoices, payments, tickets, dues, notices, visits, numbers, codes };
}

/** @returns the token of the invoice's page */
async function owe(
  { context, organisation }: Surroundings,
  invoice: TestInvoice & { number: string },
): Promise<string> {
  const name = `Maria ${marker} Rossi \u202E`;
  const bytes = testInvoice(invoice, {
    supplier: { vatNumber: 'IT01234567890', name: `Valdorata ${marker}` },
    customer: { taxCode: customerCode, name },
  });
  async function* open(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const how = { organisation, dryRun: false, replace: false, actor: 'fuzz' };
  for await (const file of importInvoices(context, { name: 'a.xml', open }, how)) {
    assert.equal(file.status, 'imported', file.error?.message);
  }
  const [row] = await context.database.query<{ access_token: string }>(sql`
    select access_token from invoices
    where organisation_id = ${organisation.id} and number = ${invoice.number}`);
  assert(row, `invoice ${invoice.number} is there`);
  return row.access_token;
}

async function begin(
  { context, organisation }: Surroundings,
  app: FastifyInstance,
  { token, visit }: Spot,
): Promise<string> {
  const [row] = await context.database.query<{ due_id: string }>(sql`
    select due_id from dues join invoices using (organisation_id, invoice_id)
    where organisation_id = ${organisation.id} and invoices.access_token = ${token}`);
  const answer = await post(app, visit, `/${slug}/invoices/${token}/pay`, {
    due: row?.due_id ?? '',
  });
  const found = /\/payments\/([^/?]+)$/.exec(String(answer.headers.location))?.[1];
  assert(found, `a payment is begun, not ${answer.statusCode}`);
  return found;
}

/** @returns the token of the request's page */
async function askForAssistance(
  app: FastifyInstance,
  visit: Visit,
  round: number,
): Promise<string> {
  const fields = { email: `payer${round}@example.com`, name: marker, words: marker };
  const answer = await post(app, visit, `/${slug}/assistance/other`, fields);
  const found = /\/requests\/([^/?]+)/.exec(String(answer.headers.location))?.[1];
  assert(found, `assistance is asked for, not ${answer.statusCode}`);
  return found;
}

async function start(app: FastifyInstance, spot: Spot): Promise<void> {
  const form = { method: 'card', terms: '1', email: 'maria.rossi@example.com' };
  const answer = await press(app, spot, 'start', form);
  assert.match(String(answer), /^http:\/\/127\.0\.0\.1:\d+\//, 'the payer goes to the provider');
}

async function press(
  app: FastifyInstance,
  { token, visit }: Spot,
  button: string,
  fields: Readonly<Record<string, string>>,
): Promise<unknown> {
  const answer = await post(app, visit, `/${slug}/payments/${token}/${button}`, fields);
  assert.equal(answer.statusCode, 303, `${button} is done`);
  return answer.headers.location;
}

async function pay(
  { context, organisation, sandbox }: Surroundings,
  token: string,
  card: string,
): Promise<void> {
  const payment = await findPaymentByToken(context.database, organisation.id, token);
  assert(payment);
  const [attempt] = await findAttempts(context.database, organisation.id, [payment.id]);
  await sandbox.control('POST', `/sessions/${attempt?.providerReference}/pay`, { card });
}

async function receiptCodes({ database }: Surroundings): Promise<string[]> {
  const rows = await database.owner.query<{ code: string }>(
    sql`select document -> 'verification' ->> 'code' as code from receipts limit 50`,
  );
  return rows.map(({ code }) => code);
}
