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
  for (const text of ['María Núñez 1', 'Payment begun', 'Receipt 2026/', 'Mail written: Receipt'])
    assert(payment.body.includes(text), text);
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
