/** Today, lists and stories in a real browser: accessible in two widths, usable without scripts and by keyboard. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { systemClock } from '../../src/core/clock.ts';
import { sql } from '../../src/database/sql.ts';
import { testBrowser } from '../support/browser.ts';
import { makePayments } from '../support/many-payments.ts';
import { portalOfSuite, type TestPortal } from '../support/portal.ts';
import { codeAt, goodPassword } from '../support/staff-browser.ts';
import { desktop, openWatched, phone, sidewaysOverflow, violationsOf } from './watched-page.ts';

/** A folder to keep pictures of all pages in, to look at. */
const pictures = process.env['SALDO_TEST_PICTURES'];

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
    await signIn(portal, page, 'ada@ente.example');
    const office = `${portal.address}/demo/office`;
    await look(page, problems, 'today');
    await page.locator('.it-tile a').nth(1).click();
    await page.waitForURL('**/lists/allocations?**');
    await look(page, problems, 'lines-of-a-week');
    await page.goto(`${office}/all-lists`);
    await look(page, problems, 'all-lists');
    await page.goto(`${office}/lists/payments`);
    await look(page, problems, 'payments');
    await page.goto(`${office}/lists/payments?search=x&paid_from=2026-02-30`);
    await look(page, problems, 'payments-errors');
    await page.goto(`${office}/lists/payments?search=nobody`);
    await look(page, problems, 'payments-none');
    await page.goto(`${office}/lists/dues?state=open`);
    await page.locator('details summary').last().click();
    await look(page, problems, 'dues');
    await page.locator('tbody a').first().click();
    await page.waitForURL('**/dues/due_**');
    await look(page, problems, 'due');
    await page.goto(`${office}/lists/payments?state=paid`);
    await page.locator('tbody a').first().click();
    await page.waitForURL('**/payments/pay_**');
    await look(page, problems, 'payment');
    assert.deepEqual(problems, []);
    await close();
  });

  test('a payment is found by the payer’s name with the keyboard alone and no scripts', async () => {
    const portal = running();
    const { page, problems, close } = await openWatched(browser, portal, { hasScripts: false });
    await signIn(portal, page, 'leo@ente.example');
    await page.goto(`${portal.address}/demo/office/lists/payments`);
    await page.focus('#search');
    await page.keyboard.type('nunez 201');
    await page.keyboard.press('Enter');
    await page.waitForURL('**search=nunez**');
    await page.locator('tbody a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/payments/pay_**');
    assert.match(await page.locator('.it-facts').innerText(), /María Núñez 201/);
    assert.deepEqual(problems, []);
    await close();
  });
});

async function signIn(portal: TestPortal, page: Page, email: string): Promise<void> {
  const added = await portal.saldo('staff', 'add', email, '--organisation', 'demo', '--role', 'accounting'); // prettier-ignore
  assert.equal(added.status, 0, added.said);
  await page.goto(added.out.trim());
  await page.fill('#password', goodPassword);
  await page.locator('form[action*="/links/"] button').click();
  const secret = (await page.locator('.it-qr + p code').innerText()).replaceAll(' ', '');
  await page.fill('#code', codeAt(secret, systemClock.now()));
  await page.keyboard.press('Enter');
  await page.locator('.it-codes').waitFor();
  await page.locator('.it-actions a').click();
  await page.waitForURL(`${portal.address}/demo/office`);
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
    const file = `lists-${String(count).padStart(2, '0')}-${name}-${size.width}.png`;
    await page.screenshot({ path: join(pictures, file), fullPage: true });
  }
}
