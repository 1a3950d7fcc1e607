/** Signing in at a real OpenID Connect provider: who is let in, and who is not. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import {
  passProvider,
  startIdentityProvider,
  type Vouched,
} from '../../../test/support/identity-provider.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff, StaffBrowser } from '../../../test/support/staff-browser.ts';

const clientId = 'saldo';
const secret = 'a secret of the client, long enough for HS256';

async function setUp(t: TestContext, vouched: Partial<Vouched> = {}) {
  const world = await createQuietWorld(t);
  const app = await siteOf(t, world.context);
  const admin = await signInStaff(app, world, 'administrator');
  const returnAddress = `${world.context.publicUrl}/${world.organisation.slug}/office/provider/return`;
  const client = { id: clientId, secret, returnAddress };
  const given = { email: admin.member.email, email_verified: true, amr: ['pwd'], ...vouched };
  const issuer = await startIdentityProvider(t, client, given);
  const fields = { name: 'Council account', issuer, client_id: clientId, secret };
  const saved = await admin.browser.post('/staff/provider', fields);
  assert.match(saved.location ?? '', /done=saved/, saved.body);
  const browser = new StaffBrowser(app, world.organisation);
  const arrive = async (to = '') => {
    const left = await browser.get(`/provider?${new URLSearchParams({ to }).toString()}`);
    const back = await passProvider(left.location ?? '', returnAddress);
    return { back, answer: await browser.get(back.slice(world.context.publicUrl.length)) };
  };
  return { ...world, app, admin, browser, arrive };
}

test('somebody whom the provider vouches for is in, and still needs the second factor here', async (t) => {
  const { browser, admin, organisation, arrive } = await setUp(t);
  assert.match((await browser.get('/sign-in')).body, /Sign in with Council account/);
  const to = `/${organisation.slug}/office/staff`;
  const { answer } = await arrive(to);
  assert.equal(answer.location, to);
  assert.equal((await browser.get(to)).location, `/${organisation.slug}/office/second-factor`);
  await browser.post('/second-factor', { code: admin.code() });
  assert.equal((await browser.get(to)).status, 200);
});

test('where the provider asked for more than a password, that is enough', async (t) => {
  const { browser, arrive } = await setUp(t, { amr: ['pwd', 'mfa'] });
  await arrive();
  assert.equal((await browser.get('')).status, 200);
});

for (const [name, vouched] of Object.entries({
  'an address that the provider does not vouch for': { email_verified: false },
  'an address that nobody here has': { email: 'somebody@else.example' },
})) {
  test(`nobody comes in with ${name}`, async (t) => {
    const { browser, arrive } = await setUp(t, vouched);
    const { answer } = await arrive();
    assert.equal(answer.status, 403);
    assert.equal((await browser.get('')).status, 303);
  });
}

test('an answer of the provider is worth nothing in another browser, or a second time', async (t) => {
  const { app, organisation, context, browser, arrive } = await setUp(t);
  const { back } = await arrive();
  const path = back.slice(context.publicUrl.length);
  assert.equal((await browser.get(path)).status, 403);
  assert.equal((await new StaffBrowser(app, organisation).get(path)).status, 403);
});

test('an issuer that is not one is refused, with what was typed kept', async (t) => {
  const { admin } = await setUp(t);
  for (const issuer of ['http://example.com', 'ftp://127.0.0.1', 'http://127.0.0.1:9', 'nothing']) {
    const fields = { name: 'Other', issuer, client_id: clientId, secret };
    const answer = await admin.browser.post('/staff/provider', fields);
    assert.equal(answer.status, 422, issuer);
    assert.match(answer.body, /No identity provider answers/);
    assert(!answer.body.includes(secret), 'the secret is not shown again');
  }
});

test('as many people as work in an office can leave for the provider at the same time', async (t) => {
  const { app, organisation } = await setUp(t);
  for (let each = 0; each < 30; each += 1) {
    const left = await new StaffBrowser(app, organisation).get('/provider');
    assert.equal(left.status, 303, `person ${each}`);
  }
});
