/** Cards: numbers, brands and expiry dates as people type them. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { bareNumber, brandOf, expiryFromTyped, isCardNumber, isPast } from './card.ts';

test('a card number is recognised by its length and its check digit', () => {
  assert(isCardNumber('4242424242424242'));
  assert(isCardNumber('378282246310005'));
  assert(!isCardNumber('4242424242424241'));
  assert(!isCardNumber('424242424242'));
  assert(!isCardNumber('4242 4242 4242 4242'));
});

test('a card number may be typed with spaces, dashes or full-width digits', () => {
  assert.equal(bareNumber('4242 4242-4242.4242'), '4242424242424242');
  assert.equal(bareNumber('４２４２'), '4242');
});

test('the brand follows from the first digits', () => {
  assert.equal(brandOf('4242424242424242'), 'visa');
  assert.equal(brandOf('5555555555554444'), 'mastercard');
  assert.equal(brandOf('2223003122003222'), 'mastercard');
  assert.equal(brandOf('378282246310005'), 'amex');
  assert.equal(brandOf('6759649826438453'), 'maestro');
  assert.equal(brandOf('3566002020360505'), null);
});

test('an expiry date is read as people type it', () => {
  for (const typed of ['09/30', '9/30', '09 / 2030', '0930', '09-30', '092030']) {
    assert.deepEqual(expiryFromTyped(typed), { month: 9, year: 2030 }, typed);
  }
  for (const typed of ['', '13/30', '00/30', '2030/09', 'next year']) {
    assert.equal(expiryFromTyped(typed), null, typed);
  }
});

test('a card is valid to the end of its month', () => {
  const expiry = { month: 12, year: 2026 };
  assert(!isPast(expiry, Date.UTC(2026, 11, 31, 23, 59, 59)));
  assert(isPast(expiry, Date.UTC(2027, 0, 1)));
});
