/** What texts promise: the same key in every language, with its values put in as they are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLanguage, languageNames, languages, texts } from './texts.ts';

const greeting = texts({
  en: { paid: '{name} paid {amount}', twice: '{name}, {name}' },
  it: { paid: '{name} ha pagato {amount}', twice: '{name}, {name}' },
  es: { paid: '{name} ha pagado {amount}', twice: '{name}, {name}' },
});

test('a text is read in the language that is asked for', () => {
  const values = { name: 'Ada', amount: '5 €' };
  assert.equal(greeting('it')('paid', values), 'Ada ha pagato 5 €');
  assert.equal(greeting('en')('paid', values), 'Ada paid 5 €');
  assert.equal(greeting('es')('paid', values), 'Ada ha pagado 5 €');
});

test('a value is put in at each of its places', () => {
  assert.equal(greeting('en')('twice', { name: 'Ada' }), 'Ada, Ada');
});

test('a value is put in as it is, even when it looks like a pattern or a place', () => {
  assert.equal(greeting('en')('paid', { name: '$& {amount}', amount: 1 }), '$& {amount} paid 1');
});

test('a place without a value stays visible', () => {
  assert.equal(greeting('en')('paid', { name: 'Ada' }), 'Ada paid {amount}');
});

test('every language of the portal has a name and only those are languages', () => {
  assert.deepEqual(Object.keys(languageNames).toSorted(), [...languages].toSorted());
  assert.equal(isLanguage('it'), true);
  assert.equal(isLanguage('IT'), false);
  assert.equal(isLanguage('constructor'), false);
});
