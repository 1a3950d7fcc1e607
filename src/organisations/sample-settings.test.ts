import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { settingsSchema } from './settings.ts';

test('the sample of settings in the documentation is complete and good', async () => {
  const sample: unknown = JSON.parse(await readFile('docs/samples/city.json', 'utf8'));
  const settings = settingsSchema.parse(sample);
  const missing = Object.keys(settingsSchema.shape).filter((field) => !(field in settings));
  assert.deepEqual(missing, ['logo']);
});
