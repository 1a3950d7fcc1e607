/** The door for notifications: open to everybody, so nothing comes in by it that is not genuine, and nothing is left behind. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DatabaseError } from 'pg';
import { sql } from '../../src/database/sql.ts';
import { useProviderAccount } from '../../src/organisations/index.ts';
import { createLog } from '../../src/portal/log.ts';
import { createQuietWorld } from '../crash/quiet-world.ts';
import { siteOf } from '../support/site.ts';

const secrets = { api_key: 'key', notification_secret: 'secret' };
const account = { id: 'acc_one', provider: 'sandbox', secrets };

test('what is not genuine is refused as such, whatever its size and kind, and leaves nothing', async (t) => {
  const { context, organisation, database } = await createQuietWorld(t);
  await useProviderAccount(context, organisation, account, 'test');
  const app = await siteOf(t, context);
  const send = async (payload: string, headers: Record<string, string>, url = 'acc_one') => {
    const address = `/valdorata/notifications/${url}`;
    const answer = await app.inject({ method: 'POST', url: address, headers, payload });
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    return answer.statusCode;
  };
  const json = { 'content-type': 'application/json' };
  assert.equal(await send('{}', json), 401);
  assert.equal(await send('{"__proto__":{}}', { ...json, 'sandbox-signature': 't=1,v1=00' }), 401);
  assert.equal(await send('due=1', { 'content-type': 'application/x-www-form-urlencoded' }), 401);
  assert.equal(await send('x', { 'content-type': 'nonsense' }), 415);
  assert.equal(await send('x'.repeat(100_000), json), 401);
  assert.equal(await send('x'.repeat(300_000), json), 413);
  assert.equal(await send('{}', json, 'acc_two'), 404);
  assert.deepEqual(await database.owner.query(sql`select event_id from inbox_events`), []);
});

test('the log is nobody else’s to read, and holds no row, no secret and nothing that a stranger wrote', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'saldo-log-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'portal.log');
  const log = createLog('info', file);
  const { context, organisation } = await createQuietWorld(t);
  await useProviderAccount(context, organisation, account, 'test');
  const app = await siteOf(t, { ...context, log });
  const url = `/valdorata/notifications/acc_one?${'filler'.repeat(1000)}`;
  await app.inject({ method: 'POST', url, payload: 'x', headers: { 'content-type': 'a/b' } });
  const failure = new DatabaseError('a row breaks a rule', 1, 'error');
  failure.detail = 'Failing row contains (maria.rossi@example.com, 122.00)';
  failure.where = 'unnamed portal parameter $1 = maria.rossi@example.com';
  app.log.error({ err: new Error('it failed', { cause: failure }) }, 'a request failed');
  log.error({ err: failure }, 'job failed');
  const text = await readFile(file, 'utf8');
  assert.match(text, /a row breaks a rule/);
  assert.match(text, /notification refused/);
  assert.doesNotMatch(text, /maria|filler/);
  assert.equal((await stat(file)).mode & 0o077, 0);
});
