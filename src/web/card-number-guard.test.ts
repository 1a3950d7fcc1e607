/** Card numbers are noticed however they are typed; other numbers are left alone. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { holdsCardNumber } from './card-number-guard.ts';

test('a card number is noticed with any separators, within other text, and in any digits', () => {
  const typed = [
    '4242424242424242', '4242 4242 4242 4242', '4242-4242-4242-4242', 'card 5555.5555.5555.4444 please',
    '378282246310005', '２２２３ ００３１ ２２００ ３２２２', '٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢', '6759649826438453',
    '0001234242424242424242000', '4242_4242_4242_4242@example.com', '4242/4242+4242=4242',
    '4242\u200b4242\u200b4242\u200b4242', '4242 - 4242 - 4242 - 4242',
    '1+4242424242424242',
  ]; // prettier-ignore
  for (const text of typed) assert.equal(holdsCardNumber(text), true, text);
});

test('invoice numbers, tax codes, accounts, telephones and mistyped cards are not card numbers', () => {
  const typed = [
    '2026/1042', 'RSSMRA80A01H501U', 'IT01234567890', 'IT60X0542811101000000123456', '+39 0461 000 000',
    '4242424242424241', '1234567890123452', '301000001234567890', '',
  ]; // prettier-ignore
  for (const text of typed) assert.equal(holdsCardNumber(text), false, text);
});

test('a very long text costs no time', () => {
  assert.equal(holdsCardNumber('1 '.repeat(100_000)), false);
});
