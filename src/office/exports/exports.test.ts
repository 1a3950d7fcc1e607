/** Exporting from the back office: what the screen shows, to whoever may have it, and to nobody else. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { makePayments } from '../../../test/support/many-payments.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff } from '../../../test/support/staff-browser.ts';
import { findAudit } from '../../audit/index.ts';
import { makeExports, requestExport } from '../../exports/index.ts';
import { actorOf } from '../../staff/index.ts';

async function open(t: TestContext) {
  const world = await createQuietWorld(t);
  await makePayments(world.database.owner, world.organisation.id, 120);
  const app = await siteOf(t, world.context);
  const person = await signInStaff(app, world, 'accounting');
  return { ...world, app, ...person };
}

function orderKeyOn(body: string): string {
  return /name="order_key" value="([^"]+)"/.exec(body)?.[1] ?? '';
}

test('a short list is sent at once, as it was filtered, and the audit says so', async (t) => {
  const { browser, context, organisation } = await open(t);
  const list = await browser.get('/lists/payments?state=paid');
  const [, address = ''] = /href="([^"]*exports\/new[^"]*)"/.exec(list.body) ?? [];
  const form = await browser.get(address.replaceAll('&amp;', '&'));
  assert.match(form.body, /The file holds the rows and columns of the list/);
  const answer = await browser.post('/exports', {
    list: 'payments',
    query: 'state=paid',
    order_key: orderKeyOn(form.body),
    format: 'json',
  });
  assert.equal(answer.status, 200);
  const { rows } = JSON.parse(answer.body);
  assert(rows.length > 0 && rows.every(({ state }: { state: string }) => state === 'paid'));
  const deeds = await findAudit(context.database, organisation.id, [organisation.id]);
  assert.deepEqual(deeds.at(-1)?.detail, { list: 'payments', format: 'json', filters: ['state'] });
});

test('the page of a long export shows how far it is, then its totals and the file', async (t) => {
  const { browser, context, organisation, member } = await open(t);
  const wanted = {
    list: 'payments',
    parameters: [],
    services: null,
    format: 'csv',
    language: 'en',
  } as const;
  const by = { actor: actorOf(member), email: member.email, orderKey: 'a'.repeat(32) };
  const id = await requestExport(context, organisation, wanted, by);
  assert.match((await browser.get(`/exports/${id}`)).body, /The file is being made/);
  assert.match((await browser.get(`/exports/${id}/state`)).body, /waiting:0/);
  assert.equal((await browser.get(`/exports/${id}/file`)).status, 404);
  await makeExports(context, organisation);
  const page = await browser.get(`/exports/${id}`);
  assert.match(page.body, /The file is ready/);
  const file = await browser.get(`/exports/${id}/file`);
  assert.equal(file.status, 200);
  assert.equal(file.body.trimEnd().split('\r\n').length, 121);
  assert.match((await browser.get('/exports')).body, new RegExp(id));
});

test('nobody fetches the file of somebody else, or a list that is not theirs', async (t) => {
  const world = await open(t);
  const { app, context, organisation, member } = world;
  const wanted = {
    list: 'payments',
    parameters: [],
    services: null,
    format: 'csv',
    language: 'en',
  } as const;
  const by = { actor: actorOf(member), email: member.email, orderKey: 'a'.repeat(32) };
  const id = await requestExport(context, organisation, wanted, by);
  await makeExports(context, organisation);
  const other = await signInStaff(app, world, 'operator', ['school']);
  for (const path of ['', '/state', '/file'])
    assert.equal((await other.browser.get(`/exports/${id}${path}`)).status, 404);
  assert.equal((await other.browser.get('/exports/new?list=ledger')).status, 404);
  const form = await other.browser.get('/exports/new?list=payments');
  const own = { list: 'payments', order_key: orderKeyOn(form.body), format: 'json' };
  const some = JSON.parse((await other.browser.post('/exports', own)).body).rows.length;
  assert(some < 120, 'only what is for their service');
});

test('a regular export is set up by who may, and stopped', async (t) => {
  const world = await open(t);
  const { app, browser } = world;
  const form = await browser.get('/exports/new?list=payments');
  const fields = {
    list: 'payments',
    order_key: orderKeyOn(form.body),
    format: 'csv',
    when: 'week',
  };
  assert.match((await browser.post('/exports', fields)).location ?? '', /done=scheduled/);
  const all = await browser.get('/exports?done=scheduled');
  const [, end = ''] = /action="([^"]*schedules\/[^"]*\/end)"/.exec(all.body) ?? [];
  assert.match((await browser.post(end)).location ?? '', /done=ended/);
  const operator = await signInStaff(app, world, 'operator');
  await operator.browser.get('/exports/new?list=payments');
  assert.equal((await operator.browser.post('/exports', fields)).status, 403);
});
