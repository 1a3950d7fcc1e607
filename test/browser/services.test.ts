/** Services and free payments in a real browser: fields that show and hide, a total that counts, accessible at two widths. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { portalOfSuite, type TestPortal } from '../support/portal.ts';
import { follow } from './payment-steps.ts';
import { desktop, openWatched, phone, sidewaysOverflow, violationsOf } from './watched-page.ts';

const meals = '/demo/services/school-meals/meals-top-up';

function buttonOf(page: Page, name: 'cart' | 'pay') {
  return page.locator(`button[name=next][value=${name}]`);
}

async function fillIn(page: Page): Promise<void> {
  await page.fill('#debtor_name', 'Maria Rossi');
  await page.fill('#debtor_tax_code', 'RSSMRA80A01H501U');
  await page.fill('#answer_pupil', 'Luca Rossi');
  // The whole card is the target.
  await page.locator('label[for=answer_school-2]').click();
}

suite('services in a browser', { concurrency: 2 }, () => {
  const running = portalOfSuite();
  let browser: Browser;
  before(async () => {
    browser = await testBrowser({ after: () => {} });
  });
  after(async () => {
    await browser.close();
  });

  test('with scripts a field shows when it is asked, and the total is counted while it is typed', async () => {
    const portal = running();
    const { page, problems, close } = await openWatched(browser, portal);
    await page.goto(portal.address + meals);
    const certificate = page.locator('#answer_certificate');
    assert.equal(await certificate.isVisible(), false);
    await page.check('#answer_diet');
    assert.equal(await certificate.isVisible(), true);
    assert.equal(await page.locator('[data-when]').first().isVisible(), false);
    const total = page.locator('output[name=total]');
    assert.equal(await total.innerText(), '€24.00');
    await page.fill('#quantity', '20');
    await page.locator('label[for=options-2]').click();
    assert.equal(await total.innerText(), '€110.00');
    await page.fill('#quantity', '2');
    assert.equal(await total.isVisible(), false, 'what cannot be paid has no total');
    await page.fill('#quantity', '20');
    await fillIn(page);
    await follow(page, buttonOf(page, 'pay'));
    const focused = await page.evaluate('document.activeElement.hasAttribute("data-focus")');
    assert.equal(focused, true, 'the summary of errors is read first');
    // What is wrong stays in sight, whatever is answered before it.
    await page.uncheck('#answer_diet');
    assert.equal(await certificate.isVisible(), true);
    await follow(page, buttonOf(page, 'pay'));
    assert.match(await page.locator('main').innerText(), /€110\.00/);
    assert.deepEqual(problems, []);
    await close();
  });

  test('without scripts the same form says when to fill its fields, and is paid as well', async () => {
    const portal = running();
    const { page, close } = await openWatched(browser, portal, { hasScripts: false });
    await page.goto(portal.address + meals);
    const text = await page.locator('main').innerText();
    assert.match(text, /To be filled in only if you ticked “The pupil is on a special diet”/);
    assert.equal(await page.locator('#answer_certificate').isVisible(), true);
    assert.equal(await page.locator('[data-total]').isVisible(), false);
    await fillIn(page);
    await follow(page, buttonOf(page, 'pay'));
    assert.match(await page.locator('main').innerText(), /€24\.00/);
    await close();
  });

  for (const [language, locale] of [
    ['it', 'it-IT'],
    ['en', 'en-GB'],
    ['es', 'es-ES'],
  ] as const) {
    test(`in ${language} the way from the services to the cart has no accessibility fault`, async () => {
      const portal = running();
      const { page, problems, close } = await openWatched(browser, portal, {
        locale,
        isJudged: true,
      });
      problems.push(...(await faultsOnTheWay(portal, page)));
      assert.equal(await page.evaluate('document.documentElement.lang'), language);
      assert.deepEqual(problems, []);
      await close();
    });
  }
});

async function faultsOnTheWay(portal: TestPortal, page: Page): Promise<string[]> {
  const found: string[] = [];
  const look = async (): Promise<void> => {
    found.push(...(await violationsOf(page, [phone, desktop])));
    await page.setViewportSize({ width: 320, height: 700 });
    const excess = await sidewaysOverflow(page);
    if (excess > 0) found.push(`${page.url()} is ${excess} pixels too wide`);
  };
  await page.goto(`${portal.address}/demo`);
  await look();
  await follow(page, page.locator('main a[href$="/services"]').first());
  await look();
  await page.fill('#search', 'zzz');
  await follow(page, page.locator('form[role=search] button'));
  await look();
  await page.goto(`${portal.address}/demo/services/building-permits`);
  await look();
  await follow(page, page.locator('a[href$="/case-fees"]'));
  await page.check('#answer_for_somebody');
  await look();
  await follow(page, buttonOf(page, 'pay'));
  await look();
  await page.goto(portal.address + meals);
  await fillIn(page);
  await follow(page, buttonOf(page, 'cart'));
  await look();
  return found;
}
