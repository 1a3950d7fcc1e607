import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeClock } from '../core/clock.ts';
import type { Fact } from './fact.ts';
import { createMetrics } from './metrics.ts';

const now = new Date('2026-11-22T10:00:00Z');

const quiet = {
  clock: fakeClock(now),
  backlogs: () => Promise.resolve([]),
  verdicts: () => Promise.resolve([]),
  pool: () => ({ used: 3, idle: 4, waiting: 5 }),
};

async function pageAfter(facts: readonly Fact[], sources: Partial<typeof quiet> = {}) {
  const metrics = createMetrics();
  for (const fact of facts) metrics.note(fact);
  const { body, type } = await metrics.page({ ...quiet, ...sources });
  assert.match(type, /^text\/plain; version=0\.0\.4/);
  return body;
}

function holds(body: string, line: string): void {
  assert(body.split('\n').includes(line), `${line}\nin\n${body}`);
}

test('each kind of fact has a figure', async () => {
  const body = await pageAfter([
    { kind: 'request', method: 'GET', route: '/:organisation/find', status: 200, seconds: 0.004 },
    {
      kind: 'provider_call',
      provider: 'sandbox',
      operation: 'start',
      outcome: 'unknown',
      seconds: 10,
    },
    { kind: 'transaction', outcome: 'committed', seconds: 0.002 },
    { kind: 'job_run', job: 'send-messages', outcome: 'done', found: 7, seconds: 1 },
    { kind: 'attempt_moved', provider: 'sandbox', method: 'card', to: 'succeeded' },
    { kind: 'notification_processed', seconds: 2 },
    { kind: 'receipt_issued' },
    { kind: 'mail_tried', template: 'receipt-for-payer', outcome: 'temporary' },
  ]);
  for (const line of [
    'saldo_http_request_duration_seconds_bucket{le="0.005",method="GET",route="/:organisation/find",status="200"} 1',
    'saldo_provider_call_duration_seconds_count{provider="sandbox",operation="start",outcome="unknown"} 1',
    'saldo_transaction_duration_seconds_count{outcome="committed"} 1',
    'saldo_job_found_total{job="send-messages"} 7',
    'saldo_attempts_total{provider="sandbox",method="card",state="succeeded"} 1',
    'saldo_notification_processing_seconds_sum 2',
    'saldo_receipts_issued_total 1',
    'saldo_mails_total{template="receipt-for-payer",outcome="temporary"} 1',
    'saldo_database_connections{state="waiting"} 5',
  ]) {
    holds(body, line);
  }
  assert.match(body, /^nodejs_eventloop_lag_p99_seconds /m);
});

test('what waits is read when the page is asked for, and forgotten when it cannot be read', async () => {
  const metrics = createMetrics();
  const oldest = new Date(now.getTime() - 90_000);
  const mails = { name: 'mails', what: 'Mails', count: 2, oldest, patienceMs: 1 };
  const verdict = { name: 'database', ok: true, stopsPayers: true, sentence: 'It answers.' };
  const well = await metrics.page({
    ...quiet,
    backlogs: () => Promise.resolve([mails]),
    verdicts: () => Promise.resolve([verdict]),
  });
  holds(well.body, 'saldo_backlog_items{queue="mails"} 2');
  holds(well.body, 'saldo_backlog_oldest_seconds{queue="mails"} 90');
  holds(well.body, 'saldo_health_ok{check="database",stops_payers="true"} 1');
  const away = await metrics.page({
    ...quiet,
    backlogs: () => Promise.reject(new Error('the database is away')),
    verdicts: () => Promise.resolve([{ ...verdict, ok: false }]),
  });
  assert.doesNotMatch(away.body, /queue="mails"/);
  holds(away.body, 'saldo_health_ok{check="database",stops_payers="true"} 0');
});
