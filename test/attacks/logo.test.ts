/** A logo opened by its own address is confined, whatever is in it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setOrganisation } from '../../src/organisations/index.ts';
import { createQuietWorld } from '../crash/quiet-world.ts';
import { siteOf } from '../support/site.ts';

test('a drawing that got in with a script in it runs nothing and loads nothing', async (t) => {
  const { context, organisation } = await createQuietWorld(t);
  const data = Buffer.from('<svg><script>alert(1)</script></svg>').toString('base64');
  await setOrganisation(context, organisation, { logo: { type: 'image/svg+xml', data } }, 'test');
  const { headers } = await (await siteOf(t, context)).inject('/valdorata/logo');
  assert.match(String(headers['content-security-policy']), /^default-src 'none';.*\bsandbox$/);
  assert.equal(headers['content-type'], 'image/svg+xml');
  assert.equal(headers['x-content-type-options'], 'nosniff');
});
