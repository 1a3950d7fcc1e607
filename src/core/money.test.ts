/** What amounts promise: nothing is lost, nothing is rounded, and people may write them their way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  add,
  allocate,
  equal,
  format,
  fromDecimal,
  fromTyped,
  money,
  subtract,
  toDecimal,
  toTyped,
  zero,
} from './money.ts';

const euro = (minor: bigint) => money(minor, 'EUR');

const anyAmount = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }),
    fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'),
  )
  .map(([minor, currency]) => money(minor, currency));
const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 })
  .filter((list) => list.some((weight) => weight > 0n));

test('the parts of an allocated amount sum to the whole', () => {
  fc.assert(
    fc.property(anyAmount, weights, (amount, list) => {
      const [first = zero(amount.currency), ...rest] = allocate(amount, list);
      assert.deepEqual(add(first, ...rest), amount);
    }),
  );
});

test('each part of an allocated amount is less than one minor unit away from its exact share', () => {
  fc.assert(
    fc.property(anyAmount, weights, (amount, list) => {
      const total = list.reduce((sum, weight) => sum + weight, 0n);
      allocate(amount, list).forEach((part, index) => {
        const error = part.minor * total - amount.minor * (list[index] ?? 0n);
        assert((error < 0n ? -error : error) < total);
      });
    }),
  );
});

test('of equal remainders the first part gets the leftover cent', () => {
  const parts = allocate(euro(100n), [1n, 1n, 1n]).map((part) => part.minor);
  assert.deepEqual(parts, [34n, 33n, 33n]);
  const many = allocate(
    euro(23n),
    Array.from({ length: 20 }, () => 1n),
  ).map((part) => part.minor);
  assert.deepEqual(many.slice(0, 4), [2n, 2n, 2n, 1n]);
});

test('a part of weight zero gets nothing', () => {
  const parts = allocate(euro(-101n), [1n, 0n, 1n]).map((part) => part.minor);
  assert.deepEqual(parts, [-51n, 0n, -50n]);
});

test('an amount cannot be allocated to nobody or by a negative weight', () => {
  assert.throws(() => allocate(euro(1n), []), RangeError);
  assert.throws(() => allocate(euro(1n), [0n, 0n]), RangeError);
  assert.throws(() => allocate(euro(1n), [2n, -1n]), RangeError);
});

test('an amount written as a decimal is read back as the same amount', () => {
  fc.assert(
    fc.property(anyAmount, (amount) => {
      assert.deepEqual(fromDecimal(toDecimal(amount), amount.currency), amount);
    }),
  );
});

test('decimals have as many places as the currency', () => {
  assert.equal(toDecimal(euro(5n)), '0.05');
  assert.equal(toDecimal(euro(-123450n)), '-1234.50');
  assert.equal(toDecimal(money(7n, 'JPY')), '7');
  assert.equal(toDecimal(money(1n, 'KWD')), '0.001');
});

test('a decimal that would have to be rounded is not an amount', () => {
  assert.equal(fromDecimal('1.005', 'EUR'), null);
  assert.deepEqual(fromDecimal('1.500', 'EUR'), euro(150n));
  assert.equal(fromDecimal('1.5', 'JPY'), null);
});

test('what is not a plain decimal is not an amount', () => {
  for (const text of ['', '.', '1.', '.5', '1,50', '1e3', '0x10', ' 1', '١', '1'.repeat(19)]) {
    assert.equal(fromDecimal(text, 'EUR'), null, text);
  }
});

test('what a bigint column cannot hold is not an amount', () => {
  assert.equal(fromDecimal('92233720368547758.08', 'EUR'), null);
  assert.equal(fromDecimal('92233720368547758.07', 'EUR')?.minor, 2n ** 63n - 1n);
  assert.throws(() => euro(2n ** 63n), { name: 'AssertionError' });
});

test('people may write an amount the Italian, English or Spanish way', () => {
  const ways: Record<string, bigint> = {
    '1.234,50': 123450n,
    '1,234.50': 123450n,
    '1 234,50': 123450n,
    '1 234,50 €': 123450n,
    "1'234.50": 123450n,
    '1234,5': 123450n,
    '1234.5': 123450n,
    '1.234': 123400n,
    '1,234': 123400n,
    '1.234.567,89': 123456789n,
    '1,234,567.89': 123456789n,
    '€ 12': 1200n,
    '12€': 1200n,
    'EUR 12,5': 1250n,
    '12,5 eur': 1250n,
    ' 12.00 ': 1200n,
    '12,': 1200n,
    '0,05': 5n,
    '12': 1200n,
    '－12,50': -1250n,
  };
  for (const [text, minor] of Object.entries(ways)) {
    assert.deepEqual(fromTyped(text, 'EUR'), euro(minor), text);
  }
});

test('what cannot be read as one amount is not guessed', () => {
  const wrong = [
    '',
    '€',
    'twelve',
    '1.2.3',
    '1,234,56',
    '1234,567',
    '12.34.56',
    '12 50',
    '1 2',
    '12-3',
  ];
  for (const text of [...wrong, '12 € 50', '$ 12', '12 USD', '1,,2', '9'.repeat(30)]) {
    assert.equal(fromTyped(text, 'EUR'), null, text);
  }
});

test('the sign of one currency is not read as an amount of another', () => {
  assert.equal(fromTyped('€ 12', 'GBP'), null);
  assert.equal(fromTyped('12 EUR', 'JPY'), null);
  assert.deepEqual(fromTyped('£ 12', 'GBP'), money(1200n, 'GBP'));
  assert.deepEqual(fromTyped('¥ 1,200', 'JPY'), money(1200n, 'JPY'));
});

test('what the portal shows can be typed back', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 14n }),
      fc.constantFrom('it', 'en', 'es'),
      (minor, language) => {
        const shown = format(euro(minor), language);
        assert.deepEqual(fromTyped(shown, 'EUR'), euro(minor), shown);
      },
    ),
  );
});

test('an amount is shown as the readers of each language write it', () => {
  assert.equal(format(euro(123450n), 'it').replaceAll(/\s/gu, ' '), '1.234,50 €');
  assert.equal(format(euro(123450n), 'en'), '€1,234.50');
  assert.equal(format(euro(123450n), 'es').replaceAll(/\s/gu, ' '), '1.234,50 €');
  assert.equal(format(euro(2n ** 63n - 1n), 'en'), '€92,233,720,368,547,758.07');
});

test('amounts of two currencies are never added or taken for equal', () => {
  assert.throws(() => add(euro(1n), money(1n, 'USD')), { name: 'AssertionError' });
  assert.equal(equal(euro(1n), money(1n, 'USD')), false);
  assert.deepEqual(subtract(euro(1n), euro(3n)), euro(-2n));
});

test('a code that is not a currency makes no amount', () => {
  assert.throws(() => money(1n, 'XXQ'), RangeError);
  assert.throws(() => money(1n, 'eur'), RangeError);
});

test('an amount is written into a field as people type it, and read back as it was', () => {
  assert.equal(toTyped(euro(123_450n), 'it'), '1234,50');
  assert.equal(toTyped(euro(123_450n), 'en'), '1234.50');
  for (const language of ['it', 'es', 'en'] as const) {
    for (const amount of [euro(5n), euro(100_000n), money(1234n, 'KWD'), money(1234n, 'JPY')]) {
      assert.deepEqual(fromTyped(toTyped(amount, language), amount.currency), amount);
    }
  }
});
