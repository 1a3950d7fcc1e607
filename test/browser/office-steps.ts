/** Steps of staff in a real browser, and how each page that they see is judged and pictured. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { systemClock } from '../../src/core/clock.ts';
import type { Role } from '../../src/staff/index.ts';
import type { TestPortal } from '../support/portal.ts';
import { codeAt, goodPassword } from '../support/staff-browser.ts';
import { desktop, phone, sidewaysOverflow, violationsOf } from './watched-page.ts';

/** A folder to keep pictures of all pages in, to look at. */
const pictures = process.env['SALDO_TEST_PICTURES'];

/** The link by which somebody new comes in. */
export async function invitationFor(
  portal: TestPortal,
  email: string,
  role: Role,
): Promise<string> {
  const added = await portal.saldo('staff', 'add', email, '--organisation', 'demo', '--role', role);
  assert.equal(added.status, 0, added.said);
  return added.out.trim();
}

/** The key that the page of the authenticator app shows. */
export async function authenticatorKey(page: Page): Promise<string> {
  return (await page.locator('.it-qr + p code').innerText()).replaceAll(' ', '');
}

/** From the invitation to the first page, by keyboard and with or without scripts. */
export async function enterOffice(
  portal: TestPortal,
  page: Page,
  email: string,
  role: Role,
): Promise<void> {
  await page.goto(await invitationFor(portal, email, role));
  await page.focus('#password');
  await page.keyboard.type(goodPassword);
  await page.keyboard.press('Enter');
  const key = await authenticatorKey(page);
  await page.focus('#code');
  await page.keyboard.type(codeAt(key, systemClock.now()));
  await page.keyboard.press('Enter');
  await page.locator('.it-codes').waitFor();
  await page.locator('.it-actions a').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`${portal.address}/demo/office`);
}

export type Look = (name: string) => Promise<void>;

/** Judges the page as it is now at two widths, looks for what is too wide for a small phone, and pictures it. */
export function lookerAt(page: Page, problems: string[], series: string): Look {
  let count = 0;
  return async (name) => {
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
      const file = `${series}-${String(count).padStart(2, '0')}-${name}-${size.width}.png`;
      await page.screenshot({ path: join(pictures, file), fullPage: true });
    }
  };
}
