/** Dues by hand and money at the counter, in the back office and then by the payer. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createHardWorld } from '../../../test/crash/hard-world.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff, type Answer } from '../../../test/support/staff-browser.ts';
import { setOrganisation } from '../../organisations/index.ts';
import { cards } from '../../../test/support/world.ts';

async function open(t: TestContext) {
  const world = await createHardWorld(t);
  const app = await siteOf(t, world.context);
  const { browser } = await signInStaff(app, world, 'operator');
  return { ...world, app, browser };
}

const meals = {
  service: 'canteen',
  about: 'Mensa, novembre',
  amount: '42,00',
  due_on: '31/12/2026',
  debtor: 'Chiara Bianchi',
  reason: 'asked for by telephone',
};

function keyOf({ body }: Answer): { order_key: string } {
  const [, key = ''] = /name="order_key" value="([^"]+)"/.exec(body) ?? [];
  assert.notEqual(key, '');
  return { order_key: key };
}

test('a due is made, changed and withdrawn, and its page tells who did what', async (t) => {
  const { browser, assertRight } = await open(t);
  const key = keyOf(await browser.get('/dues/new'));
  const made = await browser.post('/dues/new', { ...meals, ...key });
  const again = await browser.post('/dues/new', { ...meals, ...key });
  assert.equal(made.location, again.location, 'a second click makes no second due');
  const page = await browser.get(made.location ?? '');
  for (const words of [/Mensa, novembre/, /Chiara Bianchi/, /€42\.00/, /\/dues\/[a-z0-9]{32}/]) {
    assert.match(page.body, words);
  }
  const [, id = ''] = /dues\/(due_[^/]+)\//.exec(made.location ?? '') ?? [];
  const form = await browser.get(`/dues/${id}/change`);
  const terms = { about: 'Mensa, 19 pasti', amount: '39.90', due_on: '', reason: 'a meal less' };
  const changed = await browser.post(`/dues/${id}/change`, { ...keyOf(form), ...terms });
  const after = await browser.get(changed.location ?? '');
  assert.match(after.body, /€42\.00 → €39\.90/);
  const last = await browser.get(`/dues/${id}/withdraw`);
  await browser.post(`/dues/${id}/withdraw`, { ...keyOf(last), reason: 'made by mistake' });
  assert.match((await browser.get(`/dues/${id}/by-hand`)).body, /withdrawn/);
  await assertRight();
});

test('what is missing or wrong in a due is said at each field, and what was typed stays', async (t) => {
  const { browser } = await open(t);
  const wrong = { ...meals, amount: 'much', due_on: '31/31/2026', reason: '', service: 'Mensa!' };
  const { status, body } = await browser.post('/dues/new', wrong);
  assert.equal(status, 422);
  for (const words of [/Type an amount/, /Type a date/, /Write the reason/, /Type the service/]) {
    assert.match(body, words);
  }
  assert.match(body, /value="Chiara Bianchi"/);
});

test('cash is taken for a due, and a card that was quicker makes it a second payment', async (t) => {
  const world = await open(t);
  const { browser } = world;
  const dueId = await world.due();
  const form = await browser.get(`/dues/${dueId}/counter`);
  assert.match(form.body, /value="42\.00"/);
  const cash = { amount: '42', email: 'maria@example.com', reason: 'slip 12' };
  const done = await browser.post(`/dues/${dueId}/counter`, { ...keyOf(form), ...cash });
  assert.match(done.location ?? '', /done=taken$/);
  const late = await browser.get(`/dues/${dueId}/counter`);
  const refused = await browser.post(`/dues/${dueId}/counter`, { ...keyOf(late), ...cash });
  assert.equal(refused.status, 409);
  assert.match(refused.body, /Nothing is owed any more/);
  const other = await world.due();
  const { attempt } = await world.begin(other);
  const quick = await browser.get(`/dues/${other}/counter`);
  await world.pay(attempt, cards.good);
  const aside = await browser.post(`/dues/${other}/counter`, { ...keyOf(quick), ...cash });
  assert.match((await browser.get(aside.location ?? '')).body, /the card had paid already/);
  await world.work();
  await world.assertRight();
});

test('the payer opens the page of a due that was made by hand and pays it', async (t) => {
  const { app, browser, organisation } = await open(t);
  const made = await browser.post('/dues/new', {
    ...meals,
    ...keyOf(await browser.get('/dues/new')),
  });
  const page = await browser.get(made.location ?? '');
  const [, token = ''] = /\/dues\/([a-z0-9]{32})/.exec(page.body) ?? [];
  const address = `/${organisation.slug}/dues/${token}`;
  const shown = await app.inject({ url: address, headers: { 'accept-language': 'en' } });
  assert.equal(shown.statusCode, 200);
  assert.match(shown.body, /Mensa, novembre/);
  assert.doesNotMatch(shown.body, /telephone/, 'what staff wrote for themselves stays with them');
  const [, formToken = ''] = /name="form_token" value="([^"]+)"/.exec(shown.body) ?? [];
  const paid = await app.inject({
    method: 'POST',
    url: `${address}/pay`,
    cookies: Object.fromEntries(shown.cookies.map(({ name, value }) => [name, value])),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ form_token: formToken }).toString(),
  });
  assert.equal(paid.statusCode, 303);
  assert.match(paid.headers.location ?? '', /\/payments\/[a-z0-9]{32}$/);
  const unknown = await app.inject(`/${organisation.slug}/dues/${'0'.repeat(32)}`);
  assert.equal(unknown.statusCode, 404);
  for (const list of ['/lists/dues', '/lists/payments', '/lists/allocations'])
    assert.match((await browser.get(list)).body, /Chiara Bianchi/, `${list} says whose it is`);
});

test('where an organisation collects in several currencies, which one a due is in has to be said', async (t) => {
  const { browser, context, organisation } = await open(t);
  assert.match((await browser.get('/dues/new')).body, /Amount \(EUR\)/);
  assert.equal((await browser.post('/dues/new', { ...meals, currency: 'USD' })).status, 422);
  await setOrganisation(context, organisation, { currencies: ['CHF', 'JPY'] }, 'test');
  const form = await browser.get('/dues/new');
  assert.match(form.body, /value="CHF" checked/);
  const yen = { ...meals, ...keyOf(form), amount: '4200' };
  const unsaid = await browser.post('/dues/new', yen);
  assert.equal(unsaid.status, 422);
  assert.match(unsaid.body, /Choose the currency/);
  const made = await browser.post('/dues/new', { ...yen, currency: 'JPY' });
  assert.match((await browser.get(made.location ?? '')).body, /¥4,200/);
});
