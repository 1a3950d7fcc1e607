/** `npm start` with its own database is killed in the middle of payments; started again, it has lost nothing. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { stopServersBelow } from '../support/stop-servers.ts';
import { cards } from '../support/world.ts';
import { freePort, startProgram, stop, type Program } from './deployment.ts';
import { truthRows } from './hard-world.ts';
import { createPayer, nothingAcknowledged, payInvoice } from './payer.ts';

const payments = 3;
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
  const start = async (): Promise<string> => {
    demo = startProgram(['demo'], environment);
    const [, invoice = ''] = await demo.says(/Pay a demo invoice: (\S+)/);
    return new URL(invoice).pathname;
  };
  /** The demo names an invoice that can be paid whenever it starts: a paid one is not named again. */
  const restarted = async (paid: string): Promise<string> => {
    if (demo) await stop(demo);
    const next = await start();
    assert.notEqual(next, paid, 'what was paid is not asked for again');
    return next;
  };
  const payer = createPayer(environment.SALDO_URL);
  let invoice = await start();
  for (let payment = 0; payment < payments; payment += 1) {
    const acknowledged = nothingAcknowledged();
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
      invoice = await start();
    }
    await payInvoice(payer, plan);
    assert(acknowledged.isPaid);
    if (invoice === plan.invoice && payment + 1 < payments) invoice = await restarted(invoice);
  }
  const verified = await startProgram(['verify', '--json'], environment).ended;
  assert.equal(verified.status, 0, verified.said);
  const truth = await fetch(`http://127.0.0.1:${environment.SANDBOX_PORT}/control/truth`);
  const { items } = truthRows.parse(await truth.json());
  assert.equal(items.length, payments, 'one reference was charged for each invoice');
  for (const row of items) assert.equal(row.charges.length, 1, row.reference);
});

async function kill9(program: Program | null): Promise<void> {
  assert(program);
  program.child.kill('SIGKILL');
  await program.ended;
}
