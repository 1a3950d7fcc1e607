/** The steps of a payment in a real browser, by names that do not depend on the language. */
import type { Locator, Page } from 'playwright-core';
import { customerCode } from '../support/owe.ts';

/** A button or link that sends the form which posts to an address that ends so. */
export function submitOf(page: Page, action: string) {
  return page.locator(`form[action$="${action}"] button[type=submit]:not([formaction])`).last();
}

/** Clicks, and waits for the page that this leads to: a click is over while the old page is still there. */
export async function follow(page: Page, target: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), target.click()]);
}

export async function findInvoice(page: Page, home: string, number: string): Promise<void> {
  await page.goto(`${home}/find`);
  await page.fill('#number', number);
  await page.fill('#customer_code', customerCode);
  await page.fill('#amount', '122,00');
  await follow(page, submitOf(page, '/find'));
}

export async function typeCard(page: Page, number: string): Promise<void> {
  await page.fill('#number', number);
  await page.fill('#holder', 'Maria Rossi');
  await page.fill('#expiry', '09/39');
  await page.fill('#code', '123');
}
