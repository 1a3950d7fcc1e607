/** What refusals promise: a code that never changes, an HTTP status and a sentence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal, refusals } from './errors.ts';

test('a refusal says its title where nothing more is known', () => {
  assert.equal(new Refusal('not_found').detail, refusals.not_found.title);
  assert.equal(new Refusal('input_invalid', 'number is missing').detail, 'number is missing');
});

test('a refusal keeps what caused it', () => {
  const cause = new Error('connection lost');
  assert.equal(new Refusal('unavailable', 'later', { cause }).cause, cause);
});

test('every refusal has a code in lower case, a status of a no and a sentence', () => {
  for (const [code, { status, title }] of Object.entries(refusals)) {
    assert.match(code, /^[a-z]+(?:_[a-z]+)*$/);
    assert(status >= 400 && status < 600, code);
    assert.match(title, /^[A-Z].*[^.]$/, code);
  }
});
