/** The back office in a real browser: from the invitation to a passkey, accessible in three languages and two widths. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { systemClock } from '../../src/core/clock.ts';
import { testBrowser } from '../support/browser.ts';
import { portalOfSuite, type TestPortal } from '../support/portal.ts';
import { codeAt, goodPassword } from '../support/staff-browser.ts';
import { follow, submitOf } from './payment-steps.ts';
import { desktop, openWatched, phone, sidewaysOverflow, violationsOf } from './watched-page.ts';

/** A folder to keep pictures of all pages in, to look at. */
const pictures = process.env['SALDO_TEST_PICTURES'];

suite('the back office in a browser', () => {
  const running = portalOfSuite();
  let browser: Browser;
  before(async () => {
    browser = await testBrowser({ after: () => {} });
  });
  after(async () => {
    await browser.close();
  });

  test('somebody comes in by a link, sets up an app and a passkey, and signs in with the passkey', async () => {
    const portal = running();
    const { page, problems, close } = await openWatched(browser, portal, { isJudged: true });
    const office = `${portal.address}/demo/office`;
    await addVirtualAuthenticator(page);
    await page.goto(await linkFor(portal, 'ada@ente.example', 'administrator'));
    await look(page, problems, 'choose-password');
    await page.fill('#password', 'short');
    await follow(page, page.locator('form[action*="/links/"] button'));
    await look(page, problems, 'choose-password-error');
    await page.fill('#password', goodPassword);
    await follow(page, page.locator('form[action*="/links/"] button'));
    await look(page, problems, 'set-up-app');
    const secret = (await page.locator('.it-qr + p code').innerText()).replaceAll(' ', '');
    await page.fill('#code', codeAt(secret, systemClock.now()));
    await follow(page, submitOf(page, '/authenticator'));
    await look(page, problems, 'recovery-codes');
    await page.locator('.it-actions a').click();
    await page.waitForURL(office);
    await look(page, problems, 'today');
    await page.goto(`${office}/account`);
    await look(page, problems, 'account');
    await page.fill('#passkey_name', 'Telephone');
    await page.locator('button[data-passkey]').click();
    await page.locator('th:has-text("Telephone")').waitFor();
    await look(page, problems, 'account-with-passkey');
    await page.goto(`${office}/staff`);
    await look(page, problems, 'staff');
    await page.goto(`${office}/staff/new`);
    await follow(page, submitOf(page, '/staff'));
    await look(page, problems, 'invite-errors');
    await page.goto(`${office}/staff`);
    await page.locator('tbody a').first().click();
    await look(page, problems, 'person');
    await page.locator('form[action$="/sign-out"] button').click();
    await page.waitForURL('**/sign-in');
    await look(page, problems, 'sign-in');
    await page.goto(`${office}/new-password`);
    await look(page, problems, 'new-password');
    await page.goto(`${office}/staff`);
    await page.locator('button[data-passkey]').click();
    await page.waitForURL(`${office}/staff`);
    assert.deepEqual(problems, []);
    await close();
  });

  test('a keyboard is enough to sign in with a code', async () => {
    const portal = running();
    const { page, problems, close } = await openWatched(browser, portal, { hasScripts: false });
    await page.goto(await linkFor(portal, 'leo@ente.example', 'auditor'));
    await page.focus('#password');
    await page.keyboard.type(goodPassword);
    await page.keyboard.press('Enter');
    const secret = (await page.locator('.it-qr + p code').innerText()).replaceAll(' ', '');
    await page.focus('#code');
    await page.keyboard.type(codeAt(secret, systemClock.now()));
    await page.keyboard.press('Enter');
    await page.locator('.it-codes').waitFor();
    await page.locator('.it-actions a').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${portal.address}/demo/office`);
    assert.deepEqual(problems, []);
    await close();
  });
});

async function linkFor(portal: TestPortal, email: string, role: string): Promise<string> {
  const added = await portal.saldo('staff', 'add', email, '--organisation', 'demo', '--role', role);
  assert.equal(added.status, 0, added.said);
  return added.out.trim();
}

/** A key in the browser that opens without a finger. */
async function addVirtualAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

let count = 0;

async function look(page: Page, problems: string[], name: string): Promise<void> {
  count += 1;
  const found = await violationsOf(page, [phone, desktop]);
  problems.push(...found.map((violation) => `${name}: ${violation}`));
  await page.setViewportSize({ width: 320, height: 800 });
  const overflow = await sidewaysOverflow(page);
  if (overflow > 0) problems.push(`${name} is ${overflow} pixels too wide at 320`);
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  for (const size of [phone, desktop]) {
    await page.setViewportSize(size);
    const file = `office-${String(count).padStart(2, '0')}-${name}-${size.width}.png`;
    await page.screenshot({ path: join(pictures, file), fullPage: true });
  }
}
