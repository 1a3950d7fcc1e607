/** Requests that no browser of good will sends: every answer is a page of ours, and says nothing of our inside. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createQuietWorld } from '../crash/quiet-world.ts';
import { siteOf } from '../support/site.ts';

test('an address that cannot be ours is answered by a page, without a fault and without links elsewhere', async (t) => {
  const { context } = await createQuietWorld(t);
  const app = await siteOf(t, context);
  for (const target of [
    '/%00',
    '/valdorata/invoices/a%00b',
    '/valdorata/payments/a%00b/state',
    '/valdorata/notifications/%00',
    '/%zz',
    '/%e0%a4%a',
    `/${'a'.repeat(300)}`,
    `/valdorata/invoices/${'a'.repeat(300)}`,
    '/..%2f..%2fetc%2fpasswd',
    '/valdorata/../../etc/passwd',
    '/.git/config',
    '/__proto__',
    '/constructor/find',
  ]) {
    const answer = await app.inject(target);
    assert.equal(answer.statusCode, 404, target);
    assert.match(String(answer.headers['content-type']), /^text\/html/, target);
    assert.match(String(answer.headers['content-security-policy']), /default-src 'none'/, target);
    assert.doesNotMatch(answer.body, /evil\.example|not an address|FST_|0x00/, target);
  }
});

test('a method that an address does not take is refused by 405, which names those it takes', async (t) => {
  const { context } = await createQuietWorld(t);
  const app = await siteOf(t, context);
  const page = '/valdorata/find';
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'] as const) {
    const answer = await app.inject({ method, url: page });
    assert.equal(answer.statusCode, 405, method);
    assert.equal(answer.headers.allow, 'GET, HEAD, POST', method);
  }
  const post = await app.inject({ method: 'POST', url: '/valdorata/help' });
  assert.equal(post.statusCode, 405);
  assert.equal(post.headers.allow, 'GET, HEAD');
  const get = await app.inject('/valdorata/notifications/acc_x');
  assert.equal(get.statusCode, 405);
  assert.equal((await app.inject({ method: 'DELETE', url: '/valdorata/x/y' })).statusCode, 404);
});
