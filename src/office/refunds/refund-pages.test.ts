/** Giving money back in the back office, as a browser does it. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createHardWorld } from '../../../test/crash/hard-world.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff, type Answer } from '../../../test/support/staff-browser.ts';
import { cards } from '../../../test/support/world.ts';
import { setOrganisation } from '../../organisations/index.ts';
import { askProvider } from '../../payments/index.ts';

async function open(t: TestContext) {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const app = await siteOf(t, context);
  const dueId = await world.due();
  const { payment, attempt } = await world.begin(dueId);
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  const accountant = await signInStaff(app, world, 'accounting');
  const refunds = async () =>
    (await world.facts()).flatMap((row) => row.refunds.map(({ amount }) => amount));
  return { ...world, app, payment, path: `/payments/${payment.id}/refund`, accountant, refunds };
}

/** The hidden fields of the page's form, as a browser would post them. */
function hiddenOf({ body }: Answer): Record<string, string> {
  const fields = body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  const all = [...fields].map(([, name = '', value = '']): [string, string] => [name, value]);
  return Object.fromEntries(all.filter(([name]) => name !== 'form_token'));
}

const half = { amount_1: '21,00', after_1: 'settled_otherwise', way: 'provider', reason: 'half' };

test('half of a payment is given back: typed, looked at once more, done, and once only', async (t) => {
  const { accountant, path, payment, refunds, assertRight } = await open(t);
  const { browser } = accountant;
  const form = await browser.get(path);
  assert.match(form.body, /At most €42\.00/);
  assert.match(form.body, new RegExp(`/payments/${payment.id}">[^<]*€42\\.00</a>`), 'whose it is');
  const check = await browser.post(`${path}/check`, { ...hiddenOf(form), ...half });
  assert.equal(check.status, 200, check.body);
  assert.match(check.body, /Give back €21\.00/);
  assert.deepEqual(await refunds(), [], 'nothing leaves before the last look');
  const fields = hiddenOf(check);
  const done = await browser.post(path, fields);
  assert.match(done.location ?? '', /done=given$/);
  assert.match((await browser.post(path, fields)).location ?? '', /done=given$/);
  assert.deepEqual(await refunds(), [2100]);
  const after = await browser.get(done.location ?? '');
  assert.match(after.body, /The refund is recorded/);
  assert.match(after.body, /Given back/);
  assert.doesNotMatch(after.body, /At most/, 'nobody wonders whether it has to be typed again');
  assert.match((await browser.get(path)).body, /At most €21\.00/);
  await assertRight();
});

test('more than is left, nothing at all or no reason comes back with what is wrong', async (t) => {
  const { accountant, path, refunds } = await open(t);
  const { browser } = accountant;
  const check = (fields: Record<string, string>) =>
    browser.post(`${path}/check`, { ...half, ...fields });
  for (const [fields, words] of [
    [{ amount_1: '42.01' }, /Type an amount within €42\.00/],
    [{ amount_1: 'all' }, /Type an amount, for example/],
    [{ amount_1: '' }, /Type at least one amount/],
    [{ reason: '' }, /Write the reason/],
    [{ reason: 'card 4242 4242 4242 4242' }, /without card numbers/],
  ] as const) {
    const answer = await check(fields);
    assert.equal(answer.status, 422);
    assert.match(answer.body, words);
  }
  assert.deepEqual(await refunds(), []);
});

test('what somebody else has given back meanwhile is said, and the form shows what is left', async (t) => {
  const { accountant, path, refunds } = await open(t);
  const { browser } = accountant;
  const both = await Promise.all([browser.get(path), browser.get(path)]);
  const [first, second] = both.map((form) => ({ ...hiddenOf(form), ...half, amount_1: '30' }));
  assert.match((await browser.post(path, first)).location ?? '', /given/);
  const late = await browser.post(path, second);
  assert.equal(late.status, 422);
  assert.match(late.body, /Type an amount within €12\.00/);
  assert.deepEqual(await refunds(), [3000]);
});

test('a refund above the limit waits until another person agrees', async (t) => {
  const world = await open(t);
  const { accountant, path, refunds, context, organisation, app } = world;
  const limit = { refund_limit: { amount: '10.00', currency: 'EUR' } };
  await setOrganisation(context, organisation, limit, 'test');
  const form = await accountant.browser.get(path);
  const done = await accountant.browser.post(path, { ...hiddenOf(form), ...half });
  assert.match(done.location ?? '', /proposed$/);
  assert.deepEqual(await refunds(), []);
  const own = await accountant.browser.get('/approvals');
  assert.doesNotMatch(own.body, /\/agree"/, 'whoever proposed it is not asked to agree');
  const [, proposal = ''] = /action="[^"]*(\/approvals\/[^"]+)\/refuse"/.exec(own.body) ?? [];
  const agree = `${proposal}/agree`;
  const refused = await accountant.browser.post(agree);
  assert.equal(refused.status, 409);
  assert.match(refused.body, /Somebody else/);
  assert.doesNotMatch((await accountant.browser.get('')).body, /Proposals to be agreed to/);
  const administrator = await signInStaff(app, world, 'administrator');
  assert.match((await administrator.browser.get('')).body, /Proposals to be agreed to/);
  const agreed = await administrator.browser.post(agree);
  assert.match(agreed.location ?? '', /done=agreed$/);
  assert.deepEqual(await refunds(), [2100]);
});

test('who works for other services can neither see nor give back what a payment paid', async (t) => {
  const world = await open(t);
  const other = await signInStaff(world.app, world, 'administrator', ['canteen']);
  assert.equal((await other.browser.get(world.path)).status, 403);
  assert.equal((await other.browser.post(world.path, half)).status, 403);
  assert.deepEqual(await world.refunds(), []);
});
