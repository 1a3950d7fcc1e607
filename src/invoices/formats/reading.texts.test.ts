import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages } from '../../core/texts.ts';
import { errorOf, warningList } from './document.ts';
import { readingTexts } from './reading.texts.ts';

const values = {
  amount: '1.00', count: 2, declared: 'utf-16', element: 'Imposta', encoding: 'x', entry: 'a.xml', instalments: '1.00',
  limit: 5, line: 7, means: 'MP19', namespace: 'urn:x', payable: '2.00', reason: 'why', summary: '3.00', total: '4.00',
  type: 'TD16', value: 'v',
}; // prettier-ignore

function facts(text: string): string[] {
  return (text.match(/\{\w+\}/g) ?? []).toSorted();
}

test('warnings and refusals say the same facts in every language', () => {
  for (const code of [
    'schema_invalid',
    'total_differs_from_summary',
    'instalments_repeat_whole',
    'invalid_amount',
  ] as const) {
    const [first, ...others] = languages.map((language) => facts(readingTexts(language)(code)));
    for (const other of others) assert.deepEqual(other, first, code);
    assert(first && first.length > 0, code);
    for (const language of languages) {
      assert.doesNotMatch(readingTexts(language)(code, values), /[{}]/, `${code} in ${language}`);
    }
  }
});

test('a warning met twice is said once', () => {
  const { warn, warnings } = warningList();
  warn('due_date_missing');
  warn('due_date_missing');
  warn('instalment_not_positive', { amount: '-1.00' });
  warn('instalment_not_positive', { amount: '-2.00' });
  assert.deepEqual(
    warnings.map(({ message }) => message),
    ['An instalment has no due date', 'An instalment is -1.00', 'An instalment is -2.00'],
  );
});

test('an error without a line has none', () => {
  assert.deepEqual(errorOf('file_empty', {}, undefined), {
    code: 'file_empty',
    values: {},
    message: 'The file is empty',
  });
  assert.equal(errorOf('missing_date', {}, 4).line, 4);
});
