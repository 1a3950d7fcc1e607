/** Deeds of staff in a real browser: a due by hand, cash, a refund, settings, an export; accessible at two widths. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { portalOfSuite } from '../support/portal.ts';
import { enterOffice, lookerAt } from './office-steps.ts';
import { follow } from './payment-steps.ts';
import { openWatched } from './watched-page.ts';

suite('deeds of staff in a browser', () => {
  const running = portalOfSuite();
  let browser: Browser;
  before(async () => {
    browser = await testBrowser({ after: () => {} });
  });
  after(async () => {
    await browser.close();
  });

  test('a due is made by hand, paid at the counter, and given back', async () => {
    const portal = running();
    const { page, problems, close } = await openWatched(browser, portal, { isJudged: true });
    await enterOffice(portal, page, 'ada@ente.example', 'administrator');
    const look = lookerAt(page, problems, 'deeds');
    const office = `${portal.address}/demo/office`;
    await page.goto(`${office}/dues/new`);
    await look('new-due');
    await follow(page, submit(page));
    await look('new-due-errors');
    await page.fill('#about', 'Rimborso spese di notifica');
    await page.fill('#amount', '48,50');
    await page.selectOption('#service', { value: 'fines/fine' });
    await page.fill('#debtor', 'Maria Rossi');
    await page.fill('#reason', 'Richiesto allo sportello');
    await follow(page, submit(page));
    await look('due-by-hand');
    await page.locator('a[href$="/counter"]').first().click();
    await page.waitForURL('**/counter');
    await look('counter');
    await page.goBack();
    await page.locator('a[href$="/change"]').first().click();
    await page.waitForURL('**/change');
    await look('change-due');
    await page.goBack();
    await page.locator('a[href$="/withdraw"]').first().click();
    await page.waitForURL('**/withdraw');
    await look('withdraw-due');
    for (const name of ['suspense', 'disputes', 'approvals', 'exports', 'settings']) {
      await page.goto(`${office}/${name}`);
      await look(name);
    }
    assert.deepEqual(problems, []);
    await close();
  });

  test('every page of settings and the form of an export can be read and used', async () => {
    const portal = running();
    const { page, problems, close } = await openWatched(browser, portal, { isJudged: true });
    await enterOffice(portal, page, 'eva@ente.example', 'administrator');
    const look = lookerAt(page, problems, 'settings');
    const office = `${portal.address}/demo/office`;
    for (const name of ['looks', 'languages', 'methods', 'lookup', 'notices', 'terms']) {
      await page.goto(`${office}/settings/${name}`);
      await look(name);
    }
    await page.goto(`${office}/settings/looks`);
    await page.fill('#colour', '#ffcc00');
    await follow(page, submit(page));
    await look('looks-too-pale');
    await page.goto(`${office}/exports/new?list=payments&state=paid`);
    await look('new-export');
    await page.goto(`${office}/staff/provider`);
    await look('identity-provider');
    assert.deepEqual(problems, []);
    await close();
  });
});

/** The button of the form in the page. */
function submit(page: Page) {
  return page.locator('.it-office-page form[method=post] button[type=submit]').first();
}
