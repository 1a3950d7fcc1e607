import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { makePayments } from '../../../test/support/many-payments.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff } from '../../../test/support/staff-browser.ts';
import { sql } from '../../database/sql.ts';

const idOf = (prefix: string, row: number) => `${prefix}_${String(row + 1).padStart(26, '0')}`;

test('a payment and a due have a page with their facts and what happened, and no other organisation’s has', async (t) => {
  const world = await createQuietWorld(t);
  await makePayments(world.database.owner, world.organisation.id, 40);
  const app = await siteOf(t, world.context);
  const { browser } = await signInStaff(app, world, 'support');
  const payment = await browser.get(`/payments/${idOf('pay', 1)}`);
  assert.equal(payment.status, 200);
  for (const text of [
    '<h1>María Núñez 1, ',
    'aria-current="page">Payments</a>',
    'Payment begun',
    'Visa •••• 4242',
    'Italiano</dd>',
    'Receipt 2026/000',
    'Mail written: Receipt',
    `/office/dues/${idOf('due', 1)}`,
    '/office/lists/receipts?payment=',
  ])
    assert(payment.body.includes(text), text);
  const [paid, begun] = ['Payment succeeded', 'Payment begun'].map((text) =>
    payment.body.indexOf(text),
  );
  assert(paid !== undefined && begun !== undefined && paid < begun, 'newest first');
  assert(payment.body.indexOf('Posting: ') > payment.body.indexOf('Inner steps'), 'folded');
  assert.match(payment.body, /<summary>Technical data<\/summary><code>clearing → collected/);
  const due = await browser.get(`/dues/${idOf('due', 1)}`);
  assert.equal(due.status, 200);
  for (const text of ['Reason 1', 'Due created', 'Payment succeeded'])
    assert(due.body.includes(text), text);
  await world.database.owner.query(sql`
    insert into organisations select 'org_other', 'other', name, mode, accepts_any_supplier, settings, created_at
    from organisations where organisation_id = ${world.organisation.id}`);
  await world.database.owner.query(sql`
    insert into dues (organisation_id, due_id, position, service, reason, amount, currency, collectable, created_at)
    values ('org_other', 'due_foreign', 1, 'x', 'x', 1, 'EUR', 'by_payer', now())`);
  for (const path of ['/dues/due_foreign', '/payments/pay_nothing'])
    assert.equal((await browser.get(path)).status, 404, path);
});

test('a payment of which something was given back says so, and a refund says who asked for it', async (t) => {
  const world = await createQuietWorld(t);
  await makePayments(world.database.owner, world.organisation.id, 40);
  const app = await siteOf(t, world.context);
  const { browser, member } = await signInStaff(app, world, 'accounting');
  const pay = idOf('pay', 1);
  await world.database.owner.query(sql`
    update attempts set refunded = captured - 1 where payment_id = ${pay} and captured > 0`);
  assert.match((await browser.get(`/payments/${pay}`)).body, /Paid, partly given back/);
  await world.database.owner.query(sql`
    update attempts set refunded = captured where payment_id = ${pay} and captured > 0`);
  assert.match((await browser.get(`/payments/${pay}`)).body, /Paid, given back in full/);
  await world.database.owner.query(sql`
    update refunds set requested_by = ${`staff:${member.id}`}`);
  const { body } = await browser.get('/lists/refunds');
  assert(body.includes(member.name) && !body.includes(member.id));
  assert.match(body, /data-label="Payer">Studio Bianchi/);
  assert.match((await browser.get('/lists/receipts')).body, />2026\/0000\d\d</);
});

test('somebody of one service opens nothing of another', async (t) => {
  const world = await createQuietWorld(t);
  await makePayments(world.database.owner, world.organisation.id, 40);
  const app = await siteOf(t, world.context);
  const { browser, member } = await signInStaff(app, world, 'support');
  await world.database.owner.query(sql`
    update staff set services = '{school}' where organisation_id = ${world.organisation.id} and staff_id = ${member.id}`);
  assert.equal((await browser.get(`/payments/${idOf('pay', 1)}`)).status, 200);
  assert.equal((await browser.get(`/payments/${idOf('pay', 5)}`)).status, 404);
  assert.equal((await browser.get(`/dues/${idOf('due', 5)}`)).status, 404);
});
