/** The inbox of requests: who sees it, what an answer does, and that each deed is done once. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { makePayments } from '../../../test/support/many-payments.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff } from '../../../test/support/staff-browser.ts';
import { findAudit } from '../../audit/index.ts';
import { sql } from '../../database/sql.ts';
import { findMessagesAbout } from '../../messages/index.ts';
import { giveOpinion } from '../../opinions/index.ts';
import { findPayment } from '../../payments/index.ts';
import { findTicket, findTicketMessages, openTicket, type NewTicket } from '../../tickets/index.ts';

const asked: NewTicket = {
  kind: 'split_payment_by_mistake',
  language: 'it',
  email: 'maria.rossi@example.com',
  name: 'Maria <b>Rossi',
  payment: null,
  details: { invoice_number: '2026/1042', amount: '122,00' },
  words: 'Ho pagato <script>alert(1)</script> senza IVA.',
  attachments: [{ name: 'prova.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1') }],
  orderKey: 'a'.repeat(32),
};

async function open(t: TestContext) {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  const app = await siteOf(t, context);
  const { browser, member } = await signInStaff(app, world, 'support');
  const ticket = await openTicket(context, organisation, asked);
  const now = async () => {
    const found = await findTicket(context.database, organisation.id, ticket.id);
    assert(found);
    return found;
  };
  return { ...world, app, browser, member, ticket, now, at: `/tickets/${ticket.id}` };
}

test('the inbox begins with what waits for an answer, and shows what people typed as text', async (t) => {
  const { browser, at } = await open(t);
  const list = await browser.get('/tickets');
  assert.match(list.body, /R-2026-000001/);
  assert.match(list.body, /Maria &lt;b&gt;Rossi/);
  assert.doesNotMatch((await browser.get('/tickets?state=closed')).body, /R-2026-000001/);
  assert.doesNotMatch((await browser.get('/tickets?state=all&team=technical')).body, /R-2026-0000/);
  const page = await browser.get(at);
  assert(!page.body.includes('<script>alert') && page.body.includes('&lt;script&gt;alert'));
  const [, file = ''] = /href="([^"]+\/attachments\/[^"]+)"/.exec(page.body) ?? [];
  assert.equal((await browser.get(file)).body, '%PDF-1');
});

test('an answer is mailed once however often its form is sent, and a question makes the request wait', async (t) => {
  const { browser, context, organisation, member, ticket, now, at } = await open(t);
  const page = await browser.get(at);
  const [, orderKey = ''] = /name="order_key" value="([^"]+)"/.exec(page.body) ?? [];
  const fields = { words: 'Ecco come fare.', order_key: orderKey };
  for (let time = 0; time < 2; time += 1) {
    const answer = await browser.post(`${at}/answer`, fields);
    assert.equal(answer.status, 303, answer.body);
  }
  assert.equal((await now()).state, 'answered');
  const messages = await findTicketMessages(context.database, organisation.id, ticket.id);
  assert.equal(messages.at(-1)?.actor, `staff:${member.id}`);
  assert.equal(messages.length, 2);
  const mails = await findMessagesAbout(context.database, organisation.id, `ticket:${ticket.id}`);
  assert.equal(mails.filter((mail) => mail.template === 'ticket-for-payer').length, 2);
  await browser.post(`${at}/answer`, { words: 'Di che anno?', asks: 'yes' });
  assert.equal((await now()).state, 'waiting_for_payer');
});

test('an empty answer and one with a card number are refused and leave nothing', async (t) => {
  const { browser, now, at } = await open(t);
  assert.equal((await browser.post(`${at}/answer`, { words: ' ' })).status, 422);
  const card = await browser.post(`${at}/answer`, { words: 'Carta 4111 1111 1111 1111' });
  assert.equal(card.status, 422);
  assert(!card.body.includes('4111'));
  assert.equal((await now()).state, 'open');
});

test('closing wants a reason, taking up names the person, and both are audited', async (t) => {
  const { browser, context, organisation, member, ticket, now, at } = await open(t);
  assert.equal((await browser.post(`${at}/state`, { event: 'close' })).status, 422);
  assert.equal((await browser.post(`${at}/state`, { event: 'fly', reason: 'x' })).status, 422);
  await browser.post(`${at}/assign`, { to: 'me' });
  assert.equal((await now()).assignedTo, member.id);
  assert.match((await browser.get('/tickets?state=all&mine=yes')).body, /R-2026-000001/);
  await browser.post(`${at}/state`, { event: 'close', reason: 'Risolto al telefono' });
  assert.equal((await now()).state, 'closed');
  const audit = await findAudit(context.database, organisation.id, [ticket.id]);
  assert.deepEqual(
    audit.map(({ action, actor }) => `${action} ${actor}`),
    [`assign ticket staff:${member.id}`, `close ticket staff:${member.id}`],
  );
  assert.match((await browser.get(at)).body, /open it again/);
});

test('opinions are counted by page, and their words are shown as text', async (t) => {
  const { browser, context, organisation } = await open(t);
  const opinion = { page: 'no-receipt', language: 'it', helped: false, words: '<i>Manca' } as const;
  await giveOpinion(context, organisation, opinion);
  await giveOpinion(context, organisation, { ...opinion, helped: true, words: null });
  const page = await browser.get('/tickets/opinions');
  assert.match(page.body, /no-receipt/);
  assert.match(page.body, /&lt;i&gt;Manca/);
});

test('what the portal knew of the payment is told in the reader’s language', async (t) => {
  const { browser, context, organisation, database } = await open(t);
  await makePayments(database.owner, organisation.id, 40);
  const [row] = await database.owner.query<{ payment_id: string }>(sql`
    select payment_id from attempts where organisation_id = ${organisation.id} and state = 'failed'
    order by 1 limit 1`);
  await database.owner.query(sql`
    update attempts set decline_reason = 'insufficient_funds' where payment_id = ${row?.payment_id}`);
  const payment = await findPayment(context.database, organisation.id, row?.payment_id ?? '');
  assert(payment);
  const orderKey = 'b'.repeat(32);
  const ticket = await openTicket(context, organisation, { ...asked, payment, orderKey });
  const { body } = await browser.get(`/tickets/${ticket.id}?language=it`);
  for (const text of ['In corso', '>Rifiutato<', 'Disponibilità insufficiente'])
    assert(body.includes(text), text);
  assert.doesNotMatch(body, />(?:open|failed|insufficient_funds)</);
});
