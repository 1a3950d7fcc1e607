/** Files of pages: small, kept for ever, and enough for every class that pages use. */
import { strict as assert } from 'node:assert';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fastify from 'fastify';
import { languages } from '../core/texts.ts';
import type { Assets } from './assets.ts';
import { addAssets, loadAssets } from './assets.ts';
import { galleryPages } from './gallery.ts';
import { compileStyles } from './styles.ts';

let assets: Assets;
before(async () => {
  assets = await loadAssets();
});

function gzipped(address: string): number {
  const asset = assets.files.get(address);
  assert(asset, address);
  return asset.compressed?.gzip.length ?? asset.body.length;
}

test('a page and all its files are at most 75 KB the first time', () => {
  const { stylesheet, script } = assets.pageFiles(null);
  const fonts = [...assets.files.keys()].filter((address) => address.endsWith('.woff2'));
  const font = fonts.reduce((sum, address) => sum + gzipped(address), 0);
  const [style, code] = [gzipped(stylesheet), gzipped(script)];
  assert(style <= 15 * 1024, `styles: ${style} bytes`);
  assert(code <= 6 * 1024, `script: ${code} bytes`);
  assert(font <= 53 * 1024, `fonts: ${font} bytes`);
  for (const page of galleryPages(assets, null)) {
    const markup = gzipSync(page.show('es').toString()).length;
    assert(markup <= 12 * 1024, `${page.name}: ${markup} bytes`);
    assert(markup + style + code + font <= 75 * 1024, page.name);
  }
});

test('files are compressed as the browser accepts, and kept for a year under their address', async () => {
  const app = fastify();
  addAssets(app, assets);
  const { stylesheet, font } = assets.pageFiles(null);
  for (const [accepted, encoding] of [
    ['gzip, br', 'br'],
    ['gzip', 'gzip'],
    ['', undefined],
  ]) {
    const response = await app.inject({
      url: stylesheet,
      headers: { 'accept-encoding': accepted },
    });
    assert.equal(response.headers['content-encoding'], encoding);
    assert.equal(response.headers['content-type'], 'text/css; charset=utf-8');
    assert.equal(response.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(response.headers['vary'], 'accept-encoding');
  }
  assert.equal((await app.inject(font)).headers['content-type'], 'font/woff2');
});

test('nothing but these files lies below /assets', async () => {
  const app = fastify();
  addAssets(app, assets);
  const escapes = [
    '/assets/',
    '/assets/portal.js',
    '/assets/..%2fhtml.ts',
    '/assets/%2e%2e/assets.ts',
  ];
  for (const url of escapes) assert.equal((await app.inject(url)).statusCode, 404, url);
});

test('a theme is a stylesheet of its own that redefines every step of the primary colour', async () => {
  const app = fastify();
  addAssets(app, assets);
  const { theme } = assets.pageFiles('#0b6b4f');
  assert(theme);
  const response = await app.inject(theme);
  assert.equal(response.statusCode, 200);
  assert.match(response.body, /^:root\{(?:--primary-\d+:#[0-9a-f]{6};?)+\}$/);
  assert.match(response.body, /--primary-40:#0b6b4f/);
  assert.equal((await app.inject(theme.replace('0b6b4f', '0b6b50'))).statusCode, 404);
});

test('no literal of the library’s blue is left where a theme could not reach it', () => {
  const rules = assets.styles.css.replace(/:root\{--primary[^}]*\}/, '');
  assert.doesNotMatch(rules, /#06c\b|#0066cc\b|hsl\(210, ?100%/i);
});

test('the version that the state’s validator looks for survives purging', () => {
  assert.match(assets.styles.css, /--bootstrap-italia-version: ?["']2\.\d+\.\d+["']/);
});

test('every class on a page has a rule, and at least 30 % are Bootstrap Italia’s (C.SI.1.2)', async () => {
  const folder = join(import.meta.dirname, '../../node_modules/bootstrap-italia/dist/css');
  const library = classesOf(await readFile(join(folder, 'bootstrap-italia.min.css'), 'utf8'));
  const ours = classesOf(assets.styles.css);
  for (const page of galleryPages(assets, null)) {
    for (const language of languages) {
      const used = new Set(
        [
          ...page
            .show(language)
            .toString()
            .matchAll(/ class="([^"]*)"/g),
        ].flatMap(([, names = '']) => names.split(/\s+/).filter(Boolean)),
      );
      const known = [...used].filter((name) => library.has(name)).length;
      assert(known >= used.size * 0.3, `${page.name}: ${known} of ${used.size}`);
      const ruleless = [...used].filter((name) => !ours.has(name));
      assert.deepEqual(ruleless, [], page.name);
    }
  }
});

test('styles are compiled once and then read', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'saldo-styles-'));
  context.after(() => rm(folder, { recursive: true }));
  const first = await compileStyles(folder);
  const second = await compileStyles(folder);
  assert.deepEqual(second, first);
  assert.equal(first.hash.length, 16);
});

function classesOf(css: string): Set<string> {
  return new Set([...css.matchAll(/\.(-?[_a-z][\w-]*)/gi)].map(([, name = '']) => name));
}
