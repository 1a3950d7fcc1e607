import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld, type QuietWorld } from '../../test/crash/quiet-world.ts';
import { addTestOrganisation } from '../../test/support/world.ts';
import { findAudit } from '../audit/index.ts';
import { sql } from '../database/sql.ts';
import { findMessagesAbout } from '../messages/index.ts';
import { createPayment, findPayment } from '../payments/index.ts';
import {
  answerTicket,
  assignTicket,
  changeTicketState,
  findTicket,
  findTicketAttachments,
  findTicketByToken,
  findTicketMessages,
  listTickets,
  openTicket,
  ticketComposers,
  ticketNumber,
  writeAsPayer,
  type NewTicket,
} from './index.ts';

const actor = 'staff:stf_1';
const pdf = {
  name: 'prova.pdf',
  type: 'application/pdf',
  content: Buffer.from('%PDF-1.7'),
} as const;

const asked: NewTicket = {
  kind: 'error_in_invoice',
  language: 'it',
  email: 'maria.rossi@example.com',
  name: 'Maria Rossi',
  payment: null,
  details: { invoice_number: '2026/1042', wrong: 'amount date' },
  words: 'L’importo giusto è 120 euro.',
  attachments: [pdf],
  orderKey: 'a'.repeat(32),
};

const open = (world: QuietWorld, changes: Partial<NewTicket> = {}) =>
  openTicket(world.context, world.organisation, { ...asked, ...changes });

async function mailsOf(world: QuietWorld, ticketId: string): Promise<string[]> {
  const { context, organisation } = world;
  const mails = await findMessagesAbout(context.database, organisation.id, `ticket:${ticketId}`);
  return mails.map(({ template, recipient }) => `${template} ${recipient}`);
}

test('a request gets a number that can be read out, keeps its file and is told to payer and team', async (t) => {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  const ticket = await open(world);
  assert.equal(ticketNumber(ticket), 'R-2026-000001');
  assert.equal(ticket.team, 'administration');
  const found = await findTicketByToken(context.database, organisation.id, ticket.accessToken);
  assert.deepEqual(found, ticket);
  const [file] = await findTicketAttachments(context.database, organisation.id, ticket.id);
  assert.deepEqual([file?.name, file?.size, file?.position], ['prova.pdf', 8, 1]);
  assert.deepEqual(await mailsOf(world, ticket.id), [
    'ticket-for-payer maria.rossi@example.com',
    'ticket-for-team ragioneria@valdorata.example',
  ]);
});

test('the same form sent many times at once opens one request, and a changed text another', async (t) => {
  const world = await createQuietWorld(t);
  const tickets = await Promise.all(Array.from({ length: 8 }, () => open(world)));
  assert.equal(new Set(tickets.map((ticket) => ticket.id)).size, 1);
  const other = await open(world, { words: 'Era 130.' });
  assert.notEqual(other.id, tickets[0]?.id);
});

test('a request about a payment holds what the portal knows of it, and nothing that opens or pays it', async (t) => {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  const dueId = await world.due(4200n);
  const { payment } = await createPayment(context, organisation, {
    dueIds: [dueId],
    visitor: 'secret-visitor',
    language: 'it',
  });
  const known = await findPayment(context.database, organisation.id, payment.id);
  const ticket = await open(world, { payment: known });
  assert.equal(ticket.context?.amount, '42.00');
  assert.equal(ticket.context?.state, 'open');
  const text = JSON.stringify(ticket.context);
  assert(!text.includes(payment.accessToken) && !text.includes('secret-visitor'));
});

test('answers and questions of staff move the request, are mailed to the payer and audited', async (t) => {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  const ticket = await open(world);
  const order = { words: 'Quale importo vede?', attachments: [], orderKey: 'one', actor };
  const ask = () => answerTicket(context, organisation, ticket.id, { ...order, asksPayer: true });
  await Promise.all([ask(), ask()]);
  const state = async () => (await findTicket(context.database, organisation.id, ticket.id))?.state;
  assert.equal(await state(), 'waiting_for_payer');
  const reply = { words: 'Vedo 130.', attachments: [pdf], orderKey: 'two' };
  await writeAsPayer(context, organisation, ticket.id, reply);
  await writeAsPayer(context, organisation, ticket.id, reply);
  assert.equal(await state(), 'open');
  const messages = await findTicketMessages(context.database, organisation.id, ticket.id);
  assert.deepEqual(
    messages.map(({ author, position }) => `${position} ${author}`),
    ['1 payer', '2 staff', '3 payer'],
  );
  assert.equal((await mailsOf(world, ticket.id)).length, 4);
  const audit = await findAudit(context.database, organisation.id, [ticket.id]);
  assert.deepEqual(
    audit.map((record) => [record.action, record.actor]),
    [['answer ticket', actor]],
  );
  assert(!JSON.stringify(audit).includes('Quale importo'), 'the audit keeps no words of people');
});

test('a closed request takes no answer of staff, and opens again when its payer writes', async (t) => {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  const ticket = await open(world);
  const order = { actor, reason: 'fatto' };
  await changeTicketState(context, organisation, ticket.id, { ...order, event: 'close' });
  await changeTicketState(context, organisation, ticket.id, { ...order, event: 'close' });
  const answer = { words: 'Ancora', attachments: [], orderKey: 'k', actor, asksPayer: false };
  await assert.rejects(answerTicket(context, organisation, ticket.id, answer), {
    code: 'ticket_closed',
  });
  assert.equal((await findTicketMessages(context.database, organisation.id, ticket.id)).length, 1);
  const message = { words: 'Non va', attachments: [], orderKey: 'm' };
  await writeAsPayer(context, organisation, ticket.id, message);
  assert.equal((await findTicket(context.database, organisation.id, ticket.id))?.state, 'open');
  const audit = await findAudit(context.database, organisation.id, [ticket.id]);
  assert.equal(audit.length, 1, 'closing twice is told once');
});

test('the inbox filters by state, team and person, and pages by the last change', async (t) => {
  const world = await createQuietWorld(t);
  const { context, organisation, clock } = world;
  const made = [];
  for (const [index, kind] of (['other', 'portal_error', 'no_receipt'] as const).entries()) {
    made.push(await open(world, { kind, orderKey: String(index).repeat(32) }));
    clock.advance(60_000);
  }
  const [first, second, third] = made;
  assert(first && second && third);
  const list = async (filter: Parameters<typeof listTickets>[2], limit = 10) =>
    (await listTickets(context.database, organisation.id, filter, limit)).map(({ id }) => id);
  assert.deepEqual(await list({}), [third.id, second.id, first.id]);
  assert.deepEqual(await list({ team: 'technical' }), [third.id, second.id]);
  assert.deepEqual(await list({ after: third }, 1), [second.id]);
  const order = { actor, reason: 'mia', assignedTo: 'stf_1' };
  await assignTicket(context, organisation, first.id, order);
  assert.deepEqual(await list({ assignedTo: 'stf_1' }), [first.id]);
  assert.deepEqual(await list({ state: 'closed' }), []);
});

test('the mail to whoever is written to for the first time repeats nothing that was typed', async (t) => {
  const world = await createQuietWorld(t);
  const { context, organisation } = world;
  const ticket = await open(world, { words: 'Compra subito da spam.example' });
  const mails = await findMessagesAbout(context.database, organisation.id, `ticket:${ticket.id}`);
  const composers = ticketComposers(context);
  const texts = await Promise.all(
    mails.map(async (mail) => {
      const composer = composers.get(mail.template);
      assert(composer);
      return (await composer(organisation, mail)).content;
    }),
  );
  const [toPayer, toTeam] = texts;
  assert(toPayer && toTeam);
  assert(!toPayer.text.includes('spam') && toPayer.text.includes(ticket.accessToken));
  assert(toTeam.text.includes('spam') && !toTeam.text.includes(ticket.accessToken));
  assert(toTeam.text.includes('2026/1042'));
});

test('requests of one organisation are not found by another', async (t) => {
  const world = await createQuietWorld(t);
  const { context, database } = world;
  const ticket = await open(world);
  const other = await addTestOrganisation(context, 'altra');
  assert.equal(await findTicketByToken(context.database, other.id, ticket.accessToken), null);
  assert.equal(await findTicket(context.database, other.id, ticket.id), null);
  await assert.rejects(
    changeTicketState(context, other, ticket.id, { actor, reason: 'x', event: 'close' }),
    { code: 'not_found' },
  );
  const rows = await database.owner.query(sql`select 1 as one from tickets`);
  assert.equal(rows.length, 1);
});
