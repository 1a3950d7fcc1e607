/** Requests that no browser of good will sends: every answer is a page of ours, and says nothing of our inside. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
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

test('a whole URL in the request line never makes links to its host', async (t) => {
  const { context } = await createQuietWorld(t);
  const app = await siteOf(t, context);
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  for (const target of ['http://evil.example/?a=1', '//evil.example/', '/\\evil.example']) {
    const body = await askRaw(Number(port), target);
    assert.match(body, /^HTTP\/1\.1 404/, target);
    assert.match(body, /content-security-policy/i, target);
    assert.doesNotMatch(body, /evil\.example/, target);
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

test('no request may trickle in for ever', async (t) => {
  const { context } = await createQuietWorld(t);
  const { server } = await siteOf(t, context);
  assert(server.requestTimeout > 0 && server.requestTimeout <= 120_000);
  assert(server.headersTimeout > 0 && server.headersTimeout <= 120_000);
});

test('behind a proxy that we were not told of, every cookie is still bound to HTTPS', async (t) => {
  const { context } = await createQuietWorld(t);
  const app = await siteOf(t, { ...context, publicUrl: 'https://pay.example.org' });
  const answer = await app.inject('/valdorata/find?language=es');
  const cookies = [answer.headers['set-cookie']].flat();
  assert.equal(cookies.length, 2);
  for (const cookie of cookies) assert.match(String(cookie), /; Secure/);
});

/** As bytes on the wire: clients that are polite would make a tidy address of it. */
async function askRaw(port: number, target: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`, 'latin1');
  return text(socket);
}
