/** Paying in a real browser: with scripts on a phone and on a desktop, without scripts, and by keyboard alone. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { attemptsOf, chargesOf, paymentIdOn } from '../support/outcome.ts';
import { customerCode, owe } from '../support/owe.ts';
import { portalOfSuite } from '../support/portal.ts';
import { cards, endSilence, longSilence } from '../support/steps.ts';
import { findInvoice, submitOf, typeCard } from './payment-steps.ts';
import { desktop, openWatched, phone, sidewaysOverflow } from './watched-page.ts';

suite('paying in a browser', () => {
  const running = portalOfSuite();
  let browser: Browser;
  before(async () => {
    browser = await testBrowser({ after: () => {} });
    await running().control('POST', '/settings', longSilence);
  });
  after(async () => {
    await browser.close();
  });

  for (const width of [phone, desktop]) {
    test(`at ${width.width} pixels: found, paid once for all clicks, and the receipt comes by itself`, async () => {
      const portal = running();
      const { number } = await owe(portal);
      const { page, problems, close } = await openWatched(browser, portal, { width });
      await findInvoice(page, `${portal.address}/demo`, number);
      await submitOf(page, '/pay').dblclick();
      await page.fill('#email', 'browser@example.com');
      await page.check('#terms');
      await submitOf(page, '/start').dblclick();
      await page.waitForURL(`${portal.sandboxAddress}/**`);
      assert.equal(await sidewaysOverflow(page), 0);
      await typeCard(page, cards.visa);
      await page.getByRole('button', { name: /^Pay / }).dblclick();
      await page.getByRole('heading', { name: 'Payment received. Thank you!' }).waitFor();
      // Nothing is pressed here: the page learns of the receipt and loads itself again.
      await page.getByRole('link', { name: 'Open the receipt' }).waitFor();
      assert.equal(await sidewaysOverflow(page), 0);
      const paymentId = paymentIdOn(await page.locator('main').innerText());
      await page.reload();
      await page.goBack();
      await page.goto(page.url());
      assert.equal(await attemptsOf(portal, paymentId), 1);
      assert.deepEqual(await chargesOf(portal, paymentId), ['122.00']);
      assert.deepEqual(problems, []);
      await close();
      await portal.verify();
    });
  }

  test('an unknown outcome turns into success on the open page by itself', async () => {
    const portal = running();
    const { address } = await owe(portal);
    const { page, problems, close } = await openWatched(browser, portal, { width: phone });
    await page.goto(address);
    await submitOf(page, '/pay').click();
    await page.check('#terms');
    await submitOf(page, '/start').click();
    await typeCard(page, cards.silentThenSuccess);
    await page.getByRole('button', { name: /^Pay / }).click();
    await page.getByRole('heading', { name: 'We are checking the result' }).waitFor();
    await endSilence(portal);
    await page.getByRole('heading', { name: 'Payment received. Thank you!' }).waitFor();
    assert.deepEqual(problems, []);
    await close();
  });

  test('without scripts the whole way works, and the page loads itself again', async () => {
    const portal = running();
    const { number } = await owe(portal);
    const visit = { width: phone, hasScripts: false };
    const { page, problems, close } = await openWatched(browser, portal, visit);
    await findInvoice(page, `${portal.address}/demo`, number);
    await submitOf(page, '/pay').click();
    await page.check('#terms');
    await submitOf(page, '/start').click();
    await typeCard(page, cards.visa);
    await page.getByRole('button', { name: /^Pay / }).click();
    await page.getByRole('heading', { name: 'Payment received. Thank you!' }).waitFor();
    await page.getByRole('link', { name: 'Open the receipt' }).click();
    await page.getByRole('heading', { name: 'Payment receipt' }).waitFor();
    assert.deepEqual(problems, []);
    await close();
  });

  test('the keyboard alone pays', async () => {
    const portal = running();
    const { number } = await owe(portal);
    const { page, problems, close } = await openWatched(browser, portal);
    await page.goto(`${portal.address}/demo/find`);
    await tabTo(page, '#number');
    await page.keyboard.type(number);
    await tabTo(page, '#customer_code');
    await page.keyboard.type(customerCode);
    await tabTo(page, '#amount');
    await page.keyboard.type('122');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Invoice ${number}` }).waitFor();
    await tabTo(page, 'form[action$="/pay"] button');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Confirm the payment' }).waitFor();
    // Forgotten terms: the focus goes to what is wrong, and the link there to the box.
    await tabTo(page, 'form[action$="/start"] button');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate('document.activeElement.id'), 'terms');
    await page.keyboard.press('Space');
    await tabTo(page, 'form[action$="/start"] button');
    await page.keyboard.press('Space');
    await page.waitForURL(`${portal.sandboxAddress}/**`);
    for (const [field, text] of [
      ['#number', '4242424242424242'],
      ['#holder', 'Maria Rossi'],
      ['#expiry', '0939'],
      ['#code', '123'],
    ] as const) {
      await tabTo(page, field);
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Open the receipt' }).waitFor();
    await tabTo(page, 'a[href$="/receipt"]');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Payment receipt' }).waitFor();
    assert.deepEqual(problems, []);
    await close();
  });
});

/** Presses Tab until the focus is there, as a person would; more than a page has is a trap. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const isThere = `document.activeElement.matches(${JSON.stringify(selector)})`;
    if (await page.evaluate<boolean>(isThere)) return;
  }
  throw new Error(`the keyboard does not reach ${selector} on ${page.url()}`);
}
