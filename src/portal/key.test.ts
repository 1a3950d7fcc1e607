/** The key of a data folder: made once, and never taken for one when it is none. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigError } from '../config.ts';
import { keyOf } from './key.ts';

test('a data folder has one key of 32 bytes, which nobody else may read', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'saldo-key-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const key = keyOf(folder);
  assert.equal(key.length, 32);
  assert.deepEqual(keyOf(folder), key);
  assert.equal(statSync(join(folder, 'portal.key')).mode & 0o077, 0);
});

test('a key that was cut off or emptied is refused, and its rest is not told', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'saldo-key-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const rest of ['', '\n', 'c2FsZG8tc2VjcmV0', 'no key at all']) {
    writeFileSync(join(folder, 'portal.key'), rest);
    assert.throws(
      () => keyOf(folder),
      (error) =>
        error instanceof ConfigError &&
        /portal\.key/.test(error.message) &&
        (rest.trim() === '' || !error.message.includes(rest)),
    );
  }
});
