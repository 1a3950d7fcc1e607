/** Data of payers in the back office: found, given out and erased, by administrators who prove again who they are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld } from '../../../test/crash/quiet-world.ts';
import { siteOf } from '../../../test/support/site.ts';
import { signInStaff } from '../../../test/support/staff-browser.ts';
import { sql } from '../../database/sql.ts';
import { openTicket } from '../../tickets/index.ts';

const email = 'maria.rossi@example.com';

test('an administrator finds, gives out and erases what is known of a payer, after a code', async (t) => {
  const world = await createQuietWorld(t);
  const { context, organisation, database, clock } = world;
  const app = await siteOf(t, context);
  await openTicket(context, organisation, {
    kind: 'other',
    language: 'it',
    email,
    name: 'Maria Rossi',
    payment: null,
    details: {},
    words: 'secret-words',
    attachments: [],
    orderKey: 'a'.repeat(32),
  });
  const { browser, code } = await signInStaff(app, world, 'administrator');
  clock.advance(12 * 60_000);
  await browser.get('/privacy');
  const asked = await browser.post('/privacy', { email });
  assert.equal(asked.status, 403, 'the code is asked for first');
  const found = await browser.post('/privacy', { email, confirmation_code: code() });
  assert.equal(found.status, 200, found.body);
  assert.match(found.body, /R-2026-000001/);
  assert.equal((await browser.post('/privacy', { email: 'nobody' })).status, 422);
  assert.match((await browser.post('/privacy', { email: 'a@b.it' })).body, /does not know/);
  assert.equal((await browser.post('/privacy/export', { email })).status, 422);
  const given = await browser.post('/privacy/export', { email, export_reason: 'prot. 1' });
  assert.match(given.body, /secret-words/);
  const unsure = await browser.post('/privacy/erase', { email, erase_reason: 'prot. 1' });
  assert.equal(unsure.status, 422);
  const fields = { email, erase_reason: 'prot. 1', sure: 'yes' };
  assert.match((await browser.post('/privacy/erase', fields)).body, /1 requests/);
  const left = await database.owner.query(sql`
    select 1 as one from ticket_messages where words <> ''`);
  assert.equal(left.length, 0);
});
