/** Posts come from our own forms in the same browser, or they are refused. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import { Refusal, refusals } from '../core/errors.ts';
import { addCsrf } from './csrf.ts';

const key = new Uint8Array(32).fill(7);

async function site(publicAddress = 'http://localhost:3000'): Promise<FastifyInstance> {
  const app = fastify();
  await app.register(cookie);
  await app.register(formbody);
  addCsrf(app, { publicAddress, key });
  app.setErrorHandler((error, _, reply) => {
    assert(error instanceof Refusal, String(error));
    return reply.status(refusals[error.code].status).send(error.code);
  });
  app.get('/form', async (_, reply) => reply.formToken());
  app.get('/two-forms', async (_, reply) => `${reply.formToken()} ${reply.formToken()}`);
  app.post('/pay', (request, reply) => reply.send(`paid by ${request.visitor !== null}`));
  app.post('/notify', { config: { csrf: 'exempt' } }, async () => 'noted');
  return app;
}

type Visit = { cookies: Record<string, string>; token: string };

async function visit(app: FastifyInstance): Promise<Visit> {
  const response = await app.inject('/form');
  const [given] = response.cookies;
  assert(given);
  return { cookies: { [given.name]: given.value }, token: response.body };
}

async function post(
  app: FastifyInstance,
  { cookies, token }: Partial<Visit>,
  headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
): Promise<number> {
  const response = await app.inject({
    method: 'POST',
    url: '/pay',
    ...(cookies && { cookies }),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: token === undefined ? 'amount=1' : `form_token=${encodeURIComponent(token)}`,
  });
  return response.statusCode;
}

test('a form of ours, sent by the browser that got it, is accepted, twice too', async () => {
  const app = await site();
  const mine = await visit(app);
  assert.equal(await post(app, mine), 200);
  assert.equal(await post(app, mine), 200);
});

test('without token, without cookie, or with those of another browser a form is refused', async () => {
  const app = await site();
  const [mine, other] = [await visit(app), await visit(app)];
  assert.equal(await post(app, { cookies: mine.cookies }), 403);
  assert.equal(await post(app, { token: mine.token }), 403);
  assert.equal(await post(app, { cookies: mine.cookies, token: other.token }), 403);
  assert.equal(await post(app, { cookies: mine.cookies, token: '' }), 403);
});

test('a visitor that we did not sign is nobody', async () => {
  const app = await site();
  const { cookies, token } = await visit(app);
  const [value = ''] = Object.values(cookies);
  const forged = `${value.startsWith('x') ? 'y' : 'x'}${value.slice(1)}`;
  assert.equal(await post(app, { cookies: { saldo: forged }, token }), 403);
  assert.equal(await post(app, { cookies: { saldo: value.split('.')[0] ?? '' }, token }), 403);
});

test('a cookie that is not ours is replaced, however many forms the page has', async () => {
  const app = await site();
  for (const stale of ['%zz', 'signed-by.another-key', '']) {
    const response = await app.inject({ url: '/two-forms', headers: { cookie: `saldo=${stale}` } });
    const [given, ...others] = response.cookies;
    assert(given && others.length === 0);
    const [token = '', again] = response.body.split(' ');
    assert.equal(again, token);
    assert.equal(await post(app, { cookies: { saldo: given.value }, token }), 200);
  }
});

test('a request that another site makes is refused even with the right token', async () => {
  const app = await site();
  const mine = await visit(app);
  for (const from of ['cross-site', 'same-site']) {
    assert.equal(await post(app, mine, { 'sec-fetch-site': from }), 403, from);
  }
  assert.equal(await post(app, mine, { origin: 'https://evil.example' }), 403);
  assert.equal(await post(app, mine, { origin: 'http://localhost:3000' }), 200);
});

test('an old browser that hides its origin is judged by the token', async () => {
  const app = await site();
  const mine = await visit(app);
  assert.equal(await post(app, mine, { origin: 'null' }), 200);
  assert.equal(await post(app, { cookies: mine.cookies }, { origin: 'null' }), 403);
});

test('a route for machines takes posts without a token', async () => {
  const app = await site();
  const response = await app.inject({
    method: 'POST',
    url: '/notify',
    headers: { 'sec-fetch-site': 'cross-site' },
    payload: {},
  });
  assert.equal(response.body, 'noted');
});

test('the cookie is out of reach of scripts, and bound to the host when the portal speaks HTTPS', async () => {
  const plain = await (await site()).inject('/form');
  assert.match(
    String(plain.headers['set-cookie']),
    /^saldo=\S+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const secure = await (await site('https://pay.example.org')).inject('/form');
  assert.match(
    String(secure.headers['set-cookie']),
    /^__Host-saldo=\S+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
});

test('who opens no form gets no cookie, and who has one keeps it for another month', async () => {
  const app = await site();
  assert.equal((await app.inject('/nowhere')).headers['set-cookie'], undefined);
  const mine = await visit(app);
  const again = await app.inject({ url: '/form', cookies: mine.cookies });
  const [renewed] = String(again.headers['set-cookie']).split(';');
  assert.equal(renewed, `saldo=${mine.cookies['saldo']}`);
  assert.equal(again.body, mine.token);
});
