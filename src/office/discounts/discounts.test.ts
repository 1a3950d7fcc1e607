/** Discounts and terms in the back office, over HTTP. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { filledForm } from '../../../test/support/filled-form.ts';
import { addOffers } from '../../../test/support/offers.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff } from '../../../test/support/staff-browser.ts';
import { findDiscounts } from '../../discounts/index.ts';
import { setOrganisation } from '../../organisations/index.ts';

async function open(t: TestContext) {
  const world = await createQuietWorld(t);
  await addOffers(world);
  const app = await siteOf(t, world.context);
  const { browser } = await signInStaff(app, world, 'administrator');
  const discounts = () => findDiscounts(world.context.database, world.organisation.id);
  return { ...world, app, browser, discounts };
}

const path = '/discounts/new_discount';
const welcome = {
  names_it: 'Benvenuto',
  charge_type: 'waste-tax',
  kind: 'percent',
  value: '12,5',
  code: 'ben venuto',
  valid_from: '1/12/2026',
  valid_until: '31/12/2026',
  most_uses: '100',
  is_public: 'yes',
};

test('a discount is made once, changed and ended', async (t) => {
  const { browser, discounts } = await open(t);
  const sent = filledForm(await browser.get(path), path, welcome);
  for (const again of [sent, sent]) {
    assert.equal((await browser.post(path, again)).location?.endsWith('?done=made'), true);
  }
  const [made, ...others] = await discounts();
  assert(made);
  assert.deepEqual(others, [], 'the form sent twice makes one');
  const { code, value, validFrom, mostUses, isPublic, names } = made;
  assert.deepEqual([code, value, validFrom, mostUses, isPublic, names], ['BENVENUTO', 1250n, '2026-12-01', 100, true, { it: 'Benvenuto' }]); // prettier-ignore
  const list = await browser.get('/discounts');
  assert.match(list.body, /12\.5 %/);
  assert.match(list.body, /0 of 100/);
  assert.match(list.body, /Waste tax/, 'the charge type is called by its name');
  const one = `/discounts/${made.id}`;
  const page = await browser.get(one);
  const changed = { kind: 'amount', value: '3,00', is_public: [] };
  assert.match((await browser.post(one, filledForm(page, one, changed))).location ?? '', /saved/);
  assert.equal((await discounts())[0]?.value, 300n);
  // Whoever has the page from before is told, and writes over it only by sending it once more.
  const late = { kind: 'amount', value: '4,00', is_public: [] };
  const told = await browser.post(one, filledForm(page, one, late));
  assert.equal(told.status, 409);
  assert.match(told.body, /value="4,00"/);
  assert.equal((await discounts())[0]?.value, 300n);
  assert.match((await browser.post(one, filledForm(told, one, {}))).location ?? '', /saved/);
  assert.equal((await discounts())[0]?.value, 400n);
  await browser.post(`${one}/end`);
  await browser.post(`${one}/end`);
  assert((await discounts())[0]?.endedAt);
  assert.match((await browser.get(one)).body, /has ended/);
});

test('what is wrong with a discount is said at its field, and what was typed is kept', async (t) => {
  const { browser, discounts } = await open(t);
  const wrong: readonly (readonly [Record<string, string>, string])[] = [
    [{ names_it: '' }, 'names_it'],
    [{ value: '100' }, 'value'],
    [{ value: '0' }, 'value'],
    [{ code: 'a!' }, 'code'],
    [{ valid_from: '32/1/2026' }, 'valid_from'],
    [{ valid_until: '1/11/2026' }, 'valid_until'],
    [{ most_uses: '-1' }, 'most_uses'],
  ];
  for (const [fields, field] of wrong) {
    const page = await browser.get(path);
    const answer = await browser.post(path, filledForm(page, path, { ...welcome, ...fields }));
    assert.equal(answer.status, 422, JSON.stringify(fields));
    assert.match(answer.body, new RegExp(`id="${field}-error"`), JSON.stringify(fields));
  }
  assert.deepEqual(await discounts(), []);
  for (const _ of [1, 2]) {
    const page = await browser.get(path);
    await browser.post(path, filledForm(page, path, welcome));
  }
  assert.equal((await discounts()).length, 1, 'a code is one discount’s');
});

test('somebody of another service sees and touches no discount', async (t) => {
  const place = await open(t);
  const { browser, app, discounts } = place;
  await browser.post(path, filledForm(await browser.get(path), path, welcome));
  const [made] = await discounts();
  assert(made);
  const email = 'other@ente.example';
  const { browser: other } = await signInStaff(app, place, 'administrator', ['school'], email);
  assert.doesNotMatch((await other.get('/discounts')).body, /Benvenuto/);
  assert.equal((await other.get(`/discounts/${made.id}`)).status, 404);
  assert.equal((await other.post(`/discounts/${made.id}/end`)).status, 404);
  assert.equal((await other.post(path, { ...welcome, code: 'MINE' })).status, 422);
  assert.deepEqual(await discounts(), [made]);
  assert.equal((await other.get('/terms')).status, 403);
});

test('each change of the terms is a version of its own, with what it said and who wrote it', async (t) => {
  const { browser, context, organisation } = await open(t);
  await setOrganisation(
    context,
    organisation,
    { terms: { it: 'Prime <b>condizioni</b>' } },
    'test',
  );
  await browser.get('/settings/terms');
  await browser.post('/settings/terms', { terms_it: 'Seconde condizioni' });
  const { body } = await browser.get('/terms');
  assert.match(body, /Version 3[^<]*in force/);
  assert.match(body, /Prime &lt;b&gt;condizioni&lt;\/b&gt;/);
  assert.match(body, /by Person administrator/);
  const list = await browser.get('/lists/payments?terms=3&columns=payment_id,terms_version');
  assert.equal(list.status, 200);
});
