/** Settings in a real browser: keys changed by two people, a logo put up, mails looked at; accessible in three languages. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { testBrowser } from '../support/browser.ts';
import { mailTo } from '../support/outcome.ts';
import { portalOfSuite } from '../support/portal.ts';
import { enterOffice, lookerAt } from './office-steps.ts';
import { follow, submitOf } from './payment-steps.ts';
import { openWatched } from './watched-page.ts';

const languages = ['it', 'en', 'es'] as const;
const square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4.5" cy="4.5" r="4" fill="#f4c430"/></svg>'; // prettier-ignore

suite('settings in a browser', () => {
  const running = portalOfSuite();
  let browser: Browser;
  before(async () => {
    browser = await testBrowser({ after: () => {} });
  });
  after(async () => {
    await browser.close();
  });

  test('keys are entered by one person and put in use by another, each in their language', async () => {
    const portal = running();
    const office = `${portal.address}/demo/office`;
    const judged = { isJudged: true };
    const one = await openWatched(browser, portal, { ...judged, locale: 'it-IT' });
    await enterOffice(portal, one.page, 'ada@ente.example', 'administrator');
    const look = lookerAt(one.page, one.problems, 'keys-it');
    for (const language of languages) {
      await one.page.goto(`${office}/settings/providers?language=${language}`);
      await look(`accounts-${language}`);
      await one.page.goto(`${office}/settings/providers/sandbox/keys?language=${language}`);
      await look(`enter-${language}`);
    }
    await one.page.goto(`${office}/settings/providers?language=it`);
    await follow(one.page, submitOf(one.page, '/begin'));
    await follow(one.page, submitOf(one.page, '/keys'));
    await look('enter-errors');
    await enterKeys(one.page, 'sk_test_wrong_everywhere', 'whsec_wrong_everywhere');
    await look('refused');
    const made = await portal.control<Record<string, string>>('POST', '/accounts', { name: 'New' });
    await one.page.goto(`${office}/settings/providers/sandbox/keys`);
    await enterKeys(one.page, made['api_key'] ?? '', made['notification_secret'] ?? '');
    await look('accepted');
    await follow(one.page, submitOf(one.page, '/propose'));
    await look('no-reason');
    await one.page.fill('#reason', 'Nuovo contratto con il gestore');
    await one.page.keyboard.press('Enter');
    await one.page.waitForURL('**/settings/providers?done=proposed');
    await look('proposed');
    const two = await openWatched(browser, portal, { ...judged, locale: 'es-ES' });
    await enterOffice(portal, two.page, 'eva@ente.example', 'administrator');
    const lookAgain = lookerAt(two.page, two.problems, 'keys-es');
    await two.page.goto(`${office}/settings/providers`);
    await two.page.locator('a[href*="/provider-keys/"]').first().click();
    await two.page.waitForURL('**/provider-keys/**');
    await lookAgain('to-agree');
    await submitOf(two.page, '/agree').focus();
    await two.page.keyboard.press('Enter');
    await two.page.waitForURL('**/settings/providers?done=agreed');
    await lookAgain('agreed');
    assert.deepEqual([...one.problems, ...two.problems], []);
    await Promise.all([one.close(), two.close()]);
  });

  test('a logo is put up and the mails are looked at, in three languages', async () => {
    const portal = running();
    const office = `${portal.address}/demo/office`;
    const { page, problems, close } = await openWatched(browser, portal, { isJudged: true });
    await enterOffice(portal, page, 'ugo@ente.example', 'administrator');
    const look = lookerAt(page, problems, 'mails');
    await page.goto(`${office}/settings/looks`);
    await uploadLogo(page, 'lively.svg', '<svg><script>alert(1)</script></svg>');
    await look('logo-refused');
    await uploadLogo(page, 'logo.svg', square);
    await page.waitForURL('**/settings/looks?logo=saved');
    await look('logo-saved');
    await page.goto(`${office}/settings`);
    await look('settings');
    for (const language of languages) {
      await page.goto(`${office}/settings/mails?language=${language}`);
      await look(`list-${language}`);
      await page.goto(`${office}/settings/mails/receipt?in=${language}`);
      await page.frameLocator('iframe').locator('h2').first().scrollIntoViewIfNeeded();
      await look(`receipt-${language}`);
    }
    await page.goto(`${office}/settings/mails/refund?language=it`);
    await page.fill('#note_it', '<b>Ciao</b>');
    await follow(page, submitOf(page, '/mails/refund'));
    await look('note-refused');
    await page.fill('#note_it', 'La banca impiega fino a cinque giorni.');
    await follow(page, submitOf(page, '/mails/refund'));
    await page.locator('details:has(.it-mail-text) summary').focus();
    await page.keyboard.press('Enter');
    await look('note-saved');
    await follow(page, submitOf(page, '/example'));
    await page.waitForURL('**/settings/mails/refund?in=it&done=sent');
    const mail = await mailTo(portal, 'ugo@ente.example', 'fino a cinque giorni');
    assert.match(mail.subject, /\[Esempio\]/);
    assert.deepEqual(problems, []);
    await close();
  });
});

async function enterKeys(page: Page, apiKey: string, notificationSecret: string): Promise<void> {
  await page.fill('#secret_api_key', apiKey);
  await page.fill('#secret_notification_secret', notificationSecret);
  await follow(page, submitOf(page, '/keys'));
}

async function uploadLogo(page: Page, name: string, content: string): Promise<void> {
  const file = { name, mimeType: 'image/svg+xml', buffer: Buffer.from(content) };
  await page.setInputFiles('#logo', file);
  await follow(page, submitOf(page, '/looks/logo'));
}
