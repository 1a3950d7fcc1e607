/** `npm start` with its own database, killed in the middle of payments and started again, has lost nothing. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { testInvoice } from '../../src/invoices/formats/test-invoice.ts';
import { cards } from './cards.ts';
import { patient } from './crowd.ts';
import { nothingAcknowledged } from './acknowledged.ts';
import type { Dice } from './dice.ts';
import { freePort } from '../../test/support/free-port.ts';
import type { Ground } from './ground.ts';
import { payInvoice } from './journey.ts';
import { createPayer, type Payer } from './payer.ts';
import { kill, startProgram, type Program } from './program.ts';
import type { Tally } from './tally.ts';
import { longestWaitMs } from './patience.ts';

const where = 'the demo killed as a whole';
const number = 'K/1';
const longestDelayMs = 700;

const truth = z.object({
  items: z.array(z.object({ reference: z.string(), charges: z.array(z.unknown()) })),
});

export async function killDemo(
  ground: Ground,
  tally: Tally,
  dice: Dice,
  kills: number,
): Promise<void> {
  const folder = join(ground.folder, 'd');
  await mkdir(folder);
  const port = String(await freePort());
  const settings = {
    DATABASE_URL: '',
    SMTP_URL: '',
    SALDO_DATA: folder,
    PORT: port,
    SALDO_URL: `http://127.0.0.1:${port}`,
    SANDBOX_PORT: String(await freePort()),
    MAILBOX_PORT: String(await freePort()),
    LEASE_SECONDS: '1',
    LOG_LEVEL: 'error',
  };
  const start = async (): Promise<Program> => {
    const started = startProgram(['demo'], settings);
    await started.says(/Pay a demo invoice: /);
    return started;
  };
  let demo = await start();
  try {
    const file = join(folder, 'invoices.xml');
    await writeFile(file, testInvoice({ number, issuedOn: '2026-11-02' }));
    const order = ['import', 'invoices', file, '--organisation', 'demo'];
    const loaded = await startProgram(order, settings).ended;
    if (loaded.status !== 0) tally.wrong('stuck', where, loaded.said);
    const payer = createPayer(settings.SALDO_URL, patient());
    const paying = payInvoice(payer, {
      invoice: await findInvoice(payer),
      cards: [cards.good],
      said: nothingAcknowledged(),
      passTime: () => Promise.resolve(),
      patience: AbortSignal.timeout(longestWaitMs),
    }).catch((error: unknown) => {
      tally.wrong('stuck', where, error instanceof Error ? error.message : String(error));
    });
    for (let done = 0; done < kills; done += 1) {
      await delay(dice.below(longestDelayMs));
      await kill(demo);
      tally.effort('process_kills');
      demo = await start();
    }
    await paying;
    await checkDemo(settings, tally);
  } finally {
    demo.child.kill('SIGTERM');
    await demo.ended;
  }
}

async function checkDemo(
  settings: Readonly<Record<string, string>> & { readonly SANDBOX_PORT: string },
  tally: Tally,
): Promise<void> {
  const verified = await startProgram(['verify', '--json'], settings).ended;
  if (verified.status !== 0) tally.wrong('unbalanced', where, verified.said);
  const answer = await fetch(`http://127.0.0.1:${settings.SANDBOX_PORT}/control/truth`);
  const { items } = truth.parse(await answer.json());
  const charges = items.flatMap((row) => row.charges).length;
  if (charges !== 1) tally.wrong(charges === 0 ? 'lost' : 'double', where, `${charges} charges`);
}

/** By what is printed on it, as its payer would. */
async function findInvoice(payer: Payer): Promise<string> {
  await payer.get('/demo/find');
  const printed = { number, customer_code: 'RSSMRA80A01H501U', amount: '122,00' };
  const { location } = await payer.post('/demo/find', printed);
  if (location === null) throw new Error(`${number} is not found`);
  return location;
}
