import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { createHealth } from '../health/index.ts';
import { PortTaken } from '../web/listen.ts';
import { serveMetrics } from './serve-metrics.ts';

const shown = {
  page: () => Promise.resolve({ type: 'text/plain', body: 'saldo_receipts_issued_total 1\n' }),
  health: createHealth([]),
  log: pino({ level: 'silent' }),
};

test('figures and health are shown on loopback and nowhere else', async (t) => {
  const listener = await serveMetrics(shown, 0);
  t.after(() => listener.close());
  const figures = await fetch(`http://127.0.0.1:${listener.port}/metrics`);
  assert.equal(await figures.text(), 'saldo_receipts_issued_total 1\n');
  assert.equal((await fetch(`http://127.0.0.1:${listener.port}/health/ready`)).status, 200);
  // Another address of this machine: whoever listens on all of them would answer.
  await assert.rejects(fetch(`http://127.0.0.2:${listener.port}/metrics`));
});

test('a port that is taken is named by its setting', async (t) => {
  const listener = await serveMetrics(shown, 0);
  t.after(() => listener.close());
  await assert.rejects(serveMetrics(shown, listener.port), (error) => {
    assert(error instanceof PortTaken);
    assert.match(error.message, /METRICS_PORT/);
    return true;
  });
});

test('figures that cannot be made are an error and not an empty page', async (t) => {
  const page = () => Promise.reject(new Error('it failed'));
  const listener = await serveMetrics({ ...shown, page }, 0);
  t.after(() => listener.close());
  assert.equal((await fetch(`http://127.0.0.1:${listener.port}/metrics`)).status, 500);
});
