/** What sealing promises: only the same key, purpose and context open a secret, and no byte can change. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { keyedDigest, sameDigest, seal, unseal } from './sealing.ts';

const key = new Uint8Array(32).fill(1);
const otherKey = new Uint8Array(32).fill(2);

test('what was sealed is opened again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
      const sealed = seal(key, 'provider-secrets', context, text);
      assert.equal(unseal(key, 'provider-secrets', context, sealed), text.toWellFormed());
    }),
  );
});

test('another key, purpose or context does not open it', () => {
  const sealed = seal(key, 'provider-secrets', 'org_1/acc_1', 'secret');
  assert.throws(() => unseal(otherKey, 'provider-secrets', 'org_1/acc_1', sealed));
  assert.throws(() => unseal(key, 'form-token', 'org_1/acc_1', sealed));
  assert.throws(() => unseal(key, 'provider-secrets', 'org_2/acc_1', sealed));
});

test('a sealed secret with one changed byte does not open', () => {
  const [version = '', ...parts] = seal(key, 'provider-secrets', 'here', 'secret').split('.');
  parts.forEach((part, index) => {
    const bytes = Buffer.from(part, 'base64url');
    bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
    const changed = parts.with(index, bytes.toString('base64url'));
    assert.throws(() => unseal(key, 'provider-secrets', 'here', [version, ...changed].join('.')));
  });
});

test('a shortened tag does not open a secret', () => {
  const [version, nonce, tag = '', text] = seal(key, 'provider-secrets', 'here', 'x').split('.');
  const short = Buffer.from(tag, 'base64url').subarray(0, 12).toString('base64url');
  const sealed = [version, nonce, short, text].join('.');
  assert.throws(() => unseal(key, 'provider-secrets', 'here', sealed));
});

test('what this version did not seal is refused', () => {
  for (const text of ['', 'v2.a.b.c', 'v1', 'v1.a.b.c']) {
    assert.throws(() => unseal(key, 'provider-secrets', 'here', text), text);
  }
});

test('the same secret is sealed differently each time', () => {
  const once = seal(key, 'provider-secrets', 'here', 'secret');
  assert.notEqual(seal(key, 'provider-secrets', 'here', 'secret'), once);
});

test('a digest depends on key, purpose and text', () => {
  const digest = keyedDigest(key, 'rate-limit', 'one');
  assert.equal(keyedDigest(key, 'rate-limit', 'one'), digest);
  assert.notEqual(keyedDigest(otherKey, 'rate-limit', 'one'), digest);
  assert.notEqual(keyedDigest(key, 'form-token', 'one'), digest);
  assert.notEqual(keyedDigest(key, 'rate-limit', 'two'), digest);
});

test('digests are the same only when every character is', () => {
  assert.equal(sameDigest('abc', 'abc'), true);
  assert.equal(sameDigest('abc', 'abd'), false);
  assert.equal(sameDigest('abc', 'abcd'), false);
  assert.equal(sameDigest('é', 'ee'), false);
});
