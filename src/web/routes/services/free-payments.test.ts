/** Free payments over HTTP: how often, for whom, and what becomes of offers that change meanwhile. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createQuietWorld } from '../../../../test/crash/quiet-world.ts';
import { post, siteOf, visitForm } from '../../../../test/support/site.ts';
import { sql } from '../../../database/sql.ts';
import { loadOffers } from '../../../services/index.ts';

const url = '/valdorata/services/culture/card';
const right = { debtor_name: 'Maria Rossi', choice: '2-40.00' };

function offers(choices: readonly string[], state = 'open') {
  const definition = {
    name: { en: 'Membership' },
    amount: { kind: 'list', choices: choices.map((amount) => ({ amount })) },
  };
  const charge = { id: 'card', kind: 'free', definition, state };
  const named = { name: { en: 'Culture' } };
  return { services: [{ id: 'culture', definition: named, charge_types: [charge] }] };
}

async function openSite(t: TestContext) {
  const world = await createQuietWorld(t);
  const offer = (choices: readonly string[], state?: string) =>
    loadOffers(world.context, world.organisation, offers(choices, state), 'test');
  await offer(['25.00', '40.00']);
  const app = await siteOf(t, world.context);
  const visit = await visitForm(app, url);
  const send = (fields: Readonly<Record<string, string>>, from?: string) =>
    post(app, visit, url, fields, from === undefined ? {} : { from });
  return { ...world, app, visit, send, offer };
}

test('one network begins sixty free payments an hour, and others are not kept from theirs', async (t) => {
  const { app, visit, database } = await openSite(t);
  const send = async (from: string): Promise<number> => {
    // A cart is emptied so that each one finds room.
    await database.owner.query(sql`delete from cart_items`);
    return (await post(app, visit, url, right, { from })).statusCode;
  };
  for (let each = 0; each < 60; each += 1) assert.equal(await send('198.51.100.1'), 303);
  assert.equal(await send('198.51.100.1'), 429);
  assert.equal(await send('198.51.100.2'), 303);
});

test('a choice that has another amount by now is not taken for the old one or the new', async (t) => {
  const { send, offer } = await openSite(t);
  await offer(['25.00', '55.00']);
  const answer = await send(right);
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /55,00/);
  assert.equal((await send({ ...right, choice: '2-55.00' })).statusCode, 303);
});

test('what is closed while its form is filled in is not taken any more', async (t) => {
  const { send, offer, app } = await openSite(t);
  await offer(['25.00', '40.00'], 'closed');
  assert.equal((await send(right)).statusCode, 404);
  const page = await app.inject('/valdorata/services/culture?language=en');
  assert.match(page.body, /nothing to pay for this service/);
});
