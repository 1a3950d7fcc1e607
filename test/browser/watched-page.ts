/** A browser's page that reports what no page may do: fetch from elsewhere, break its policy, fail in a script. */
import type { Browser, Page } from 'playwright-core';
import type { TestPortal } from '../support/portal.ts';
import { loadAxe, violationsOn, violationText } from './accessibility.ts';

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 900 };

/** Whose language the pages speak where a test does not say it; to look at them in another. */
const usualLocale = process.env['SALDO_TEST_LOCALE'] ?? 'en-GB';

export type Visit = {
  readonly width?: typeof phone;
  readonly locale?: string;
  readonly hasScripts?: boolean;
  /** Whether its accessibility is asked for. */
  readonly isJudged?: boolean;
};

export type WatchedPage = {
  readonly page: Page;
  /** What was reported so far; empty is right. */
  readonly problems: string[];
  readonly close: () => Promise<void>;
};

export async function openWatched(
  browser: Browser,
  portal: TestPortal,
  visit: Visit = {},
): Promise<WatchedPage> {
  const problems: string[] = [];
  const context = await browser.newContext({
    viewport: visit.width ?? desktop,
    locale: visit.locale ?? usualLocale,
    javaScriptEnabled: visit.hasScripts ?? true,
  });
  const own = [portal.address, portal.sandboxAddress, portal.mailboxAddress];
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'data:' && !own.includes(origin)) problems.push(`fetched ${request.url()}`);
  });
  // A breach of the content security policy is an error of the console too.
  context.on('console', (message) => {
    const address = message.page()?.url();
    // A form that comes back with its errors is a page with a status of its own: nothing failed.
    const isAnswer =
      /status of 4(?:04|22)/.test(message.text()) && message.location().url === address;
    if (message.type() === 'error' && !isAnswer) problems.push(`${address}: ${message.text()}`);
  });
  context.on('weberror', (error) => problems.push(error.error().message));
  if (visit.isJudged === true) await loadAxe(context);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return { page, problems, close: () => context.close() };
}

/** Opens an address also from a page that may just be loading itself again, which takes precedence. */
export async function openOver(page: Page, address: string): Promise<void> {
  try {
    await page.goto(address);
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('ERR_ABORTED'))) throw error;
    await page.goto(address);
  }
}

/**
 * What axe finds on the page at each of the widths, one line each.
 *
 * Contrast, the slowest rule by far, is judged on a phone: colours are the same at every width.
 */
export async function violationsOf(
  page: Page,
  widths: readonly (typeof phone)[],
): Promise<string[]> {
  const found: string[] = [];
  for (const size of widths) {
    await page.setViewportSize(size);
    const violations = await violationsOn(page, size === phone ? 'everything' : 'all but contrast');
    found.push(...violations.map((each) => `${size.width} ${page.url()} ${violationText(each)}`));
  }
  return found;
}

/** How far the page is wider than the window, in pixels. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
}
