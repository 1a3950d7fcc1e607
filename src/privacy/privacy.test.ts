import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { freeType, loadTestOffers } from '../../test/support/council.ts';
import { cards, createWorld, type World } from '../../test/support/world.ts';
import { findAudit } from '../audit/index.ts';
import { addFreeItem, checkOut } from '../carts/index.ts';
import { money } from '../core/money.ts';
import { sql } from '../database/sql.ts';
import { enqueueMessage } from '../messages/index.ts';
import { askProvider } from '../payments/index.ts';
import { issueReceipts, resendReceipt } from '../receipts/index.ts';
import { findTicketByToken, openTicket, type NewTicket } from '../tickets/index.ts';
import { erasePayer, findPayer, giveOutPayer, planErasure } from './index.ts';

const email = 'maria.rossi@example.com';
const order = { actor: 'staff:stf_1', reason: 'prot. 42' };

const asked: NewTicket = {
  kind: 'other',
  language: 'it',
  email: 'Maria.Rossi@example.com',
  name: 'Maria Rossi',
  payment: null,
  details: { reference: 'secret-reference' },
  words: 'secret-words',
  attachments: [
    { name: 'secret-name.pdf', type: 'application/pdf', content: Buffer.from('%PDF-secret') },
  ],
  orderKey: 'a'.repeat(32),
};

/** Somebody who has paid, was mailed, and asked for assistance. */
async function open(t: TestContext) {
  const world = await createWorld(t);
  const { context, organisation } = world;
  const { payment, attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  await issueReceipts(context, organisation);
  const ticket = await openTicket(context, organisation, asked);
  return { world, payment, ticket };
}

/** Tables that still hold a text, read as the owner reads them. */
async function tablesWith({ database }: World, text: string): Promise<string[]> {
  const tables = await database.owner.query<{ name: string; found: boolean }>(sql`
    select table_name as name,
      (xpath('/row/c/text()', query_to_xml(format(
        'select count(*) as c from %I as t where t::text ilike %L', table_name, ${`%${text}%`}::text),
        false, true, '')))[1]::text <> '0' as found
    from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`);
  return tables.flatMap(({ name, found }) => (found ? [name] : []));
}

test('what would go and what stays is told before anything does', async (t) => {
  const { world } = await open(t);
  const { context, organisation } = world;
  const known = await findPayer(context.database, organisation, email);
  assert.deepEqual(planErasure(known), {
    goes: { addressesOfPayments: 1, mails: 2, tickets: 1, attachments: 1, gathered: 0 },
    stays: { payments: 1, receipts: 1, dues: 0, awaited: 0 },
  });
  assert((await tablesWith(world, 'secret-words')).length > 0, 'nothing has gone yet');
});

test('a payer who is forgotten is found in no table but the receipts, and the books are in order', async (t) => {
  const { world, payment, ticket } = await open(t);
  const { context, organisation } = world;
  await resendReceipt(context, organisation, payment.id, { email, actor: 'payer' });
  const erased = await erasePayer(context, organisation, email.toUpperCase(), order);
  assert.deepEqual(erased, { addressesOfPayments: 1, mails: 3, tickets: 1, gathered: 0 });
  assert.deepEqual(await tablesWith(world, 'maria.rossi'), ['receipts']);
  for (const text of ['secret-', 'Maria Rossi', Buffer.from('%PDF-secret').toString('hex')]) {
    assert.deepEqual(await tablesWith(world, text), [], text);
  }
  const found = await findTicketByToken(context.database, organisation.id, ticket.accessToken);
  assert(found?.erasedAt && found.state === 'closed');
  assert.deepEqual(await world.broken(), []);
  const again = await erasePayer(context, organisation, email, order);
  assert.deepEqual(again, { addressesOfPayments: 0, mails: 0, tickets: 0, gathered: 0 });
});

test('that it was done is audited, by whom and why, and not for whom', async (t) => {
  const { world } = await open(t);
  const { context, organisation } = world;
  await assert.rejects(erasePayer(context, organisation, email, { ...order, reason: ' ' }), {
    code: 'input_invalid',
  });
  await giveOutPayer(context, organisation, email, order);
  await erasePayer(context, organisation, email, order);
  const [row] = await world.database.owner.query<{ subject: string }>(
    sql`select subject from audit_records where action = 'erase payer'`,
  );
  const audit = await findAudit(context.database, organisation.id, [row?.subject ?? '']);
  assert.deepEqual(
    audit.map(({ action, actor }) => `${action} ${actor}`),
    ['give out payer data staff:stf_1', 'erase payer staff:stf_1'],
  );
  assert(!JSON.stringify(audit).toLowerCase().includes('rossi'));
});

test('an address that a mail is still owed to stays until then, and others are not touched', async (t) => {
  const { world } = await open(t);
  const { context, organisation } = world;
  await world.begin(await world.due(), 'two');
  await openTicket(context, organisation, { ...asked, email: 'luigi.verdi@example.com' });
  const known = await findPayer(context.database, organisation, email);
  assert.equal(planErasure(known).stays.awaited, 1);
  await erasePayer(context, organisation, email, order);
  assert.deepEqual(await tablesWith(world, 'maria.rossi'), ['payments', 'receipts']);
  assert((await tablesWith(world, 'luigi.verdi')).includes('tickets'));
});

test('a mail that has not left yet never does', async (t) => {
  const { world } = await open(t);
  const { context, organisation, database } = world;
  await context.database.transaction((transaction) =>
    enqueueMessage(transaction, context, organisation.id, {
      source: 'test:1',
      template: 'unresolved',
      recipient: email,
      language: 'it',
      payload: { taxCode: 'RSSMRA80A01H501U' },
    }),
  );
  await erasePayer(context, organisation, email, order);
  const waiting = await database.owner.query(sql`
    select 1 as one from messages where next_try_at is not null and recipient = 'erased'`);
  assert.equal(waiting.length, 0);
  assert.deepEqual(await tablesWith(world, 'RSSMRA80A01H501U'), []);
});

test('what is given out holds everything that the person gave, and nothing that opens a page', async (t) => {
  const { world, payment, ticket } = await open(t);
  const { context, organisation } = world;
  const data = JSON.stringify(await giveOutPayer(context, organisation, email, order));
  for (const text of [payment.id, 'secret-words', 'secret-reference', 'secret-name.pdf', '42.00']) {
    assert(data.includes(text), text);
  }
  assert(!data.includes(payment.accessToken) && !data.includes(ticket.accessToken));
});

test('who is named in a cart, or in a free payment that never came about, is forgotten with the answers', async (t) => {
  const world = await createWorld(t);
  const { context, organisation } = world;
  await loadTestOffers(world);
  const chargeType = await freeType(world);
  const label = { en: 'Pupil' };
  const answers = [{ name: 'pupil', kind: 'text', label, value: 'secret-pupil' }] as const;
  const debtor = { name: 'Maria Rossi', taxId: null, email };
  const price = { amount: money(2500n, 'EUR'), lines: [{ text: 'Enrolment', minor: '2500' }] };
  for (const visitor of ['one', 'two']) {
    await addFreeItem(context, organisation, {
      visitor,
      chargeType,
      price,
      debtor,
      answers,
      typed: { answer_pupil: 'secret-pupil' },
    });
  }
  await checkOut(context, organisation, { visitor: 'one', language: 'en' });
  const known = await findPayer(context.database, organisation, email);
  assert.equal(planErasure(known).goes.gathered, 3, 'two items, and the due that one became');
  const given = JSON.stringify(await giveOutPayer(context, organisation, email, order));
  assert.equal(given.match(/secret-pupil/g)?.length, 3);
  assert.equal((await erasePayer(context, organisation, email, order)).gathered, 3);
  for (const text of ['secret-pupil', 'Maria Rossi', 'maria.rossi'])
    assert.deepEqual(await tablesWith(world, text), [], text);
  assert.deepEqual(await world.broken(), []);
});
