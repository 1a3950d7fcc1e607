/** The cart in a real browser: gathered, looked at in three languages, kept over a restart, and paid. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { systemClock } from '../../src/core/clock.ts';
import { createIds } from '../../src/core/id.ts';
import { money } from '../../src/core/money.ts';
import { findOrganisationBySlug } from '../../src/organisations/index.ts';
import { testBrowser } from '../support/browser.ts';
import { dueOf } from '../support/council.ts';
import { owe } from '../support/owe.ts';
import { portalOfSuite, type TestPortal } from '../support/portal.ts';
import { cards } from '../support/steps.ts';
import { follow, submitOf, typeCard } from './payment-steps.ts';
import { desktop, openWatched, phone, sidewaysOverflow, violationsOf } from './watched-page.ts';

const day = 24 * 3600;

async function makeDue(portal: TestPortal): Promise<string> {
  const { database } = portal.database;
  const organisation = await findOrganisationBySlug(database, 'demo');
  assert(organisation);
  const ids = createIds(systemClock);
  const context = {
    database,
    clock: systemClock,
    ids,
    providers: new Map(),
    key: new Uint8Array(32),
  };
  const leastPart = money(1000n, 'EUR');
  const { token } = await dueOf({ context, organisation }, 'waste', { leastPart });
  return `${portal.address}/demo/dues/${token}`;
}

function addButton(page: Page) {
  return page.locator('[formaction$="/cart"], form[action$="/cart"] button').first();
}

suite('the cart in a browser', () => {
  const running = portalOfSuite();
  let browser: Browser;
  before(async () => {
    browser = await testBrowser({ after: () => {} });
  });
  after(async () => {
    await browser.close();
  });

  test('it can be read by everybody, outlives the browser, and is paid at once', async () => {
    const portal = running();
    const { page, problems, close } = await openWatched(browser, portal, { isJudged: true });
    const { address } = await owe(portal);
    await page.goto(address);
    await follow(page, addButton(page));
    assert.match(page.url(), /\/demo\/cart$/);
    await page.goto(await makeDue(portal));
    await follow(page, addButton(page));
    for (const language of ['it', 'en', 'es']) {
      await page.goto(`${portal.address}/demo/cart?language=${language}`);
      problems.push(...(await violationsOf(page, [phone, desktop])));
      for (const width of [320, 640]) {
        await page.setViewportSize({ width, height: 800 });
        assert.equal(await sidewaysOverflow(page), 0, `${language} at ${width}`);
      }
    }
    const cookies = await page.context().cookies();
    const visitor = cookies.find(({ name }) => name === 'saldo');
    const now = systemClock.now().getTime() / 1000;
    assert(visitor && visitor.expires - now > 29 * day, 'the cookie is kept when the browser ends');
    assert.deepEqual(problems, []);
    await close();

    const again = await openWatched(browser, portal);
    await again.page.context().addCookies(cookies);
    await again.page.goto(`${portal.address}/demo/cart?language=en`);
    assert.match((await again.page.textContent('main')) ?? '', /€164\.00/);
    await again.page.locator('summary').first().click();
    await again.page.locator('input[name^="part-"]').fill('12');
    await follow(again.page, again.page.locator('form:has(input[name^="part-"]) button'));
    assert.match((await again.page.textContent('main')) ?? '', /€134\.00/);
    await follow(again.page, submitOf(again.page, '/cart/pay'));
    await again.page.check('#terms');
    await follow(again.page, submitOf(again.page, '/start'));
    await again.page.waitForURL(`${portal.sandboxAddress}/**`);
    await typeCard(again.page, cards.visa);
    await again.page.locator('form[action*="/pay/"] button').first().click();
    await again.page.locator('a[href$="/receipt"]').waitFor();
    assert.deepEqual(again.problems, []);
    await again.close();
    await portal.verify();
  });
});
