/** A real browser for tests, with nothing of its security switched off. */
import type { TestContext } from 'node:test';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { findChromium } from './chromium.ts';

/**
 * Starts Chromium; the caller closes it.
 *
 * `--no-sandbox` because tests may run as root; none of the package's own arguments, which switch
 * CSP off.
 */
export async function startBrowser(): Promise<Browser> {
  const { path, environment } = await findChromium();
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return chromium.launch({
    executablePath: path,
    args: ['--no-sandbox'],
    headless: true,
    env: { ...Object.fromEntries(inherited), ...environment },
  });
}

/** Starts Chromium and closes it when the test ends. */
export async function testBrowser(context: Pick<TestContext, 'after'>): Promise<Browser> {
  const browser = await startBrowser();
  context.after(() => browser.close());
  return browser;
}
