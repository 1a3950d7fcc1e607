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

test('who reads another language is told in which the service is written, and so is what reads the page aloud', async (t) => {
  const { app, context, organisation } = await openSite(t);
  const [service] = offers(['25.00']).services;
  const definition = { name: { it: 'Cultura' }, languages: ['it'] };
  const charge = {
    ...service?.charge_types[0],
    definition: {
      name: { it: 'Tessera' },
      description: { it: 'Vale un anno.' },
      amount: { kind: 'fixed', amount: '25.00' },
    },
  };
  const written = { services: [{ ...service, definition, charge_types: [charge] }] };
  await loadOffers(context, organisation, written, 'test');
  for (const address of ['/valdorata/services/culture', url]) {
    const spanish = await app.inject(`${address}?language=es`);
    assert.match(spanish.body, /están solo en: Italiano/);
    assert.match(spanish.body, /<h1><span lang="it">/);
    assert.match(spanish.body, /<p lang="it">Vale un anno\.<\/p>/);
    const italian = await app.inject(`${address}?language=it`);
    assert.doesNotMatch(italian.body, /soltanto in|<h1><span|<p lang/);
  }
});

test('what is closed while its form is filled in is not taken any more', async (t) => {
  const { send, offer, app } = await openSite(t);
  await offer(['25.00', '40.00'], 'closed');
  assert.equal((await send(right)).statusCode, 404);
  const page = await app.inject('/valdorata/services/culture?language=en');
  assert.match(page.body, /nothing to pay for this service/);
});
