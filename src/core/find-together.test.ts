/** Callers at the same time share a question, and each gets what is its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTogether } from './find-together.ts';
import { createTogether } from './together.ts';

/** Letters of words, by the word; asked for with what stands in the list. */
function dictionary() {
  const asked: (readonly string[])[] = [];
  const question = {
    name: 'letters',
    find: async (words: readonly string[]) => {
      asked.push(words);
      await Promise.resolve();
      return words.flatMap((word) => word.split('').map((letter) => ({ word, letter })));
    },
    keyOf: ({ word }: { readonly word: string }) => word,
  };
  return { asked, question };
}

const lettersOf = (found: readonly { readonly letter: string }[]) =>
  found.map(({ letter }) => letter).join('');

test('what is asked at once is asked together, each key once', async () => {
  const { asked, question } = dictionary();
  const together = createTogether(64);
  const wanted = [['due'], ['ab', 'c'], ['c'], ['none', 'ab'], ['c', 'ab']];
  const found = await Promise.all(wanted.map((keys) => findTogether(together, keys, question)));
  assert.deepEqual(found.map(lettersOf), ['due', 'abc', 'c', 'abnone', 'abc']);
  assert.deepEqual(asked, [['due', 'ab', 'c', 'none']]);
});

test('without keys nothing is asked', async () => {
  const { asked, question } = dictionary();
  assert.deepEqual(await findTogether(createTogether(64), [], question), []);
  assert.deepEqual(asked, []);
});
