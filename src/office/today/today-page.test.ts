import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { makePayments } from '../../../test/support/many-payments.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff } from '../../../test/support/staff-browser.ts';
import { sql } from '../../database/sql.ts';

test('every figure of the first page is what the list behind it counts', async (t) => {
  const world = await createQuietWorld(t);
  const { database, organisation, clock } = world;
  await makePayments(database.owner, organisation.id, 120);
  await database.owner.query(sql`
    update payments set paid_on = ${clock.now()}::date - (payment_id like '%5')::integer
    where organisation_id = ${organisation.id} and state = 'paid'`);
  const app = await siteOf(t, world.context);
  const { browser } = await signInStaff(app, world, 'accounting');
  const { status, body } = await browser.get('');
  assert.equal(status, 200);
  assert.match(body, /<svg class="it-chart"[^>]+aria-label="[^"]+"/);
  const tiles = [...body.matchAll(/<dd><a href="([^"]+)">([\s\S]*?)<\/a><\/dd>/g)];
  assert(tiles.length >= 4, `${tiles.length} tiles`);
  for (const [, address = '', shown = ''] of tiles) {
    const list = await browser.get(address.replaceAll('&amp;', '&'));
    assert.equal(list.status, 200, address);
    for (const [, amount = ''] of shown.matchAll(/<span>([^<]+)<\/span>/g))
      assert(list.body.includes(`: ${amount}`), `${amount} at ${address}`);
  }
  const lines = [...body.matchAll(/<th scope="row"><a href="([^"]+)">[^<]*<\/a><\/th>\s*<td[^>]*>(\d+)<\/td>/g)]; // prettier-ignore
  assert(lines.length >= 8, `${lines.length} lines`);
  // A line of one currency is a part of a list of all.
  const counts = new Map<string, number>();
  for (const [, address = '', count] of lines)
    counts.set(address, (counts.get(address) ?? 0) + Number(count));
  for (const [address, count] of counts) {
    const list = await browser.get(address.replaceAll('&amp;', '&'));
    assert(list.body.includes(`Rows: ${count}`), `${count} rows at ${address}`);
  }
});

test('without payments the first page says that there is nothing, and nothing to do', async (t) => {
  const world = await createQuietWorld(t);
  const app = await siteOf(t, world.context);
  const { browser } = await signInStaff(app, world, 'support');
  const { body } = await browser.get('');
  assert.match(body, /Nothing needs you/);
  assert.match(body, /Nothing/);
});
