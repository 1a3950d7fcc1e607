/** Every page of a real payment in three languages and two widths: accessible, confined, without an error. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../src/core/texts.ts';
import { testBrowser } from '../support/browser.ts';
import { mailTo } from '../support/outcome.ts';
import { owe } from '../support/owe.ts';
import { portalOfSuite, type TestPortal } from '../support/portal.ts';
import { cards, longSilence } from '../support/steps.ts';
import { findInvoice, follow, submitOf, typeCard } from './payment-steps.ts';
import { desktop, openOver, openWatched, phone, violationsOf } from './watched-page.ts';

/** A folder to keep pictures of all pages in, to look at. */
const pictures = process.env['SALDO_TEST_PICTURES'];

suite('every page of a real payment', { concurrency: 3 }, () => {
  const running = portalOfSuite();
  let browser: Browser;
  before(async () => {
    browser = await testBrowser({ after: () => {} });
    await running().control('POST', '/settings', longSilence);
  });
  after(async () => {
    await browser.close();
  });

  for (const [language, locale] of [
    ['it', 'it-IT'],
    ['en', 'en-GB'],
    ['es', 'es-ES'],
  ] as const) {
    test(`in ${language} no page has an accessibility fault, a foreign request or an error`, async () => {
      const portal = running();
      const { page, problems, close } = await openWatched(browser, portal, {
        locale,
        isJudged: true,
      });
      const look = looker(page, problems, language);
      await walkToRefusal(portal, page, look, language);
      await walkToReceipt(portal, page, look, language);
      await lookAtOthers(portal, page, look, language);
      assert.deepEqual(problems, []);
      await close();
    });
  }
});

/** Every width in every language is the gallery's part; here the time goes into the real way. */
const widthsOf: Readonly<Record<Language, readonly (typeof phone)[]>> = {
  it: [phone, desktop],
  en: [desktop],
  es: [desktop],
};

type Look = (name: string) => Promise<void>;

function looker(page: Page, problems: string[], language: Language): Look {
  let count = 0;
  return async (name) => {
    count += 1;
    const shown = await page.evaluate<string>('document.documentElement.lang');
    if (shown !== language) problems.push(`${name} is in ${shown}`);
    const found = await violationsOf(page, widthsOf[language]);
    problems.push(...found.map((violation) => `${name}: ${violation}`));
    if (pictures === undefined) return;
    await mkdir(pictures, { recursive: true });
    for (const size of [phone, desktop]) {
      await page.setViewportSize(size);
      const file = `${language}-${String(count).padStart(2, '0')}-${name}-${size.width}.png`;
      await page.screenshot({ path: join(pictures, file), fullPage: true });
    }
  };
}

/** From the first page to a refused card. */
async function walkToRefusal(portal: TestPortal, page: Page, look: Look, language: Language) {
  const { number } = await owe(portal, { number: `REF ${language}/1`, splitPayment: false });
  await page.goto(portal.address);
  await look('home');
  await page.goto(`${portal.address}/demo`);
  await look('organisation');
  await page.goto(`${portal.address}/demo/find`);
  await look('find');
  await follow(page, submitOf(page, '/find'));
  await look('find-errors');
  await findInvoice(page, `${portal.address}/demo`, 'NOT-THERE');
  await look('find-nothing');
  await findInvoice(page, `${portal.address}/demo`, number);
  await look('invoice');
  await follow(page, submitOf(page, '/pay'));
  await look('choice');
  await page.fill('#email', 'maria@gmial.com');
  await follow(page, submitOf(page, '/start'));
  await look('choice-errors');
  await page.fill('#email', '');
  await page.check('#terms');
  await follow(page, submitOf(page, '/start'));
  await page.waitForURL(`${portal.sandboxAddress}/**`);
  await look('provider');
  const cardForm = page.locator('form[action*="/pay/"] button').first();
  await typeCard(page, cards.amex);
  await follow(page, cardForm);
  await look('provider-refuses-brand');
  await typeCard(page, cards.noFunds);
  await follow(page, cardForm);
  await submitOf(page, '/retry').waitFor();
  await look('refused');
}

/** From another try through strong authentication to the receipt and the mail. */
async function walkToReceipt(portal: TestPortal, page: Page, look: Look, language: Language) {
  await follow(page, submitOf(page, '/retry'));
  await page.fill('#email', `${language}@example.com`);
  await page.check('#terms');
  await follow(page, submitOf(page, '/start'));
  await page.waitForURL(`${portal.sandboxAddress}/**`);
  await typeCard(page, cards.authenticated);
  await page.locator('form[action*="/pay/"] button').first().click();
  await page.locator('form[action$="/authentication"]').waitFor();
  await look('provider-confirm');
  await page.locator('button[value=approve]').click();
  await page.waitForURL(`${portal.address}/**`);
  await page.locator('a[href$="/receipt"]').waitFor();
  await look('paid');
  await page.locator('a[href$="/receipt"]').click();
  await page.waitForURL('**/receipt');
  await look('receipt');
  const mail = await mailTo(portal, `${language}@example.com`, '/demo/');
  await page.goto(`${portal.mailboxAddress}/messages/${mail.id}`);
  await look('mail');
  await page.goto(portal.mailboxAddress);
  await look('mailbox');
}

/** The pages beside the way: paid, instalments, split payment, running, unknown, help. */
async function lookAtOthers(portal: TestPortal, page: Page, look: Look, language: Language) {
  await findInvoice(page, `${portal.address}/demo`, `REF ${language}/1`);
  await look('already-paid');
  const split = await owe(portal, {
    splitPayment: true,
    withholding: '20.00',
    lines: [{ amount: '300.00', description: 'Manutenzione straordinaria degli impianti' }],
    instalments: [
      { amount: '140.00', dueOn: '2026-11-30' },
      { amount: '140.00', dueOn: '2027-01-31' },
    ],
  });
  await openOver(page, split.address);
  await look('invoice-instalments');
  await follow(page, submitOf(page, '/pay'));
  await page.check('#terms');
  await follow(page, submitOf(page, '/start'));
  await page.waitForURL(`${portal.sandboxAddress}/**`);
  const provider = page.url();
  const cardForm = page.locator('form[action*="/pay/"] button').first();
  await openOver(page, split.address);
  await look('invoice-one-in-progress');
  await page.goto(provider);
  await typeCard(page, cards.silentThenFailure);
  await follow(page, cardForm);
  await page.locator('[data-live-state=unknown]').waitFor();
  await look('unknown');
  const debit = await owe(portal, { instalments: [{ amount: '122.00', meansOfPayment: 'MP19' }] });
  await openOver(page, debit.address);
  await look('direct-debit');
  for (const name of [
    'help',
    'manual',
    'verify',
    'accessibility',
    'terms',
    'notices',
    'discounts',
  ]) {
    await page.goto(`${portal.address}/demo/${name}`);
    await look(name);
  }
}
