/** What cannot be served is explained in the reader's language, and tells nothing of our inside. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import type { RefusalCode } from '../core/errors.ts';
import { Refusal } from '../core/errors.ts';
import { isLanguage } from '../core/texts.ts';
import { addErrorPages } from './error-pages.ts';
import { sampleView } from './gallery/samples.ts';
import { addSecurityHeaders } from './security-headers.ts';

const files = {
  stylesheet: '/a.css',
  theme: null,
  script: '/a.js',
  passkeyScript: '/p.js',
  formScript: '/f.js',
  font: '/a.woff2',
};

async function site(publicAddress = 'http://localhost:3000'): Promise<FastifyInstance> {
  const app = fastify();
  addSecurityHeaders(app, { publicAddress, pageOrigins: ['http://127.0.0.1:3001'] });
  addErrorPages(app, {
    view: (request) => {
      const language = String(request.headers['accept-language']);
      return sampleView(files, isLanguage(language) ? language : 'it', 'none');
    },
    errorId: () => 'err-42',
  });
  app.get<{ Params: { code: RefusalCode } }>('/refuse/:code', (request) => {
    throw new Refusal(request.params.code, 'a detail for the log');
  });
  app.get('/break', async () => {
    throw new Error('password=hunter2');
  });
  app.get('/full', async () => {
    // What PostgreSQL says when the disk of its data is full.
    throw Object.assign(new Error('could not extend file'), { code: '53100' });
  });
  return app;
}

test('every refusal has its status and a page in each language', async () => {
  const app = await site();
  const expected = [
    ['not_found', 404, 'it', 'Pagina non trovata'],
    ['form_expired', 403, 'en', 'The page was open for too long'],
    ['too_many_tries', 429, 'es', 'Demasiadas solicitudes'],
    ['due_withdrawn', 409, 'it', 'Non è possibile farlo adesso'],
    ['provider_unavailable', 503, 'en', 'Service not available at the moment'],
  ] as const;
  for (const [code, status, language, title] of expected) {
    const headers = { 'accept-language': language };
    const response = await app.inject({ url: `/refuse/${code}`, headers });
    assert.equal(response.statusCode, status, code);
    assert.match(response.body, new RegExp(`<html lang="${language}">`));
    assert.match(response.body, new RegExp(title));
    assert.doesNotMatch(response.body, /a detail for the log/);
  }
});

test('an address that leads nowhere answers 404 with a page', async () => {
  const response = await (await site()).inject('/nowhere');
  assert.equal(response.statusCode, 404);
  assert.match(response.body, /Pagina non trovata/);
});

test('a fault of ours shows an id to quote and nothing of its cause', async () => {
  const response = await (await site()).inject('/break');
  assert.equal(response.statusCode, 500);
  assert.match(response.body, /err-42/);
  assert.doesNotMatch(response.body, /hunter2|error-pages/);
});

test('a database without room or memory is a moment that passes, and who comes is told when to come again', async () => {
  const app = await site();
  for (const url of ['/full', '/refuse/unavailable', '/refuse/provider_unavailable']) {
    const response = await app.inject(url);
    assert.equal(response.statusCode, 503, url);
    assert.equal(response.headers['retry-after'], '2');
  }
  assert.equal((await app.inject('/break')).headers['retry-after'], undefined);
});

test('a request that is no good HTTP is refused as the reader’s, not ours', async () => {
  const app = await site();
  app.post('/in', async () => 'in');
  const headers = { 'content-type': 'application/json' };
  const response = await app.inject({ method: 'POST', url: '/in', headers, payload: '{' });
  assert.equal(response.statusCode, 400);
  assert.match(response.body, /Non è possibile farlo adesso/);
});

test('every answer confines its page and is kept by nobody', async () => {
  const app = await site();
  for (const url of ['/refuse/not_found', '/nowhere', '/break']) {
    const { headers } = await app.inject(url);
    const policy = new Map(
      String(headers['content-security-policy'])
        .split(';')
        .map((rule): [string, string] => {
          const [name = '', ...values] = rule.trim().split(' ');
          return [name, values.join(' ')];
        }),
    );
    assert.equal(policy.get('default-src'), "'none'");
    assert.equal(policy.get('script-src'), "'self'");
    assert.equal(policy.get('style-src'), "'self'");
    assert.equal(policy.get('form-action'), "'self' http://127.0.0.1:3001");
    assert.equal(policy.get('frame-ancestors'), "'none'");
    assert.equal(policy.get('base-uri'), "'none'");
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
    assert.match(String(headers['permissions-policy']), /camera=\(\).*payment=\(\)/);
    assert.equal(headers['strict-transport-security'], undefined);
  }
});

test('HSTS is sent when the public address is https', async () => {
  const { headers } = await (await site('https://pay.example.org')).inject('/nowhere');
  assert.equal(headers['strict-transport-security'], 'max-age=63072000; includeSubDomains');
});
