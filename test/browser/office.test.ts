/** The back office in a real browser: from the invitation to a passkey, accessible in three languages and two widths. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { systemClock } from '../../src/core/clock.ts';
import { testBrowser } from '../support/browser.ts';
import { portalOfSuite } from '../support/portal.ts';
import { codeAt, goodPassword } from '../support/staff-browser.ts';
import { authenticatorKey, enterOffice, invitationFor, lookerAt } from './office-steps.ts';
import { follow, submitOf } from './payment-steps.ts';
import { openWatched } from './watched-page.ts';

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
    const look = lookerAt(page, problems, 'office');
    const office = `${portal.address}/demo/office`;
    await addVirtualAuthenticator(page);
    await page.goto(await invitationFor(portal, 'ada@ente.example', 'administrator'));
    await look('choose-password');
    await page.fill('#password', 'short');
    await follow(page, page.locator('form[action*="/links/"] button'));
    await look('choose-password-error');
    await page.fill('#password', goodPassword);
    await follow(page, page.locator('form[action*="/links/"] button'));
    await look('set-up-app');
    await page.fill('#code', codeAt(await authenticatorKey(page), systemClock.now()));
    await follow(page, submitOf(page, '/authenticator'));
    await look('recovery-codes');
    await page.locator('.it-actions a').click();
    await page.waitForURL(office);
    await look('today');
    await page.goto(`${office}/account`);
    await look('account');
    await page.fill('#passkey_name', 'Telephone');
    await page.locator('button[data-passkey]').click();
    await page.locator('th:has-text("Telephone")').waitFor();
    await look('account-with-passkey');
    await page.goto(`${office}/staff`);
    await look('staff');
    await page.goto(`${office}/staff/new`);
    await follow(page, submitOf(page, '/staff'));
    await look('invite-errors');
    await page.goto(`${office}/staff`);
    await page.locator('tbody a').first().click();
    await look('person');
    await page.locator('form[action$="/sign-out"] button').click();
    await page.waitForURL('**/sign-in');
    await look('sign-in');
    await page.goto(`${office}/new-password`);
    await look('new-password');
    await page.goto(`${office}/staff`);
    await page.locator('button[data-passkey]').click();
    await page.waitForURL(`${office}/staff`);
    assert.deepEqual(problems, []);
    await close();
  });

  test('a keyboard is enough to sign in with a code, without scripts', async () => {
    const portal = running();
    const { page, problems, close } = await openWatched(browser, portal, { hasScripts: false });
    await enterOffice(portal, page, 'leo@ente.example', 'auditor');
    assert.deepEqual(problems, []);
    await close();
  });
});

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
