import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { loadInvoice } from '../../../test/support/quiet-invoice.ts';
import {
  addTestOrganisation,
  cards,
  createWorld,
  type World,
} from '../../../test/support/world.ts';
import { dateIn } from '../../core/calendar-date.ts';
import { sql } from '../../database/sql.ts';
import { findMessagesAbout, type Message } from '../../messages/index.ts';
import { setOrganisation } from '../../organisations/index.ts';
import { askProvider, createPayment, startAttempt } from '../../payments/index.ts';
import { flatten, readPdf } from '../../documents/read-pdf.ts';
import { askPaymentList, issueReceipts, makePaymentLists, receiptComposers } from '../index.ts';
import type { CustomerIdentity } from './payment-list.ts';

const taxCode = 'RSSMRA80A01H501U';
const hour = 60 * 60 * 1000;

async function payAs(world: World, number: string, email: string): Promise<string> {
  const { context, organisation } = world;
  const { dueId } = await loadInvoice(context, organisation, number);
  const { payment } = await createPayment(context, organisation, {
    dueIds: [dueId],
    visitor: number,
    language: 'it',
  });
  const choice = { method: 'card', email, language: 'it', termsAccepted: true } as const;
  const attempt = await startAttempt(context, organisation, payment, choice);
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  await issueReceipts(context, organisation);
  world.clock.advance(60_000);
  return payment.id;
}

async function open(t: TestContext): Promise<World> {
  const world = await createWorld(t);
  const changes = { customer_codes: { [taxCode]: 'C-004518' } };
  const organisation = await setOrganisation(world.context, world.organisation, changes, 'test');
  return { ...world, organisation };
}

async function ask(
  world: World,
  identity: Partial<CustomerIdentity> = {},
  orderKey = world.context.ids.token(),
): Promise<void> {
  const { context, organisation } = world;
  const now = context.clock.now();
  const [from, to] = [new Date(now.getTime() - hour), now].map((at) => dateIn('Europe/Rome', at));
  assert(from && to);
  await askPaymentList(context, organisation, {
    identity: { customerCode: 'c 004518', taxCode: 'rssmra80a01h501u', ...identity },
    period: { from, to },
    language: 'it',
    orderKey,
  });
}

async function mails({ context, organisation }: World): Promise<Message[]> {
  return findMessagesAbout(context.database, organisation.id, 'payment-list:');
}

async function waiting({ database }: World): Promise<string> {
  return JSON.stringify(await database.owner.query(sql`select * from payment_list_requests`));
}

test('the list goes to the last address on file, as PDF and CSV, with what was paid in the period', async (t) => {
  const world = await open(t);
  const first = await payAs(world, '2026/1', 'old@example.com');
  const second = await payAs(world, '2026/2', 'new@example.com');
  await ask(world);
  const kept = await waiting(world);
  assert(!kept.includes('004518') && !/rssmra/i.test(kept), 'what was typed is sealed');
  assert.equal(await makePaymentLists(world.context, world.organisation), 1);
  assert.equal(await waiting(world), '[]');
  const [mail, ...others] = await mails(world);
  assert(mail && others.length === 0);
  assert.equal(mail.recipient, 'new@example.com');
  const composer = receiptComposers(world.context).get(mail.template);
  assert(composer);
  const { content, attachments } = await composer(world.organisation, mail);
  assert.match(content.text, /Pagamenti: 2/);
  assert.match(content.text, /Totale: 244,00/);
  const [pdf, csv] = attachments;
  assert(pdf && csv);
  const rows = Buffer.from(csv.content).toString('utf8').trim().split('\r\n');
  assert.equal(rows.length, 3);
  assert.match(rows[1] ?? '', new RegExp(`;2026/1;.*;122,00;EUR;${first}$`));
  assert.match(rows[2] ?? '', new RegExp(`;2026/2;.*;122,00;EUR;${second}$`));
  assert(flatten(readPdf(pdf.content).root).some(({ text }) => text === 'Elenco dei pagamenti'));
});

test('wrong data, another organisation and a customer who gave no address bring no mail', async (t) => {
  const world = await open(t);
  await payAs(world, '2026/1', 'maria.rossi@example.com');
  const other = { ...world, organisation: await addTestOrganisation(world.context, 'altra') };
  const tries: readonly Partial<CustomerIdentity>[] = [
    { customerCode: 'C-004519' },
    { taxCode: 'VRDLGU80A01H501X' },
    { taxCode: '', customerCode: '' },
    { customerCode: "' or 1=1 --" },
  ];
  for (const identity of tries) await ask(world, identity);
  await ask(other);
  assert.equal(await makePaymentLists(world.context, world.organisation), tries.length);
  assert.equal(await makePaymentLists(world.context, other.organisation), 1);
  assert.deepEqual([...(await mails(world)), ...(await mails(other))], []);
  assert.equal(await waiting(world), '[]');
});

test('the same form sent twice is one mail, and workers at once share the requests', async (t) => {
  const world = await open(t);
  await payAs(world, '2026/1', 'maria.rossi@example.com');
  const orderKey = world.context.ids.token();
  await Promise.all([ask(world, {}, orderKey), ask(world, {}, orderKey)]);
  await ask(world);
  const made = await Promise.all(
    Array.from({ length: 4 }, () => makePaymentLists(world.context, world.organisation)),
  );
  assert.equal(
    made.reduce((sum, one) => sum + one, 0),
    2,
  );
  assert.equal((await mails(world)).length, 2);
});

test('a period without payments is answered in words, without a file', async (t) => {
  const world = await open(t);
  await payAs(world, '2026/1', 'maria.rossi@example.com');
  world.clock.advance(3 * 24 * 3_600_000);
  await ask(world);
  await makePaymentLists(world.context, world.organisation);
  const [mail] = await mails(world);
  const composer = receiptComposers(world.context).get('payment-list');
  assert(mail && composer);
  const { content, attachments } = await composer(world.organisation, mail);
  assert.match(content.text, /non ci sono pagamenti/);
  assert.deepEqual(attachments, []);
});
