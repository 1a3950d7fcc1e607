/** What an operator sees of a payment: one log through all processes, figures, health, and no secret anywhere. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { z } from 'zod';
import { sql } from '../../src/database/sql.ts';
import { nothingAcknowledged } from '../../prove/crash/acknowledged.ts';
import { freePort } from '../support/free-port.ts';
import { breakGround } from '../../prove/crash/ground.ts';
import { payInvoice } from '../../prove/crash/journey.ts';
import { passTime, settleDown } from '../../prove/crash/pass-time.ts';
import { createPayer } from '../../prove/crash/payer.ts';
import type { Ended, Program } from '../../prove/crash/program.ts';
import { foundTown, type Town } from '../../prove/crash/town.ts';
import { until } from '../support/until.ts';
import { cards } from '../support/world.ts';

const logLine = z.looseObject({
  level: z.number(),
  time: z.number(),
  pid: z.number(),
  msg: z.string(),
});
type Line = z.infer<typeof logLine>;

type Watched = {
  readonly program: Program;
  readonly metrics: string;
};

/** A portal or a worker as an operator would run it, with a port for figures. */
async function watch(town: Town, role: 'serve' | 'work'): Promise<Watched> {
  const port = await freePort();
  const program = town.house.launch([role], {
    PORT: role === 'serve' ? new URL(town.house.addressOf('portal a')).port : '0',
    METRICS_PORT: String(port),
    LOG_LEVEL: 'debug',
  });
  await program.says(/^(?:portal|worker): /m);
  return { program, metrics: `http://127.0.0.1:${port}` };
}

async function found(t: TestContext): Promise<Town> {
  const ground = await breakGround();
  t.after(() => ground.clear());
  const town = await foundTown(ground, 'watched');
  t.after(() => town.close());
  return town;
}

async function stop({ child, ended }: Program): Promise<Ended> {
  child.kill('SIGTERM');
  return ended;
}

const patience = {
  tries: 1,
  pauseMs: 0,
  forgivesErrors: false,
  onTrouble: () => {},
};

const key = Buffer.alloc(32, 7).toString('base64');

/** Every line of it, but for the sentences at the start, which are for people. */
async function logOf({ program }: Watched): Promise<Line[]> {
  const { said, status } = await stop(program);
  assert.equal(status, 0, said.slice(-800));
  return said
    .trimEnd()
    .split('\n')
    .filter((line) => !/^(?:portal|worker): /.test(line))
    .map((line) => logLine.parse(JSON.parse(line)));
}

async function figuresOf({ metrics }: Watched): Promise<string> {
  return (await fetch(`${metrics}/metrics`)).text();
}

/** The sum of a figure over all its labels that match. */
function sumOf(page: string, name: string, labels = ''): number {
  const lines = page.split('\n').filter((line) => line.startsWith(name) && line.includes(labels));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

test('an operator can follow one payment from its first click to its last mail', async (t) => {
  const town = await found(t);
  const [portal, worker] = [await watch(town, 'serve'), await watch(town, 'work')];
  const payer = createPayer(town.house.url, patience);
  await payer.get('/valdorata/find?utm=query-text');
  await payer.post('/valdorata/find', {
    number: 'typed-number',
    customer_code: 'typed-code',
    amount: '1,00',
  });
  const invoice = await town.newInvoice();
  const patient = AbortSignal.timeout(60_000);
  const payment = await payInvoice(payer, {
    invoice,
    cards: [cards.declined, cards.good],
    said: nothingAcknowledged(),
    passTime: () => passTime(town),
    patience: patient,
  });
  assert.equal(await settleDown(town, patient), null);

  const [attempt] = await town.database.query<{ payment_id: string; attempt_id: string }>(
    sql`select payment_id, attempt_id from attempts where state = 'succeeded'`,
  );
  assert(attempt);
  await t.test('the figures of both processes say so', () => checkFigures(portal, worker));
  await t.test('both processes are well, and say so in words', () => checkHealth(portal, worker));
  const lines = { portal: await logOf(portal), worker: await logOf(worker) };
  await t.test('the log tells its story', () => {
    checkStory(lines.portal, lines.worker, attempt.payment_id, attempt.attempt_id);
  });
  await t.test('the log holds no secret and nothing of a person', async () => {
    await checkSecrets(
      town,
      [payment, invoice.split('/').at(-1) ?? ''],
      [...lines.portal, ...lines.worker],
    );
  });
});

async function checkFigures(portal: Watched, worker: Watched): Promise<void> {
  const pages = [await figuresOf(portal), await figuresOf(worker)];
  const total = (name: string, labels = '') =>
    pages.reduce((sum, page) => sum + sumOf(page, name, labels), 0);
  assert.equal(total('saldo_attempts_total', 'state="succeeded"'), 1);
  assert.equal(total('saldo_attempts_total', 'state="failed"'), 1);
  assert.equal(total('saldo_receipts_issued_total'), 1);
  assert.equal(total('saldo_mails_total', 'outcome="sent"'), 2);
  assert(total('saldo_notification_processing_seconds_count') >= 1);
  assert(total('saldo_provider_call_duration_seconds_count', 'operation="start"') >= 2);
  assert(total('saldo_transaction_duration_seconds_count', 'outcome="committed"') >= 5);
  assert(total('saldo_database_connections') >= 1);
  const [page = ''] = pages;
  const started = 'method="POST",route="/:organisation/payments/:token/start",status="303"';
  assert(sumOf(page, 'saldo_http_request_duration_seconds_count', started) >= 1);
  assert.equal(sumOf(page, 'saldo_backlog_items', 'queue="mails"'), 0);
  assert.doesNotMatch(pages.join(''), /(?:pay|att|org|due)_[0-9a-z]{26}|valdorata|@/);
}

async function checkHealth(portal: Watched, worker: Watched): Promise<void> {
  for (const { metrics } of [portal, worker]) {
    const answer = await fetch(`${metrics}/health/ready`);
    assert.equal(answer.status, 200);
    const { checks } = z
      .object({ checks: z.array(z.looseObject({ name: z.string(), ok: z.boolean() })) })
      .parse(await answer.json());
    const ill = checks.filter(({ name, ok }) => !ok && !name.endsWith('disk'));
    assert.deepEqual(ill, []);
    assert(checks.some(({ name }) => name === 'workers'));
    assert.equal((await fetch(`${metrics}/health/started`)).status, 200);
    assert.equal((await fetch(`${metrics}/other`)).status, 404);
    assert.equal((await fetch(`${metrics}/metrics`, { method: 'POST' })).status, 405);
  }
}

function checkStory(portal: Line[], worker: Line[], payment: string, attempt: string): void {
  const about = (lines: Line[]) =>
    lines.filter((line) => {
      const text = JSON.stringify(line);
      return text.includes(payment) || text.includes(attempt);
    });
  const requests = about(portal).filter((line) => line.msg === 'request');
  const routes = new Set(
    requests.map((line) => `${String(line['method'])} ${String(line['route'])}`),
  );
  for (const route of [
    'POST /:organisation/invoices/:token/pay',
    'POST /:organisation/payments/:token/start',
    'GET /:organisation/payments/:token/return',
  ]) {
    assert(routes.has(route), `${route} in ${[...routes].join(', ')}`);
  }
  for (const line of requests) {
    assert.deepEqual([line['organisation'], line['payment']], ['valdorata', payment]);
    assert(typeof line['request'] === 'string' && typeof line['ms'] === 'number');
  }
  const messages = [...about(portal), ...about(worker)].map((line) => line.msg);
  for (const message of ['provider answered', 'attempt moved', 'notification kept'])
    assert(messages.includes(message), message);
  // What was done in a request says in which.
  const moved = about(portal).find((line) => line.msg === 'attempt moved');
  assert(requests.some((line) => line['request'] === moved?.['request']));
  const done = about(worker).map((line) => `${String(line['job'])}: ${line.msg}`);
  assert(done.includes('issue-receipts: receipt given'), done.join(', '));
  assert.equal(done.filter((what) => what === 'send-messages: mail tried').length, 2);
  assert(worker.filter((line) => line['job']).every((line) => line['organisation']));
}

/** Whatever the payer typed, and whatever opens something. */
async function checkSecrets(town: Town, tokens: string[], lines: Line[]): Promise<void> {
  const log = lines.map((line) => JSON.stringify(line)).join('\n');
  const [row] = await town.database.query<{ visitor: string; code: string }>(sql`
    select visitor, (select verification_code from receipts limit 1) as code from payments`);
  const secrets = [
    ...tokens,
    row?.visitor,
    row?.code,
    key,
    'maria',
    'example.com',
    'valdorata.example',
    cards.good,
    cards.declined,
    'query-text',
    'typed-number',
    'typed-code',
    'RSSMRA80A01H501U',
    String(town.ground.server.portal.password),
  ];
  for (const secret of secrets) {
    assert(secret, 'there is something to look for');
    assert(!log.includes(secret), `${secret} in the log`);
  }
  // The end of the card's number, but not a part of an instant, a process or a port.
  assert.doesNotMatch(log, /(?<![\w:.])4242(?!\w)/);
  assert.doesNotMatch(log, /[\w.]+@[\w.]+|cookie|authorization|sandbox-signature/i);
}

test('a portal without worker is degraded, and one whose database is not as expected is not ready', async (t) => {
  const town = await found(t);
  const portal = await watch(town, 'serve');
  const answer = await fetch(`${portal.metrics}/health/ready`);
  const { status } = z.object({ status: z.string() }).parse(await answer.json());
  assert.equal(status, 'degraded', 'nobody does the work that waits');
  await town.database.query(sql`alter table schema_migrations rename to away`);
  const page = await until('not ready', async () => {
    const asked = await fetch(`${town.house.url}/health/ready`);
    return asked.status === 503 && asked.text();
  });
  assert.match(page, /"name":"migrations","ok":false,"stops_payers":true/);
  assert.equal((await fetch(`${town.house.url}/health/live`)).status, 200);
  await town.database.query(sql`alter table away rename to schema_migrations`);
});
