/** `npm start` with its own database is killed in the middle of payments; started again, it has lost nothing. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { testInvoice } from '../../src/invoices/formats/test-invoice.ts';
import { stopServersBelow } from '../support/stop-servers.ts';
import { cards } from '../support/world.ts';
import { freePort, startProgram, stop, type Program } from './deployment.ts';
import { truthRows } from './hard-world.ts';
import { createPayer, nothingAcknowledged, payInvoice, type Payer } from './payer.ts';

const numbers = ['K/1', 'K/2', 'K/3'];
const killsOfEach = 2;
const longestDelayMs = 700;

test('killed at any instant of a payment, the demo starts again with all that it had said', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'saldo-d-'));
  t.after(async () => {
    await stopServersBelow(folder);
    await rm(folder, { recursive: true, force: true });
  });
  const port = await freePort();
  const environment = {
    DATABASE_URL: '',
    SMTP_URL: '',
    SALDO_DATA: folder,
    PORT: String(port),
    SALDO_URL: `http://127.0.0.1:${port}`,
    SANDBOX_PORT: String(await freePort()),
    MAILBOX_PORT: String(await freePort()),
    LEASE_SECONDS: '1',
    LOG_LEVEL: 'error',
  };
  let demo: Program | null = null;
  t.after(async () => {
    if (demo) await stop(demo);
  });
  const start = async (): Promise<void> => {
    demo = startProgram(['demo'], environment);
    await demo.says(/Pay a demo invoice: /);
  };
  await start();
  const file = join(folder, 'invoices.xml');
  await writeFile(file, testInvoice(numbers.map((number) => ({ number, issuedOn: '2026-11-02' }))));
  const order = ['import', 'invoices', file, '--organisation', 'demo'];
  const loaded = await startProgram(order, environment).ended;
  assert.equal(loaded.status, 0, loaded.said);
  const payer = createPayer(environment.SALDO_URL);
  for (const number of numbers) {
    const acknowledged = nothingAcknowledged();
    const invoice = await findInvoice(payer, number);
    const plan = { invoice, card: cards.good, acknowledged, passTime: () => delay(200) };
    for (let kill = 0; kill < killsOfEach; kill += 1) {
      const paying = payInvoice(payer, plan).catch((error: unknown) => {
        // The portal is gone, as it should be: the payer comes again below.
        assert(error instanceof TypeError, String(error));
      });
      const instant = randomInt(longestDelayMs);
      await delay(instant);
      await kill9(demo);
      await paying;
      t.diagnostic(`killed after ${instant} ms, ${acknowledged.isPaid ? 'paid' : 'not yet paid'}`);
      await start();
    }
    await payInvoice(payer, plan);
    assert(acknowledged.isPaid);
  }
  const verified = await startProgram(['verify', '--json'], environment).ended;
  assert.equal(verified.status, 0, verified.said);
  const truth = await fetch(`http://127.0.0.1:${environment.SANDBOX_PORT}/control/truth`);
  const { items } = truthRows.parse(await truth.json());
  assert.equal(items.length, numbers.length, 'one reference was charged for each invoice');
  for (const row of items) assert.equal(row.charges.length, 1, row.reference);
});

async function kill9(program: Program | null): Promise<void> {
  assert(program);
  program.child.kill('SIGKILL');
  await program.ended;
}

/** By what is printed on it, as its payer would. */
async function findInvoice(payer: Payer, number: string): Promise<string> {
  await payer.get('/demo/find');
  const printed = { number, customer_code: 'RSSMRA80A01H501U', amount: '122,00' };
  const { location } = await payer.post('/demo/find', printed);
  assert(location, `${number} is found`);
  return location;
}
