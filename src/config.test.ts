import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from './config.ts';

test('settings that cannot be are all named at once, and what they hold is never told', () => {
  const secret = 'c2VjcmV0';
  const wrong = { SALDO_KEY: secret, PORT: '70000', DATABASE_URL: `mysql://${secret}@db` };
  assert.throws(
    () => readConfig(wrong),
    (error) => {
      assert(error instanceof ConfigError);
      for (const name of ['SALDO_KEY', 'PORT']) assert.match(error.message, new RegExp(name));
      assert.doesNotMatch(error.message, new RegExp(`${secret}|70000`));
      return true;
    },
  );
});

test('an empty setting counts as one that is not there', () => {
  assert.equal(readConfig({ PORT: '', SALDO_KEY: '' }).port, readConfig({}).port);
});
