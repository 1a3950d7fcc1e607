/** Callers at the same time share a question, and each gets what is its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTogether } from './find-together.ts';
import { createTogether } from './together.ts';

/** Letters of words, by the word; asked for with what stands in the list. */
function dictionary() {
  const asked: (readonly string[])[] = [];
  const find = async (_means: object, _whose: null, words: readonly string[]) => {
    asked.push(words);
    await Promise.resolve();
    return words.flatMap((word) => word.split('').map((letter) => ({ word, letter })));
  };
  const lettersBy = findTogether(find, ({ word }) => word);
  const means = { together: createTogether(64) };
  return { asked, lettersOf: (words: readonly string[]) => lettersBy(means, null, words) };
}

const joined = (found: readonly { readonly letter: string }[]) =>
  found.map(({ letter }) => letter).join('');

test('what is asked at once is asked together, each key once', async () => {
  const { asked, lettersOf } = dictionary();
  const wanted = [['due'], ['ab', 'c'], ['c'], ['none', 'ab'], ['c', 'ab']];
  const found = await Promise.all(wanted.map((words) => lettersOf(words)));
  assert.deepEqual(found.map(joined), ['due', 'abc', 'c', 'abnone', 'abc']);
  assert.deepEqual(asked, [['due', 'ab', 'c', 'none']]);
});

test('without keys nothing is asked', async () => {
  const { asked, lettersOf } = dictionary();
  assert.deepEqual(await lettersOf([]), []);
  assert.deepEqual(asked, []);
});

test('two questions that are asked at the same time each get their own answer', async () => {
  const means = { together: createTogether(64) };
  const upper = findTogether(
    async (_means: object, _whose: null, keys: readonly string[]) => Promise.resolve(keys),
    (key) => key,
  );
  const lower = findTogether(
    async (_means: object, _whose: null, keys: readonly string[]) =>
      Promise.resolve(keys.map((key) => ({ key: key.toLowerCase() }))),
    ({ key }) => key.toUpperCase(),
  );
  const found = await Promise.all(
    ['A', 'B', 'C'].map((key) =>
      Promise.all([upper(means, null, [key]), lower(means, null, [key])]),
    ),
  );
  assert.deepEqual(
    found.map(([big, small]) => [big[0], small[0]?.key]),
    [
      ['A', 'a'],
      ['B', 'b'],
      ['C', 'c'],
    ],
  );
});
