/** What is counted and timed of each fact; labels have few values, and none names a person or a thing. */
import { Counter, Histogram, type Registry } from 'prom-client';
import type { Fact } from './fact.ts';

/** From a millisecond to the longest that anything of ours may take. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Of what people and other machines take part in. */
const slowBuckets = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600];

/** @returns what counts a fact */
export function createInstruments(registry: Registry): (fact: Fact) => void {
  const figures = { ...timed(registry), ...counted(registry) };
  return (fact) => record(figures, fact);
}

type Figures = ReturnType<typeof timed> & ReturnType<typeof counted>;

function record(figures: Figures, fact: Fact): void {
  switch (fact.kind) {
    case 'request': {
      const { method, route, status, seconds } = fact;
      return figures.requests.observe({ method, route, status }, seconds);
    }
    case 'provider_call': {
      const { provider, operation, outcome, seconds } = fact;
      return figures.calls.observe({ provider, operation, outcome }, seconds);
    }
    case 'transaction':
      return figures.transactions.observe({ outcome: fact.outcome }, fact.seconds);
    case 'job_run':
      figures.found.inc({ job: fact.job }, fact.found);
      return figures.jobs.observe({ job: fact.job, outcome: fact.outcome }, fact.seconds);
    case 'notification_processed':
      return figures.notifications.observe(fact.seconds);
    case 'attempt_moved': {
      const { provider, method, to } = fact;
      return figures.attempts.inc({ provider, method, state: to });
    }
    case 'receipt_issued':
      return figures.receipts.inc();
    case 'mail_tried':
      return figures.mails.inc({ template: fact.template, outcome: fact.outcome });
  }
}

function timed(registry: Registry) {
  const registers = [registry];
  const requests = new Histogram({
    name: 'saldo_http_request_duration_seconds',
    help: 'Requests to the portal, by the pattern of their address.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  });
  const calls = new Histogram({
    name: 'saldo_provider_call_duration_seconds',
    help: 'Calls to providers, by what they answered.',
    labelNames: ['provider', 'operation', 'outcome'],
    buckets,
    registers,
  });
  const transactions = new Histogram({
    name: 'saldo_transaction_duration_seconds',
    help: 'Database transactions, repetitions and waiting for a connection included.',
    labelNames: ['outcome'],
    buckets,
    registers,
  });
  const jobs = new Histogram({
    name: 'saldo_job_duration_seconds',
    help: 'Rounds of jobs, one organisation each.',
    labelNames: ['job', 'outcome'],
    buckets,
    registers,
  });
  const found = new Counter({
    name: 'saldo_job_found_total',
    help: 'Pieces of work that jobs found.',
    labelNames: ['job'],
    registers,
  });
  const notifications = new Histogram({
    name: 'saldo_notification_processing_seconds',
    help: 'From taking a notification in until what it said is settled.',
    buckets: slowBuckets,
    registers,
  });
  return { requests, calls, transactions, jobs, found, notifications };
}

function counted(registry: Registry) {
  const registers = [registry];
  const attempts = new Counter({
    name: 'saldo_attempts_total',
    help: 'Attempts at paying, by the state that they came to.',
    labelNames: ['provider', 'method', 'state'],
    registers,
  });
  const receipts = new Counter({
    name: 'saldo_receipts_issued_total',
    help: 'Receipts given.',
    registers,
  });
  const mails = new Counter({
    name: 'saldo_mails_total',
    help: 'Mails handed to the mail server, by what it said.',
    labelNames: ['template', 'outcome'],
    registers,
  });
  return { attempts, receipts, mails };
}
