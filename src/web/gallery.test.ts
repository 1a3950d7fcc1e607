/** What holds for every page in every state and language, whoever looks at it. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { languages } from '../core/texts.ts';
import { gallerySections } from './gallery/sections.ts';
import { sampleView } from './gallery/samples.ts';
import { inLanguage } from './layout.ts';

const files = {
  stylesheet: '/a.css',
  theme: '/t.css',
  script: '/a.js',
  passkeyScript: '/p.js',
  formScript: '/f.js',
  font: '/a.woff2',
};

type Shown = { readonly name: string; readonly markup: string };

const pages: readonly Shown[] = languages.flatMap((language) =>
  Object.entries(gallerySections).map(([name, show]) => ({
    name: `${name} (${language})`,
    markup: show(sampleView(files, language, name)).toString(),
  })),
);

function visible(markup: string): string {
  return markup.replaceAll(/<[^>]*>/g, ' ');
}

test('every page has one heading of the first level and a title', () => {
  for (const { name, markup } of pages) {
    assert.equal(markup.match(/<h1[ >]/g)?.length, 1, name);
    assert.match(markup, /<title>[^<]{3,}<\/title>/, name);
  }
});

test('no text has a hole: no placeholder, no undefined, nothing of the program', () => {
  for (const { name, markup } of pages) {
    assert.doesNotMatch(visible(markup), /\{\w+\}|undefined|\[object|NaN|\bnull\b/, name);
  }
});

test('texts in one language do not stand on pages of another', () => {
  for (const { name, markup } of pages) {
    const text = visible(markup);
    if (!name.endsWith('(it)')) assert.doesNotMatch(text, /Aiuto|Riprova|\bpagamento\b/, name);
    if (!name.endsWith('(en)')) assert.doesNotMatch(text, /\b(?:the|your|please)\b/i, name);
    if (!name.endsWith('(es)')) assert.doesNotMatch(text, /\b(?:recibo|tarjeta|ayuda)\b/i, name);
  }
});

test('no page carries a script, a style or a handler of its own, or anything of another host', () => {
  for (const { name, markup } of pages) {
    assert.doesNotMatch(
      markup,
      /<style|\sstyle=|\son[a-z]+=|<iframe|<script(?![^>]*src="\/)/i,
      name,
    );
    const loaded = [...markup.matchAll(/<(?:link|script|img)\b[^>]*(?:href|src)="([^"]*)"/g)];
    for (const [, address] of loaded) assert.match(String(address), /^(?:\/(?!\/)|data:,$)/, name);
  }
});

test('every form that changes something carries the token, and no field asks for a card', () => {
  for (const { name, markup } of pages) {
    // A search changes nothing.
    const forms = markup.match(/<form\b(?! method="get")/g) ?? [];
    assert.equal(markup.match(/<form method="post"/g)?.length ?? 0, forms.length, name);
    assert.equal(markup.match(/name="form_token"/g)?.length ?? 0, forms.length, name);
    assert.doesNotMatch(markup, /autocomplete="cc-|name="[^"]*(?:card|pan|cvv|cvc|expiry)/i, name);
  }
});

test('nothing is accepted for the payer: the box of the terms is empty until it is ticked', () => {
  const fresh = pages
    .filter(({ name }) => name.startsWith('payment-choose ('))
    .map((page) => page.markup);
  assert.equal(fresh.length, languages.length);
  for (const markup of fresh) assert.match(markup, /<input[^>]*name="terms"[^>]*>/);
  for (const markup of fresh) assert.doesNotMatch(markup, /<input[^>]*name="terms"[^>]*\schecked/);
});

test('every page whose payment failed or is open says whether money moved, before it says why', () => {
  const sentences =
    /Non è stato|Nulla è cambiato|Non sappiamo|Non risulta|Il gestore|Risulta|La fattura è pagata|Abbiamo ricevuto/;
  const states = pages.filter(({ name }) => /^payment-(?!choose).*\(it\)$/.test(name));
  assert(states.length > 15);
  for (const { name, markup } of states) {
    const [, sentence = ''] =
      /<div class="it-state">[\s\S]*?<p class="lead">([^<]*)</.exec(markup) ?? [];
    assert.match(sentence, sentences, name);
  }
});

test('the language switch keeps the page and its data', () => {
  assert.equal(inLanguage('/find?number=1%2F2', 'es'), '/find?number=1%2F2&language=es');
  assert.equal(inLanguage('/', 'it'), '/?language=it');
});

test('every state offers a way on, or says that there is nothing to do', () => {
  for (const { name, markup } of pages) {
    const [, main = ''] = /<main[^>]*>([\s\S]*)<\/main>/.exec(markup) ?? [];
    const hasWayOn = /<a |<button|<form/.test(main);
    assert(hasWayOn || /^(?:home-empty|terms)/.test(name), name);
  }
});
