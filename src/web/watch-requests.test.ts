import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { z } from 'zod';
import { createQuietWorld } from '../../test/crash/quiet-world.ts';
import { post, siteOf, visitForm } from '../../test/support/site.ts';
import { until } from '../../test/support/until.ts';
import type { Fact } from '../observation/index.ts';
import { createLog } from '../portal/log.ts';
import { givenRequestId } from './watch-requests.ts';

const logLine = z.looseObject({ msg: z.string() });

async function watchedSite(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'saldo-log-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'portal.log');
  const { context } = await createQuietWorld(t);
  const facts: Fact[] = [];
  const watched = {
    ...context,
    log: createLog('info', file),
    note: (fact: Fact) => facts.push(fact),
  };
  return {
    app: await siteOf(t, { ...watched, note: (fact) => void watched.note(fact) }),
    facts,
    lines: async () =>
      (await readFile(file, 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line) => logLine.parse(JSON.parse(line))),
  };
}

test('an id that somebody gives a request is kept when it is fit to be written down', () => {
  const given = (headers: Record<string, string>) => givenRequestId(headers);
  assert.equal(
    given({ 'x-request-id': '0b7c2a5e-6d0f-4d43-8f0a-2d6a3f1f8f11' }),
    '0b7c2a5e-6d0f-4d43-8f0a-2d6a3f1f8f11',
  );
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const traceparent = `00-${trace}-00f067aa0ba902b7-01`;
  assert.equal(given({ traceparent }), trace);
  assert.equal(given({ 'x-request-id': 'bad id', traceparent }), trace);
  for (const unfit of [
    '',
    'short',
    'a'.repeat(65),
    'maria.rossi@example.com',
    'line\nbreak-here',
    '4242424242424242',
    'id-4242-4242-4242-4242',
    '{"level":60}',
  ]) {
    assert.equal(given({ 'x-request-id': unfit }), null, unfit);
  }
});

test('a request has one line with its route, never its address, and its id is answered', async (t) => {
  const { app, lines, facts } = await watchedSite(t);
  const answer = await app.inject({
    url: '/valdorata/find?number=FPR-12&email=maria.rossi@example.com',
    headers: { 'x-request-id': 'proxy-0042' },
  });
  assert.equal(answer.headers['x-request-id'], 'proxy-0042');
  const own = await app.inject('/valdorata/payments/0123456789secret');
  assert.match(String(own.headers['x-request-id']), /^[0-9a-z]{16}$/);
  const [first, second] = await lines();
  assert.deepEqual(
    [first?.['request'], first?.['organisation'], first?.['route'], first?.['status']],
    ['proxy-0042', 'valdorata', '/:organisation/find', 200],
  );
  assert.deepEqual(
    [second?.['route'], second?.['status']],
    ['/:organisation/payments/:token', 404],
  );
  assert.doesNotMatch(JSON.stringify(await lines()), /maria|FPR|secret/);
  assert.deepEqual(
    facts.filter((fact) => fact.kind === 'request').map(({ route, status }) => [route, status]),
    [
      ['/:organisation/find', 200],
      ['/:organisation/payments/:token', 404],
    ],
  );
});

test('an address that is nowhere is a line without it, and an organisation that is not there is not named', async (t) => {
  const { app, lines } = await watchedSite(t);
  await app.inject('/wp-login/maria/rossi/secret.php');
  await app.inject('/4242424242424242/find');
  const told = await lines();
  assert.deepEqual(
    told.map((line) => [line['route'], line['status'], line['organisation']]),
    [
      ['none', 404, undefined],
      ['/:organisation/find', 404, undefined],
    ],
  );
  assert.doesNotMatch(JSON.stringify(told), /maria|4242/);
});

test('requests at once keep their circumstances apart, also after their bodies were read', async (t) => {
  const { app, lines } = await watchedSite(t);
  const visit = await visitForm(app, '/valdorata/find');
  const ids = Array.from({ length: 8 }, (_, index) => `request-${index}`);
  await Promise.all(
    ids.map((id) =>
      post(app, visit, '/valdorata/find', { number: id }, { headers: { 'x-request-id': id } }),
    ),
  );
  const posted = (await lines()).filter((line) => line['method'] === 'POST');
  assert.deepEqual(posted.map((line) => String(line['request'])).toSorted(), ids);
  assert(posted.every((line) => line['organisation'] === 'valdorata'));
});

test('a body that comes in pieces long after its head does not lose its request', async (t) => {
  const { app, lines } = await watchedSite(t);
  const visit = await visitForm(app, '/valdorata/find');
  await app.listen({ host: '127.0.0.1', port: 0 });
  const fields = new URLSearchParams({ number: '1', form_token: visit.token }).toString();
  const arrived = once(app.server, 'request');
  const sent = httpRequest(`${app.listeningOrigin}/valdorata/find`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': fields.length,
      'x-request-id': 'late-body',
      cookie: Object.entries(visit.cookies)
        .map((pair) => pair.join('='))
        .join('; '),
    },
  });
  sent.write(fields.slice(0, 5));
  await arrived;
  const answered = once(sent, 'response');
  sent.end(fields.slice(5));
  await answered;
  const line = await until('its line', async () =>
    (await lines()).find((one) => one['request'] === 'late-body'),
  );
  assert.equal(line['organisation'], 'valdorata');
});
