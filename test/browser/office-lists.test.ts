/** Today, lists and stories in a real browser: accessible in two widths, usable without scripts and by keyboard. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { sql } from '../../src/database/sql.ts';
import { testBrowser } from '../support/browser.ts';
import { makePayments } from '../support/many-payments.ts';
import { portalOfSuite } from '../support/portal.ts';
import { enterOffice, lookerAt } from './office-steps.ts';
import { openWatched } from './watched-page.ts';

suite('lists of the back office in a browser', () => {
  const running = portalOfSuite();
  let browser: Browser;
  before(async () => {
    browser = await testBrowser({ after: () => {} });
    const { owner } = running().database;
    const [demo] = await owner.query<{ id: string }>(
      sql`select organisation_id as id from organisations where slug = 'demo'`,
    );
    await makePayments(owner, demo?.id ?? '', 240);
    // The last of them came today.
    await owner.query(sql`
      update payments set created_at = created_at + shift, paid_at = paid_at + shift, paid_on = (paid_at + shift)::date
      from (select now() - max(created_at) as shift from payments) as moved where payments.organisation_id = ${demo?.id}`);
  });
  after(async () => {
    await browser.close();
  });

  test('today leads to lists, a list to a payment, and the payment tells its story', async () => {
    const portal = running();
    const { page, problems, close } = await openWatched(browser, portal, { isJudged: true });
    await enterOffice(portal, page, 'ada@ente.example', 'accounting');
    const look = lookerAt(page, problems, 'lists');
    const office = `${portal.address}/demo/office`;
    await look('today');
    await page.locator('.it-tile a').nth(1).click();
    await page.waitForURL('**/lists/allocations?**');
    await look('lines-of-a-week');
    await page.goto(`${office}/all-lists`);
    await look('all-lists');
    await page.goto(`${office}/lists/payments`);
    await look('payments');
    await page.goto(`${office}/lists/payments?search=x&paid_from=2026-02-30`);
    await look('payments-errors');
    await page.goto(`${office}/lists/payments?search=nobody`);
    await look('payments-none');
    await page.goto(`${office}/lists/dues?state=open`);
    await page.locator('details summary').last().click();
    await look('dues');
    await page.locator('tbody a').first().click();
    await page.waitForURL('**/dues/due_**');
    await look('due');
    await page.goto(`${office}/lists/payments?state=paid`);
    await page.locator('tbody a').first().click();
    await page.waitForURL('**/payments/pay_**');
    await page.locator('section > details > summary').last().click();
    await look('payment');
    assert.deepEqual(problems, []);
    await close();
  });

  test('a payment is found by the payer’s name with the keyboard alone and no scripts', async () => {
    const portal = running();
    const { page, problems, close } = await openWatched(browser, portal, { hasScripts: false });
    await enterOffice(portal, page, 'leo@ente.example', 'accounting');
    await page.goto(`${portal.address}/demo/office/lists/payments`);
    await page.focus('#search');
    await page.keyboard.type('nunez 201');
    await page.keyboard.press('Enter');
    await page.waitForURL('**search=nunez**');
    await page.locator('tbody a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/payments/pay_**');
    assert.match(await page.locator('h1').innerText(), /María Núñez 201/);
    assert.deepEqual(problems, []);
    await close();
  });
});
