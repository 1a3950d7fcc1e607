/**
 * Every page in every state and language: accessible, readable at any width, reachable by keyboard,
 * confined.
 */
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { languages, type Language } from '../../src/core/texts.ts';
import { gallerySections } from '../../src/web/gallery/sections.ts';
import { sampleColours } from '../../src/web/gallery.ts';
import type { Gallery } from '../../src/web/serve-gallery.ts';
import { startGallery } from '../../src/web/serve-gallery.ts';
import { startBrowser } from '../support/browser.ts';
import { loadAxe, violationsOn, violationText } from './accessibility.ts';

const names = Object.keys(gallerySections);
const [phone, desktop] = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];
let gallery: Gallery;
let browser: Browser;
before(async () => {
  gallery = await startGallery(0);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await gallery?.close();
});

/** Problems that a page reported: foreign requests, blocked content, errors of scripts. */
async function openContext(problems: string[]): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: phone, locale: 'it-IT' });
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(gallery.address) && !url.startsWith('data:'))
      problems.push(`fetched ${url}`);
  });
  context.on('console', (message) => {
    // The gallery has no states to ask for: that a watched address answers 404 is right here.
    if (message.type() === 'error' && !message.text().includes('404'))
      problems.push(message.text());
  });
  context.on('weberror', (error) => problems.push(error.error().message));
  return context;
}

/** How far the page is wider than the window, and what sticks out. */
const overflow = `(() => {
  const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (excess <= 0) return '';
  const wide = [...document.querySelectorAll('main *')].filter(
    (element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
  return excess + 'px: ' + wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)).join(' | ');
})()`;

/** C.SI.1.1: headings and paragraphs use the families of the design system only. */
const foreignFonts = `[...document.querySelectorAll('h1,h2,h3,h4,h5,h6,p')].filter((element) => {
  const [first] = getComputedStyle(element).fontFamily.split(',');
  return !['Titillium Web', 'Lora', 'Roboto Mono'].includes(first.replaceAll('"', '').trim());
}).length`;

for (const language of languages) {
  test(`every page in ${language} is accessible, and scrolls sideways neither at 320 pixels nor at twice the size`, async () => {
    const problems: string[] = [];
    const context = await openContext(problems);
    await loadAxe(context);
    const left = [...names];
    const walk = async (): Promise<void> => {
      const page = await context.newPage();
      for (let name = left.pop(); name !== undefined; name = left.pop()) {
        await page.goto(`${gallery.address}/gallery/${name}?language=${language}`);
        const found = [...(await faultsOn(page, language)), ...(await excessOn(page))];
        problems.push(...found.map((fault) => `${name} ${fault}`));
      }
    };
    await Promise.all([walk(), walk()]);
    await context.close();
    assert.deepEqual(problems, []);
  });
}

/**
 * Colours are the same in every language and at every width: contrast, the slowest rule, is judged
 * once. What differs between widths is the same in every language; what differs between languages is text.
 */
async function faultsOn(page: Page, language: Language): Promise<string[]> {
  const isFirst = language === languages[0];
  await page.setViewportSize(phone);
  const found = await violationsOn(page, isFirst ? 'everything' : 'all but contrast');
  const faults = found.map((violation) => `${phone.width} ${violationText(violation)}`);
  if (!isFirst) return faults;
  await page.setViewportSize(desktop);
  const wide = await violationsOn(page, 'all but contrast');
  return [...faults, ...wide.map((violation) => `${desktop.width} ${violationText(violation)}`)];
}

/** What is wider than a narrow window, and texts in another font than ours. */
async function excessOn(page: Page): Promise<string[]> {
  const found: string[] = [];
  // 1280 pixels at 200 % are 640 of the page's own.
  for (const width of [320, 640]) {
    await page.setViewportSize({ width, height: 800 });
    const excess = await page.evaluate<string>(overflow);
    if (excess) found.push(`${width}: ${excess}`);
  }
  const foreign = await page.evaluate<number>(foreignFonts);
  if (foreign > 0) found.push(`${foreign} texts in another font`);
  return found;
}

test('every page can be recoloured without losing contrast', async () => {
  const problems: string[] = [];
  const context = await openContext(problems);
  await loadAxe(context);
  const page = await context.newPage();
  // If the palest colour that is let pass can be read everywhere, every darker one can.
  const folder = `gallery-${sampleColours.length}`;
  for (const name of names) {
    await page.goto(`${gallery.address}/${folder}/${name}?language=it`);
    const found = await violationsOn(page, 'contrast');
    problems.push(...found.map((violation) => `${folder}/${name}: ${violationText(violation)}`));
  }
  await context.close();
  assert.deepEqual(problems, []);
});

/** Each stop of the Tab key: what it is, and whether its focus can be seen. */
const focused = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const isVisible = style.boxShadow !== 'none';
  window.stops ??= new Set();
  const isNew = !window.stops.has(element);
  window.stops.add(element);
  return { label: element.outerHTML.slice(0, 120), isVisible, isNew };
})()`;

const unreached = `[...document.querySelectorAll('a[href],button,input,select,summary')].filter((element) =>
  element.checkVisibility() && element.type !== 'hidden' && !window.stops.has(element) &&
  !(element.type === 'radio' && !element.checked)).map((element) => element.outerHTML.slice(0, 120))`;

type Stop = { readonly label: string; readonly isVisible: boolean; readonly isNew: boolean } | null;

test('the keyboard reaches everything that can be used, its place is always seen, and it is never trapped', async () => {
  const problems: string[] = [];
  const context = await openContext(problems);
  const page = await context.newPage();
  for (const name of names) {
    await page.goto(`${gallery.address}/gallery/${name}?language=it`);
    // Where a page has put the focus itself, the walk starts at the top all the same.
    await page.evaluate('document.body.tabIndex = -1; document.body.focus()');
    let stop: Stop = null;
    do {
      await page.keyboard.press('Tab');
      stop = await page.evaluate<Stop>(focused);
      if (stop?.isNew && !stop.isVisible) problems.push(`${name}: focus unseen at ${stop.label}`);
    } while (stop?.isNew);
    const missed = await page.evaluate<string[]>(unreached);
    problems.push(...missed.map((element) => `${name}: not reached: ${element}`));
  }
  await context.close();
  assert.deepEqual(problems, []);
});

test('a form that comes back with errors has the focus on what is wrong, and leads to the field', async () => {
  const context = await openContext([]);
  const page = await context.newPage();
  await page.goto(`${gallery.address}/gallery/payment-choose-errors?language=it`);
  assert.equal(await page.evaluate('document.activeElement.getAttribute("role")'), 'alert');
  assert.match(await page.title(), /^Errore: /);
  await page.getByRole('link', { name: 'Per pagare è necessario accettare' }).click();
  assert.equal(await page.evaluate('document.activeElement.id'), 'terms');
  assert.equal(await page.locator('#terms').isChecked(), false);
  await context.close();
});

test('a click sends a form once, however often it is repeated', async () => {
  const context = await openContext([]);
  const page = await context.newPage();
  let posts = 0;
  await page.route('**/p/1/pay', (route) => {
    posts += 1;
    return route.fulfill({ status: 204 });
  });
  await page.goto(`${gallery.address}/gallery/payment-choose?language=it`);
  const pay = page.getByRole('button', { name: 'Paga ora' });
  const answered = page.waitForResponse('**/p/1/pay');
  await pay.dblclick();
  await answered;
  await pay.click({ force: true });
  await page.evaluate('document.querySelector("form").requestSubmit()');
  assert.equal(posts, 1);
  await context.close();
});

test('a live page is loaded again when the state has changed, and not before', async () => {
  const context = await openContext([]);
  const page = await context.newPage();
  let [loads, questions] = [0, 0];
  page.on('framenavigated', () => (loads += 1));
  await page.route('**/p/1/state', (route) => {
    questions += 1;
    return route.fulfill({ json: { state: questions < 2 ? 'processing' : 'paid' } });
  });
  await page.clock.install();
  await page.goto(`${gallery.address}/gallery/payment-processing?language=it`);
  const firstAnswer = page.waitForResponse('**/p/1/state');
  await page.clock.runFor(2100);
  await firstAnswer;
  assert.equal(loads, 1);
  const navigated = page.waitForEvent('framenavigated');
  const secondAnswer = page.waitForResponse('**/p/1/state');
  await page.clock.runFor(2500);
  await Promise.all([secondAnswer, navigated]);
  assert.equal(loads, 2);
  await context.close();
});

test('a misspelt address is corrected by one click', async () => {
  const context = await openContext([]);
  const page = await context.newPage();
  await page.goto(`${gallery.address}/gallery/payment-choose?language=it`);
  await page.fill('#email', 'maria.rossi@gmial.com');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Intendeva maria.rossi@gmail.com?' }).click();
  assert.equal(await page.inputValue('#email'), 'maria.rossi@gmail.com');
  await context.close();
});

test('without scripts every page shows the same text, and no button that would do nothing', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone });
  const page = await context.newPage();
  for (const name of ['payment-paid', 'payment-choose', 'receipt', 'find']) {
    await page.goto(`${gallery.address}/gallery/${name}?language=it`);
    assert.equal(await page.locator('h1').count(), 1, name);
    assert.equal(await page.getByRole('button', { name: /Copia|Stampa/ }).count(), 0, name);
  }
  await context.close();
});
