import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../test/support/until.ts';
import type { HealthCheck, Verdict } from '../core/health-check.ts';
import { answerHealth, createHealth, type Health } from './index.ts';

function checkOf(
  name: string,
  ok: boolean,
  more: Partial<HealthCheck> = {},
): HealthCheck & { readonly verdict: Verdict } {
  const { stopsPayers = false } = more;
  const verdict = { name, ok, stopsPayers, sentence: `${name} says so.` };
  return { name, stopsPayers, run: () => Promise.resolve([verdict]), ...more, verdict };
}

async function ask(health: Health, question: string, accept?: string) {
  const answer = await answerHealth(health, `/health/${question}`, accept);
  assert(answer, `/health/${question} is answered`);
  return answer;
}

async function readiness(...checks: readonly HealthCheck[]) {
  const { status, body } = await ask(createHealth(checks), 'ready');
  return `${status} ${JSON.parse(body).status}`;
}

test('a portal where all is well is ready', async () => {
  assert.equal(await readiness(checkOf('disk', true), checkOf('database', true)), '200 ready');
});

test('what does not stop payers makes the portal degraded, and it goes on serving', async () => {
  assert.equal(await readiness(checkOf('disk', false), checkOf('mails', true)), '200 degraded');
});

test('what stops payers makes the portal not ready', async () => {
  const health = createHealth([checkOf('database', true, { stopsPayers: true })]);
  assert.equal((await ask(health, 'started')).status, 200);
  const broken = checkOf('database', false, { stopsPayers: true });
  assert.equal(await readiness(broken), '503 starting');
  let ok = true;
  const turning = createHealth([
    {
      ...broken,
      run: () => Promise.resolve([{ ...broken.verdict, ok }]),
    },
  ]);
  await ask(turning, 'ready');
  ok = false;
  await untilAskedAnew(turning, 'not ready');
  assert.equal((await ask(turning, 'ready')).status, 503);
  assert.equal((await ask(turning, 'started')).status, 200, 'it has started all the same');
});

async function untilAskedAnew(health: Health, status: string): Promise<void> {
  await until(status, async () => (await health.report()).status === status);
}

test('a portal that has not been ready yet has not started', async () => {
  const health = createHealth([checkOf('database', false, { stopsPayers: true })]);
  assert.equal((await ask(health, 'started')).status, 503);
  assert.equal((await ask(health, 'live')).status, 200, 'but it lives');
});

test('a process that stops says so at once and goes on living', async () => {
  const health = createHealth([checkOf('database', true)]);
  assert.equal((await ask(health, 'ready')).status, 200);
  health.stop();
  const { status, body } = await ask(health, 'ready');
  assert.equal(status, 503);
  assert.match(body, /"status":"stopping".*This process is stopping/);
  assert.equal((await ask(health, 'live')).status, 200);
});

test('a check that fails or never answers counts as not well, without a word of why', async () => {
  const never = new Promise<never>(() => {});
  const secret = new Error('host db-7.internal refused maria');
  const checks = [
    checkOf('slow', true, { stopsPayers: true, run: () => never }),
    checkOf('broken', true, { run: () => Promise.reject(secret) }),
  ];
  const { status, body } = await ask(createHealth(checks, { patienceMs: 20 }), 'ready');
  assert.equal(status, 503);
  assert.match(body, /"name":"slow","ok":false/);
  assert.match(body, /"name":"broken","ok":false/);
  assert.doesNotMatch(body, /maria|internal/);
});

test('while the database is away, what needs it is not asked', async () => {
  let asked = 0;
  const count = (): Promise<Verdict[]> => {
    asked += 1;
    return Promise.resolve([]);
  };
  const needs = checkOf('mails', true, { after: 'database', run: count });
  await createHealth([checkOf('database', false), needs]).report();
  assert.equal(asked, 0);
  await createHealth([checkOf('database', true), needs]).report();
  assert.equal(asked, 1);
});

test('however many ask within a second, the checks run once', async () => {
  let asked = 0;
  const counted = checkOf('database', true, {
    run: () => {
      asked += 1;
      return Promise.resolve([]);
    },
  });
  const health = createHealth([counted]);
  await Promise.all(Array.from({ length: 50 }, () => health.report()));
  assert.equal(asked, 1);
});

test('people get lines and programs JSON', async () => {
  const health = createHealth([checkOf('disk', false), checkOf('mails', true)]);
  const page = await ask(health, 'ready', 'text/html,application/xhtml+xml');
  assert.match(page.type, /^text\/plain/);
  assert.match(page.body, /^degraded\nDEGRADED {2}disk +disk says so\.\nwell +mails/);
  const json: unknown = JSON.parse((await ask(health, 'ready', '*/*')).body);
  assert.deepEqual(json, {
    status: 'degraded',
    checks: [
      { name: 'disk', ok: false, stops_payers: false, sentence: 'disk says so.' },
      { name: 'mails', ok: true, stops_payers: false, sentence: 'mails says so.' },
    ],
  });
  assert.equal(await answerHealth(health, '/health/other', undefined), null);
});

test('it is logged when something goes wrong, and when it is well again', async () => {
  const lines: string[] = [];
  const log = {
    info: (...words: unknown[]) => lines.push(JSON.stringify(words)),
    warn: (...words: unknown[]) => lines.push(JSON.stringify(words)),
  };
  let ok = false;
  const disk = checkOf('disk', ok);
  const run = () => Promise.resolve([{ ...disk.verdict, ok }]);
  const health = createHealth([{ ...disk, run }], { log });
  await health.report();
  await health.report();
  ok = true;
  await untilAskedAnew(health, 'ready');
  assert.equal(lines.length, 2);
  assert.match(lines[0] ?? '', /disk says so/);
  assert.match(lines[1] ?? '', /all is well again/);
});
