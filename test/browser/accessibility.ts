/** What axe finds wrong with a page: loaded with each page, run inside it, asked for violations only. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';

/** WCAG 2.2 AA, and what axe calls best practice. */
const allRules = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const contrastAlone = { type: 'rule', values: ['color-contrast'] };

/** Contrast is the slowest rule by far, and can be left out or asked for alone. */
export type Judged = 'everything' | 'all but contrast' | 'contrast';

export type Violation = {
  readonly rule: string;
  /** The markup of each element that breaks it. */
  readonly elements: readonly string[];
};

/**
 * Loads axe into every page that the context opens from now on.
 *
 * Its own package for Playwright sends axe again for every question, and sends back all that is
 * right: that took five times as long as the rules.
 */
export async function loadAxe(context: BrowserContext): Promise<void> {
  const inPackage = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
  await context.addInitScript({
    content: readFileSync(inPackage.resolve('axe-core/axe.min.js'), 'utf8'),
  });
}

/** What breaks a rule on the page as it is shown now; its context has axe. */
export async function violationsOn(page: Page, judged: Judged): Promise<Violation[]> {
  const options = {
    runOnly: judged === 'contrast' ? contrastAlone : allRules,
    rules: judged === 'all but contrast' ? { 'color-contrast': { enabled: false } } : {},
    resultTypes: ['violations'],
  };
  return page.evaluate<Violation[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
      violations.map(({ id, nodes }) => ({ rule: id, elements: nodes.map(({ html }) => html) })))`,
  );
}

/** A violation in one line, with the beginning of each element. */
export function violationText({ rule, elements }: Violation): string {
  return `${rule}: ${elements.map((markup) => markup.slice(0, 200)).join(' | ')}`;
}
