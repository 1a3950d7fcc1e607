/** Second payments and disputes in the back office, as a browser does it. */
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
  const { browser } = await signInStaff(app, world, 'accounting');
  const { attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  const refunds = async () =>
    (await world.facts()).flatMap((row) => row.refunds.map(({ amount }) => amount));
  return { ...world, app, browser, attempt, refunds };
}

/** The provider takes the money once more by itself. */
async function chargedAgain({
  sandbox,
  attempt,
  allEvents,
  notify,
  work,
}: Awaited<ReturnType<typeof open>>) {
  await sandbox.control('POST', `/sessions/${attempt.providerReference}/charge-again`);
  for (const event of await allEvents()) await notify(event);
  await work();
}

function firstOf(pattern: RegExp, { body }: Answer): string {
  const [, found = ''] = pattern.exec(body) ?? [];
  assert.notEqual(found, '', String(pattern));
  return found;
}

const keyOf = (answer: Answer) => ({
  order_key: firstOf(/name="order_key" value="([^"]+)"/, answer),
});

test('a second payment is used for another due in part, and the rest is given back', async (t) => {
  const world = await open(t);
  const { browser } = world;
  await chargedAgain(world);
  const list = await browser.get('/suspense');
  const item = firstOf(/(\/suspense\/sus_[^"]+)"/, list);
  const page = await browser.get(item);
  assert.match(page.body, /it had been paid already/);
  const dueId = await world.due(3000n);
  const use = { due: dueId, amount: '30', reason_against: 'as the payer wrote' };
  const wrong = await browser.post(`${item}/against`, { ...use, due: 'due_none' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /There is no due with this number/);
  const over = await browser.post(`${item}/against`, { ...use, amount: '30,01' });
  assert.equal(over.status, 409);
  const used = await browser.post(`${item}/against`, { ...use, ...keyOf(page) });
  assert.match(used.location ?? '', /done=set_against$/);
  const rest = await browser.get(item);
  assert.match(rest.body, /Give back €12\.00/);
  const fields = { ...keyOf(rest), reason_return: 'the rest' };
  assert.match((await browser.post(`${item}/return`, fields)).location ?? '', /done=returned$/);
  assert.match((await browser.post(`${item}/return`, fields)).location ?? '', /done=returned$/);
  assert.deepEqual(await world.refunds(), [1200]);
  assert.match((await browser.get('/suspense')).body, /There is nothing to be settled/);
  await world.work();
  await world.assertRight();
});

test('a second payment above the limit goes back only when another person agrees', async (t) => {
  const world = await open(t);
  const { browser, context, organisation, app } = world;
  await chargedAgain(world);
  const limit = { refund_limit: { amount: '10.00', currency: 'EUR' } };
  await setOrganisation(context, organisation, limit, 'test');
  const item = firstOf(/(\/suspense\/sus_[^"]+)"/, await browser.get('/suspense'));
  const proposed = await browser.post(`${item}/return`, {
    ...keyOf(await browser.get(item)),
    reason_return: 'paid twice',
  });
  assert.match(proposed.location ?? '', /done=proposed$/);
  assert.deepEqual(await world.refunds(), []);
  const own = await browser.get('/approvals');
  assert.doesNotMatch(own.body, /\/agree"/, 'whoever proposed it is not asked to agree');
  const agree = `${firstOf(/action="[^"]*(\/approvals\/[^"]+)\/refuse"/, own)}/agree`;
  assert.equal((await browser.post(agree)).status, 409);
  const administrator = await signInStaff(app, world, 'administrator');
  await administrator.browser.post(agree);
  assert.deepEqual(await world.refunds(), [4200]);
});

test('a dispute is answered with evidence, which the provider may find convincing', async (t) => {
  const world = await open(t);
  const { browser, sandbox, attempt, context, organisation } = world;
  await sandbox.control('POST', `/sessions/${attempt.providerReference}/dispute`, {});
  await askProvider(context, organisation, attempt, 'provider');
  const list = await browser.get('/disputes');
  const dispute = firstOf(/(\/disputes\/dsp_[^"]+)"/, list);
  const page = await browser.get(dispute);
  assert.match(page.body, /does not recognise the payment/);
  const empty = await browser.post(`${dispute}/evidence`, { ...keyOf(page), text: ' ' });
  assert.equal(empty.status, 422);
  const text = 'The meals were eaten: winning_evidence';
  const sent = await browser.post(`${dispute}/evidence`, { ...keyOf(page), text });
  assert.match(sent.location ?? '', /done=evidence$/);
  const story = await browser.get(`/payments/${attempt.paymentId}`);
  assert.match(story.body, /Disputed by the payer’s bank/);
  assert.match(story.body, /Dispute: Won/);
  const won = await browser.get(sent.location ?? '');
  assert.match(won.body, /The meals were eaten/);
  assert.match(won.body, /won/);
  const late = await browser.post(`${dispute}/accept`, { reason: 'given up' });
  assert.equal(late.status, 409);
  await world.work();
  await world.assertRight();
});

test('whoever reads only is shown what waits, and no form', async (t) => {
  const world = await open(t);
  await chargedAgain(world);
  const { browser } = await signInStaff(world.app, world, 'auditor');
  const item = firstOf(/(\/suspense\/sus_[^"]+)"/, await browser.get('/suspense'));
  const page = await browser.get(item);
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.body, /name="reason_/);
  assert.equal((await browser.post(`${item}/return`, { reason_return: 'mine' })).status, 403);
});
