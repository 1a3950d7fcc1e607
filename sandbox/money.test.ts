/** Amounts on the page and in JSON. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { amountToJson, formatAmount } from './money.ts';

function spaced(text: string): string {
  return text.replaceAll(/\s/g, ' ');
}

test('amounts are written as the readers of each language write them', () => {
  assert.equal(spaced(formatAmount(123_456n, 'EUR', 'it')), '1.234,56 €');
  assert.equal(spaced(formatAmount(123_456n, 'EUR', 'en')), '€1,234.56');
  assert.equal(spaced(formatAmount(123_456n, 'EUR', 'es')), '1.234,56 €');
  assert.equal(spaced(formatAmount(5n, 'EUR', 'it')), '0,05 €');
  assert.equal(spaced(formatAmount(1234n, 'JPY', 'en')), '¥1,234');
  assert.equal(spaced(formatAmount(1234n, 'KWD', 'en')), 'KWD 1.234');
  assert.match(formatAmount(9_007_199_254_740_993n, 'EUR', 'en'), /90,071,992,547,409\.93/);
});

test('an amount that JSON cannot carry exactly is refused', () => {
  assert.throws(() => amountToJson(2n ** 53n), RangeError);
});
