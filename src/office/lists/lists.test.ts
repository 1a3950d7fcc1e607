import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { makePayments } from '../../../test/support/many-payments.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff, type StaffBrowser } from '../../../test/support/staff-browser.ts';
import { sql } from '../../database/sql.ts';
import { lists } from '../../reports/index.ts';
import type { Role } from '../../staff/index.ts';

async function openOffice(t: TestContext, role: Role = 'operator') {
  const world = await createQuietWorld(t);
  const { organisation, database } = world;
  await makePayments(database.owner, organisation.id, 120);
  const app = await siteOf(t, world.context);
  return { world, app, ...(await signInStaff(app, world, role)) };
}

function linesOf(body: string): number {
  const [, table = ''] = /<tbody>([\s\S]*?)<\/tbody>/.exec(body) ?? [];
  return table.match(/<tr>/g)?.length ?? 0;
}

async function ok(browser: StaffBrowser, path: string): Promise<string> {
  const { status, body } = await browser.get(path);
  assert.equal(status, 200, path);
  return body;
}

test('every list opens, and shows what it has', async (t) => {
  const { browser } = await openOffice(t);
  for (const { name } of Object.values(lists).filter(({ permission }) => permission === 'see')) {
    assert(linesOf(await ok(browser, `/lists/${name}`)) > 0, name);
  }
  assert.equal((await browser.get('/lists/salaries')).status, 404);
});

test('older and newer rows are a link away, with the filters kept', async (t) => {
  const { browser } = await openOffice(t);
  const first = await ok(browser, '/lists/payments?created_from=2026-01-02');
  assert.equal(linesOf(first), 50);
  const [, older = ''] = /rel="next"\s+href="([^"]+)"/.exec(first) ?? [];
  const second = await ok(browser, older.replaceAll('&amp;', '&'));
  assert.match(second, /created_from=2026-01-02/);
  const [, newer = ''] = /rel="prev"\s+href="([^"]+)"/.exec(second) ?? [];
  const back = await ok(browser, newer.replaceAll('&amp;', '&'));
  assert.equal(linesOf(back), 50);
});

test('a payment is found by a part of the payer’s name', async (t) => {
  const { browser } = await openOffice(t);
  const body = await ok(browser, '/lists/payments?search=NUNEZ+101');
  assert.equal(linesOf(body), 1);
  assert.match(body, /María Núñez 101/);
  assert.match(await ok(browser, '/lists/payments?search=nobody'), /No row fits these filters/);
});

test('what cannot be meant comes back with the form, and every fault is named', async (t) => {
  const { browser } = await openOffice(t);
  const { status, body } = await browser.get('/lists/payments?search=ab&amount_min=ten&hat=1');
  assert.equal(status, 422);
  assert.match(body, /at least three letters/);
  assert.match(body, /Write the amount in figures/);
  assert.match(body, /no such filter here: hat/);
  assert.match(body, /value="ab"/);
});

test('count and sums of the whole selection stand over the rows', async (t) => {
  const { browser } = await openOffice(t);
  const body = await ok(browser, '/lists/payments?state=paid&columns=total&columns=state');
  assert.match(body, /Rows: 60 · Amount: €[\d,.]+ · Amount: £[\d,.]+/);
});

test('a view is kept under a name, shared when it shall be, and removed by its owner alone', async (t) => {
  const { world, app, browser } = await openOffice(t);
  const colleague = await signInStaff(app, world, 'support');
  const keep = (view_name: string, shared: boolean) =>
    browser.post('/lists/payments/views', {
      view_name,
      parameter: 'state=paid',
      ...(shared && { view_shared: 'yes' }),
    });
  const kept = await keep('All that was paid', true);
  assert.equal(kept.location, '/valdorata/office/lists/payments?state=paid&saved=yes');
  await keep('Mine alone', false);
  assert.equal((await keep(' ', false)).status, 422);
  const mine = await ok(browser, '/lists/payments');
  assert.match(mine, /payments\?state=paid">All that was paid/);
  assert.match(mine, /Mine alone/);
  const theirs = await ok(colleague.browser, '/lists/payments');
  assert.match(theirs, /All that was paid \(a colleague’s\)/);
  assert.doesNotMatch(theirs, /Mine alone/);
  const [, removal = ''] =
    /action="[^"]*\/office(\/lists\/payments\/views\/viw_[^"]+)"/.exec(mine) ?? [];
  await colleague.browser.post(removal);
  assert.match(await ok(browser, '/lists/payments'), /All that was paid/);
  await browser.post(removal);
  assert.doesNotMatch(await ok(browser, '/lists/payments'), /All that was paid/);
});

test('somebody of one service sees what concerns it, and no list of all services', async (t) => {
  const { world, browser, member } = await openOffice(t);
  await world.database.owner.query(sql`
    update staff set services = '{school}' where organisation_id = ${world.organisation.id} and staff_id = ${member.id}`);
  const body = await ok(browser, '/lists/payments?columns=services&columns=total');
  assert.match(body, /Rows: 60/);
  assert.doesNotMatch(body, /waste/);
  assert.equal((await browser.get('/lists/ledger')).status, 404);
  assert.doesNotMatch(await ok(browser, '/all-lists'), /lists\/ledger/);
});
