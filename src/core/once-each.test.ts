/** What is costly is made once, and never taken for what was made for another key. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onceEach } from './once-each.ts';

test('the same key gives what was made at first, another key something of its own', () => {
  const asked: string[] = [];
  const greeting = onceEach((language: string, name: string) => {
    asked.push(`${language} ${name}`);
    return { words: `${language}: ${name}` };
  });
  const first = greeting('it', 'Ada');
  assert.equal(greeting('it', 'Ada'), first);
  assert.equal(greeting('en', 'Ada').words, 'en: Ada');
  assert.deepEqual(asked, ['it Ada', 'en Ada']);
});

test('keys are told apart wherever one ends and the next begins', () => {
  const joined = onceEach((one: string, other: string) => `${one}+${other}`);
  assert.equal(joined('a', 'bc'), 'a+bc');
  assert.equal(joined('ab', 'c'), 'ab+c');
});

test('what could not be made is tried again', () => {
  let tries = 0;
  const make = onceEach((name: string) => {
    tries += 1;
    if (tries === 1) throw new RangeError(name);
    return name;
  });
  assert.throws(() => make('x'), RangeError);
  assert.equal(make('x'), 'x');
});
