/** Assistance in a real browser: a payer asks without scripts, staff answer, a payer is forgotten; accessible at two widths. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { mailTo } from '../support/outcome.ts';
import { portalOfSuite, type TestPortal } from '../support/portal.ts';
import { enterOffice, lookerAt } from './office-steps.ts';
import { follow, submitOf } from './payment-steps.ts';
import { openWatched } from './watched-page.ts';

const pdf = {
  name: 'fattura.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7 una fattura'),
};

suite('assistance in a browser', () => {
  const running = portalOfSuite();
  let browser: Browser;
  before(async () => {
    browser = await testBrowser({ after: () => {} });
  });
  after(async () => {
    await browser.close();
  });

  test('a payer asks without scripts, and staff find the request, answer it, and forget the payer', async () => {
    const portal = running();
    const payer = await openWatched(browser, portal, { hasScripts: false });
    await ask(portal, payer.page);
    await payer.page.goto(`${portal.address}/demo/help/no-receipt`);
    await follow(payer.page, payer.page.locator('button[name=helped][value=no]'));
    await payer.page.locator('.alert-success').waitFor();
    await mailTo(portal, 'sara@example.org', 'R-');
    const { page, problems, close } = await openWatched(browser, portal, { isJudged: true });
    const office = `${portal.address}/demo/office`;
    await enterOffice(portal, page, 'ada@ente.example', 'administrator');
    const look = lookerAt(page, problems, 'assistance');
    await page.goto(`${office}/tickets`);
    await look('inbox');
    await page.locator('tbody a').first().click();
    await look('request');
    await page.fill('#words', '');
    await follow(page, answerButton(page));
    await look('answer-missing');
    await page.fill('#words', 'Grazie: ecco la fattura corretta.');
    await page.setInputFiles('#files', pdf);
    await follow(page, answerButton(page));
    assert.match(await page.locator('main').innerText(), /State\s+Answered/);
    await look('answered');
    await page.goto(`${office}/tickets/opinions`);
    await look('opinions');
    await page.goto(`${office}/privacy`);
    await look('privacy');
    await page.fill('#email', 'sara@example.org');
    await follow(page, submitOf(page, '/privacy'));
    await look('payer');
    await page.fill('#erase_reason', 'prot. 42');
    await page.check('#sure');
    await follow(page, submitOf(page, '/privacy/erase'));
    await look('erased');
    await payer.page.goto((await mailLink(portal)) ?? '');
    assert.match(await payer.page.locator('main').innerText(), /erased/);
    assert.deepEqual([...problems, ...payer.problems], []);
    await Promise.all([close(), payer.close()]);
  });
});

/** The first of two: the other asks the payer something. */
function answerButton(page: Page) {
  return page.locator('form[action$="/answer"] button[type=submit]').first();
}

/** An error in an invoice, with a document. */
async function ask(portal: TestPortal, page: Page): Promise<void> {
  await page.goto(`${portal.address}/demo/assistance/error-in-invoice`);
  await page.locator('label', { hasText: 'The amount' }).first().click();
  await page.fill('#invoice_number', '2026/1042');
  await page.fill('#words', 'Cento euro,\nnon centoventidue.');
  await page.fill('#email', 'sara@example.org');
  await page.fill('#name', 'Sara Bianchi');
  await page.setInputFiles('#files', pdf);
  await follow(page, submitOf(page, '/assistance/error-in-invoice'));
  await page.waitForURL('**/requests/**');
}

async function mailLink(portal: TestPortal): Promise<string | undefined> {
  const mail = await mailTo(portal, 'sara@example.org', 'R-');
  return /https?:\/\/\S+\/requests\/\S+/.exec(mail.text)?.[0];
}
