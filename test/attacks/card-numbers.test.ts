/** A card number is taken nowhere but on the provider's page, not even in the name of a mailbox. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEmail } from '../../src/web/routes/typed-email.ts';

test('an address of e-mail that holds a card number is not one, and a long number alone does no harm', () => {
  const kindOf = (email: string): string => readEmail({ email, email_checked: email }).kind;
  assert.equal(kindOf('4242424242424242@example.com'), 'wrong');
  assert.equal(kindOf('4242-4242-4242-4242@example.com'), 'wrong');
  assert.equal(kindOf('4242424242424241@example.com'), 'good');
  assert.equal(kindOf('maria.rossi.1980@example.com'), 'good');
});
