/** The pages of provider accounts: keys are entered, looked at and agreed to, and no page ever shows one. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff } from '../../../test/support/staff-browser.ts';
import { createWorld, type World } from '../../../test/support/world.ts';

const apiKey = 'sk_test_of_the_quiet_town';
const entered = { secret_api_key: apiKey, secret_notification_secret: 'whsec_of_the_quiet_town' };
const enterPath = '/settings/providers/sandbox/keys';

type SomeWorld = Pick<World, 'context' | 'clock' | 'organisation'>;

async function open(t: TestContext, world: SomeWorld) {
  const app = await siteOf(t, world.context);
  const first = await signInStaff(app, world, 'administrator');
  const second = () => signInStaff(app, world, 'administrator', null, 'second@ente.example');
  return { ...first, second };
}

/** Where a redirect leads, below the office. */
function below(location: string | null): string {
  return location?.replace(/^\/[^/]+\/office/, '') ?? '';
}

test('keys are entered by one person, agreed to by another, and in no page', async (t) => {
  const world = await createQuietWorld(t);
  const { browser, second } = await open(t, world);
  const begun = await browser.post('/settings/providers/sandbox/begin');
  assert.equal(below(begun.location), enterPath);
  const form = await browser.get(enterPath);
  assert.match(form.body, /API key/);
  const tried = await browser.post(enterPath, entered);
  const page = below(tried.location);
  const shown = await browser.get(page);
  assert.match(shown.body, /The provider did not answer/);
  assert.match(shown.body, /there, ends in …town/);
  assert.match(shown.body, /\/valdorata\/notifications\/acc_/);
  const proposed = await browser.post(`${page}/propose`, { reason: 'Nuovo contratto' });
  assert.match(proposed.location ?? '', /done=proposed/);
  assert.equal((await browser.post(`${page}/agree`)).status, 409, 'nobody agrees with themselves');
  const other = await second();
  assert.match((await other.browser.get('/approvals')).body, /\/office\/settings\/providers"/);
  const seen = await other.browser.get(page);
  assert.match(seen.body, /The provider did not answer/, 'the second person reads it too');
  assert.match(seen.body, /Nuovo contratto/);
  const agreed = await other.browser.post(`${page}/agree`);
  assert.match(agreed.location ?? '', /done=agreed/);
  assert.equal((await other.browser.post(`${page}/agree`)).status, 409, 'a second click');
  const list = await other.browser.get('/settings/providers?done=agreed');
  assert.match(list.body, /Account in use/);
  for (const { body } of [form, shown, seen, list]) assert(!body.includes(apiKey));
});

test('what the provider accepts is said, and what it refuses leads no further', async (t) => {
  const world = await createWorld(t);
  const { browser } = await open(t, world);
  const refused = await browser.post(enterPath, entered);
  const page = await browser.get(below(refused.location));
  assert.match(page.body, /does not accept these keys/);
  assert(!page.body.includes('/propose"'));
  const made = await world.sandbox.control<Record<string, string>>('POST', '/accounts', {
    name: 'New',
  });
  const accepted = await browser.post(enterPath, {
    secret_api_key: ` ${made['api_key']} `,
    secret_notification_secret: made['notification_secret'] ?? '',
  });
  const good = await browser.get(below(accepted.location));
  assert.match(good.body, /The provider accepts these keys/);
  assert.match(good.body, /says nothing about “Notification secret”/);
  assert.equal((await browser.get(below(refused.location))).status, 404, 'the wrong ones are gone');
});

test('what cannot be a key is said at its field, and nothing that was typed comes back', async (t) => {
  const { browser } = await open(t, await createQuietWorld(t));
  for (const key of ['', 'two words', 'ends\r\nx-evil: yes', 'ключ', 'x'.repeat(501)]) {
    const answer = await browser.post(enterPath, { ...entered, secret_api_key: key });
    assert.equal(answer.status, 422, key);
    assert.match(answer.body, /id="secret_api_key-error"/);
    assert(!answer.body.includes('whsec_of_the_quiet_town'));
  }
});

test('whoever has to prove again who it is types the keys again, and no page carries them', async (t) => {
  const world = await createQuietWorld(t);
  const { browser, code } = await open(t, world);
  world.clock.advance(11 * 60_000);
  const asked = await browser.post(enterPath, entered);
  assert.equal(asked.status, 403);
  assert.match(asked.body, /confirmation_code/);
  assert(!asked.body.includes(apiKey));
  const proven = await browser.post(enterPath, { confirmation_code: code() });
  assert.equal(proven.status, 422);
  assert.match(proven.body, /secret_api_key-error/);
  assert.equal((await browser.post(enterPath, entered)).status, 303);
  world.clock.advance(13 * 3_600_000);
  const ended = await browser.post(enterPath, entered);
  assert.equal(ended.status, 403);
  assert(!ended.body.includes(apiKey), 'nor does the page of a session that has ended');
});

test('the secret of an identity provider is not sent back with the question who it is', async (t) => {
  const world = await createQuietWorld(t);
  const { browser } = await open(t, world);
  world.clock.advance(11 * 60_000);
  const secret = 'the secret of the client';
  const fields = { name: 'SPID', issuer: 'https://id.example', client_id: 'saldo', secret };
  const asked = await browser.post('/staff/provider', fields);
  assert.equal(asked.status, 403);
  assert.match(asked.body, /https:\/\/id\.example/, 'what is no secret is kept');
  assert(!asked.body.includes(secret));
});

test('keys that somebody else tried, or another organisation, are not there', async (t) => {
  const world = await createQuietWorld(t);
  const { browser, second } = await open(t, world);
  const tried = await browser.post(enterPath, entered);
  const other = await second();
  assert.equal((await other.browser.get(below(tried.location))).status, 404);
  assert.equal((await other.browser.post(`${below(tried.location)}/propose`)).status, 404);
  assert.equal((await other.browser.post(`${below(tried.location)}/agree`)).status, 404);
  assert.equal((await browser.get('/settings/provider-keys/acc_nothing')).status, 404);
  assert.equal((await browser.get('/settings/providers/nobody/keys')).status, 409);
  const dropped = await browser.post(`${below(tried.location)}/drop`);
  assert.match(dropped.location ?? '', /done=dropped/);
});

test('keys are not found out by trying many', async (t) => {
  const { browser } = await open(t, await createQuietWorld(t));
  for (let tries = 0; tries < 30; tries += 1)
    assert.equal((await browser.post(enterPath, entered)).status, 303);
  const answer = await browser.post(enterPath, entered);
  assert.equal(answer.status, 409);
  assert.match(answer.body, /That was done often enough/);
});
