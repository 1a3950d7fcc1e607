/** Which providers there are. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { createProviders } from './registry.ts';

test('each provider is found by its id, and the sandbox only where it has an address', () => {
  const sandboxUrl = 'http://127.0.0.1:3001/';
  const sandbox = createProviders({ sandboxUrl }).get('sandbox');
  assert.deepEqual(sandbox?.modes, ['test']);
  assert.deepEqual(sandbox?.pageOrigins, ['http://127.0.0.1:3001']);
  assert.equal(createProviders({ sandboxUrl: null }).size, 0);
});
