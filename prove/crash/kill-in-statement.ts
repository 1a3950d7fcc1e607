/** A portal killed while its statement waits, with rows locked already: they are free within ten seconds (F32). */
import { setTimeout as delay } from 'node:timers/promises';
import { startStopwatch } from '../../src/core/clock.ts';
import { sql } from '../../src/database/sql.ts';
import { strict } from './crowd.ts';
import { payInvoice } from './journey.ts';
import { passTime } from './pass-time.ts';
import { payAtProvider } from './pay-at-provider.ts';
import { createPayer } from './payer.ts';
import type { Scene } from './scene.ts';
import type { Town } from './town.ts';
import { longestWaitMs } from './patience.ts';

const where = 'portal killed inside a statement';
const longestSeconds = 10;

export async function killInStatement(scene: Scene): Promise<void> {
  const { town, chronicle } = scene;
  const { house } = town;
  const payer = createPayer(house.url, strict(scene, where));
  const invoice = await town.newInvoice();
  house.lead('portal a');
  // Nobody else may record the outcome first.
  for (const worker of ['worker a', 'worker b'] as const) house.signal(worker, 'SIGSTOP');
  try {
    const payment = await payAtProvider(payer, invoice, scene);
    await killWhileWaiting(scene, payment);
    await payer.get(`${payment}/return`);
  } finally {
    for (const worker of ['worker a', 'worker b'] as const) house.signal(worker, 'SIGCONT');
  }
  await payInvoice(payer, {
    invoice,
    cards: [],
    said: chronicle.said,
    passTime: () => passTime(town),
    patience: AbortSignal.timeout(longestWaitMs),
  });
}

/** The portal locks attempt and payment and waits for the due, which the proof holds. */
async function killWhileWaiting({ town, tally }: Scene, payment: string): Promise<void> {
  const { house, database } = town;
  const token = payment.split('/').at(-1) ?? '';
  await database.transaction(async (transaction) => {
    await transaction.query(sql`
      select 1 as one from dues where (organisation_id, due_id) in (
        select organisation_id, due_id from allocations join payments using (organisation_id, payment_id)
        where access_token = ${token}) for update`);
    // It dies before it answers.
    const asked = fetch(new URL(`${payment}/return`, house.addressOf('portal a'))).catch(() => {});
    const isWaiting = await within(town, token, (free) => !free);
    house.signal('portal a', 'SIGKILL');
    await house.ended('portal a');
    await asked;
    tally.effort('process_kills');
    const freedAfter = startStopwatch();
    const isFree = await within(town, token, (free) => free);
    if (!isWaiting) tally.wrong('not_reached', where, 'it locked nothing');
    else if (!isFree) tally.wrong('lock_kept', where, `for ${longestSeconds} seconds and more`);
    else
      tally.progress(`${where}: its locks were free after ${Math.round(freedAfter() * 1000)} ms`);
    // A transaction that says nothing for long is ended by the server.
    await transaction.query(sql`select 1 as one`);
  });
  tally.fault('F32');
  await house.start('portal a');
}

/** @returns whether the attempt became locked, or free, in time */
async function within(
  { database }: Town,
  token: string,
  isSo: (free: boolean) => boolean,
): Promise<boolean> {
  const elapsed = startStopwatch();
  while (elapsed() < longestSeconds) {
    const free = await database.query(sql`
      select 1 as one from attempts where (organisation_id, payment_id) in (
        select organisation_id, payment_id from payments where access_token = ${token})
      for update skip locked`);
    if (isSo(free.length > 0)) return true;
    await delay(50);
  }
  return false;
}
