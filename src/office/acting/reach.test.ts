/** What becomes of payments, as seen by somebody who is let into some services only. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHardWorld } from '../../../test/crash/hard-world.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff } from '../../../test/support/staff-browser.ts';
import { cards } from '../../../test/support/world.ts';
import { askProvider } from '../../payments/index.ts';

test('somebody of another service sees neither second payments nor disputes, and can touch none', async (t) => {
  const world = await createHardWorld(t);
  const { context, organisation } = world;
  const app = await siteOf(t, context);
  const { attempt } = await world.begin(await world.due());
  await world.pay(attempt, cards.good);
  await askProvider(context, organisation, attempt, 'payer');
  const session = `/sessions/${attempt.providerReference}`;
  await world.sandbox.control('POST', `${session}/charge-again`);
  await world.sandbox.control('POST', `${session}/dispute`, {});
  for (const event of await world.allEvents()) await world.notify(event);
  await world.work();

  const signIn = (services: readonly string[] | null, name: string) =>
    signInStaff(app, world, 'accounting', services, `${name}@ente.example`);
  const { browser: all } = await signIn(null, 'all');
  const pages = ['/suspense', '/disputes'];
  const items: string[] = [];
  for (const page of pages) {
    const { body } = await all.get(page);
    const [, item] =
      /href="[^"]*\/office(\/(?:suspense\/sus_|disputes\/dsp_)[^"]+)"/.exec(body) ?? [];
    assert(item, `${page} lists something`);
    items.push(item);
  }
  const { browser: theirs } = await signIn(['invoices'], 'theirs');
  const { browser: other } = await signIn(['another'], 'other');
  for (const [index, item] of items.entries()) {
    assert.match((await theirs.get(pages[index] ?? '')).body, new RegExp(item));
    assert.equal((await theirs.get(item)).status, 200);
    assert.doesNotMatch((await other.get(pages[index] ?? '')).body, new RegExp(item));
    assert.equal((await other.get(item)).status, 404);
  }
  const [item = '', dispute = ''] = items;
  for (const deed of [`${item}/ask`, `${item}/against`, `${dispute}/accept`]) {
    assert.equal((await other.post(deed, { reason: 'mine', order_key: 'k' })).status, 404, deed);
  }
});
