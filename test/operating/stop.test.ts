/** A portal and a worker are told to stop while they are busy, as every deployment of a new version does. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { sql } from '../../src/database/sql.ts';
import { owe } from '../support/owe.ts';
import type { Page } from '../support/page.ts';
import { createPayer, type Tab } from '../support/payer.ts';
import { cards, confirm, goToProvider } from '../support/steps.ts';
import { startProgram } from '../support/program.ts';
import { until } from '../support/until.ts';
import { assertSound, attemptStates, openHouse, slug, type House } from './house.ts';

// All must be under way before the provider counts as silent, also on a slow machine.
const requests = 20;
const wave = 10;
const jobs = 10;

test('a portal that is told to stop answers all that it has accepted', async (t) => {
  const house = await openHouse(t);
  const portal = await house.start('serve');
  house.gate.close();
  const answers: Promise<Page>[] = [];
  // Wave by wave, so that a slow machine does not turn any away.
  while (answers.length < requests) {
    const tabs = await Promise.all(Array.from({ length: wave }, () => tabReadyToPay(house)));
    answers.push(...tabs.map((tab) => confirm(tab)));
    await until('them to be under way', async () => house.gate.waiting() === answers.length);
  }
  const silent = connect(house.port, '127.0.0.1');
  await once(silent, 'connect');

  portal.child.kill('SIGTERM');
  const ready = await until('the portal to say that it stops', async () => {
    const answer = await ask(house, '/health/ready');
    return answer.status === 503 && answer;
  });
  assert.match(ready.body, /stopping/);
  assert.equal(ready.connection, 'close');
  assert.equal((await ask(house, `/${slug}`)).status, 200, 'who comes meanwhile is served');
  await until('the portal to accept nobody any more', () => isRefused(house));
  assert.equal(portal.child.exitCode, null, 'it waits for what is under way');
  await once(silent, 'close');

  house.gate.open();
  for (const page of await Promise.all(answers))
    assert.equal(new URL(page.address).origin, house.gate.url, page.heading);
  const { status, said } = await portal.ended;
  assert.deepEqual([status, said.split('\n').length], [0, 2], said);
  assert.deepEqual(await attemptStates(house), { action_required: requests });
  await assertSound(house.database.owner);
});

test('a worker that is told to stop, twice at once, finishes the jobs that it has begun', async (t) => {
  const house = await openHouse(t);
  await payWithoutReturning(t, house);
  house.gate.close();
  const worker = await house.start('work');
  await until('the questions to be under way', async () => house.gate.waiting() >= jobs);
  worker.child.kill('SIGTERM');
  worker.child.kill('SIGTERM');
  house.gate.open();
  const { status, said } = await worker.ended;
  assert.equal(status, 0, said);
  assert.deepEqual(await attemptStates(house), { succeeded: jobs });
});

test('a process that is told to stop while it starts stops orderly once it has started', async (t) => {
  const house = await openHouse(t);
  const { owner } = house.database;
  const portal = await owner.transaction(async (transaction) => {
    await transaction.query(sql`lock table organisations in access exclusive mode`);
    const starting = startProgram(['serve'], house.settings);
    await until('it to be at its start', async () => {
      const waiting = sql`select from pg_locks where not granted`;
      return (await owner.query(waiting)).length > 0;
    });
    starting.child.kill('SIGTERM');
    return starting;
  });
  const { status, said } = await portal.ended;
  assert.equal(status, 0, said);
});

test('a worker that is told again ends at once, and what it had begun is done by another', async (t) => {
  const house = await openHouse(t);
  await payWithoutReturning(t, house);
  house.gate.close();
  const worker = await house.start('work');
  await until('the questions to be under way', async () => house.gate.waiting() >= jobs);
  await until('the impatient end', async () => {
    worker.child.kill('SIGTERM');
    return worker.child.exitCode !== null;
  });
  const { status, said } = await worker.ended;
  assert.equal(status, 1);
  assert.match(said, /taken up again/);
  assert.deepEqual(await attemptStates(house), { action_required: jobs });
  house.gate.open();
  await house.start('work');
  await until('another worker to do it', async () => {
    return (await attemptStates(house))['succeeded'] === jobs;
  });
  await assertSound(house.database.owner);
});

async function tabReadyToPay(house: House): Promise<Tab> {
  const owed = await owe(house, { slug });
  const tab = createPayer().tab();
  await tab.open(owed.address);
  await tab.press('Pay');
  return tab;
}

/** Payers who pay and close the browser: only questions tell that they did. */
async function payWithoutReturning(t: TestContext, house: House): Promise<void> {
  const portal = await house.start('serve');
  for (let payer = 0; payer < jobs; payer += 1) {
    const owed = await owe(house, { slug });
    const page = await goToProvider(createPayer().tab(), owed.address);
    const session = new URL(page.address).pathname.split('/').at(-1);
    const card = cards.visa.replaceAll(' ', '');
    await house.sandbox.control('POST', `/sessions/${session}/pay`, { card });
  }
  portal.child.kill('SIGTERM');
  assert.equal((await portal.ended).status, 0);
  await house.database.owner.query(
    sql`update attempts set next_ask_at = created_at where next_ask_at is not null`,
  );
  t.diagnostic(`${jobs} payments whose outcome nobody has asked for`);
}

type Answer = { readonly status: number; readonly connection: string; readonly body: string };

/** Over a connection of its own. */
async function ask(house: House, path: string): Promise<Answer> {
  const asked = get(`${house.address}${path}`, { agent: false });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const { statusCode: status = 0, headers } = answer;
  return { status, connection: headers.connection ?? '', body: await text(answer) };
}

async function isRefused(house: House): Promise<boolean> {
  const connection = connect(house.port, '127.0.0.1');
  try {
    await once(connection, 'connect');
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
  } finally {
    connection.destroy();
  }
}
