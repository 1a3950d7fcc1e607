/** A portal killed while its request is at the provider, before or after it took effect there (F4). */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { cards } from './cards.ts';
import { strict } from './crowd.ts';
import { payInvoice } from './journey.ts';
import { passTime } from './pass-time.ts';
import { createPayer } from './payer.ts';
import type { Scene } from './scene.ts';
import type { Town } from './town.ts';
import { longestWaitMs } from './patience.ts';

/** What is asked of the provider, and how far it has come when the portal dies. */
const deaths = [
  { on: 'start', fault: 'hang_before_effect' },
  { on: 'start', fault: 'hang_after_effect' },
  { on: 'cancel', fault: 'hang_before_effect' },
  { on: 'cancel', fault: 'hang_after_effect' },
] as const;

export async function killAtProvider(scene: Scene): Promise<void> {
  for (const death of deaths) await killOnce(scene, death);
}

async function killOnce(scene: Scene, death: (typeof deaths)[number]): Promise<void> {
  const { town, tally, chronicle } = scene;
  const { house, ground, sandboxAccount } = town;
  const where = `portal killed while ${death.on} is at the provider, ${death.fault}`;
  const invoice = await town.newInvoice();
  const patience = AbortSignal.timeout(longestWaitMs);
  await ground.control('POST', '/faults', { ...death, account_id: sandboxAccount });
  house.lead('portal a');
  const paid = payInvoice(createPayer(house.url, strict(scene, where)), {
    invoice,
    cards: [cards.good],
    cancelsFirst: death.on === 'cancel',
    said: chronicle.said,
    passTime: () => passTime(town),
    patience,
  }).catch((error: unknown) => {
    tally.wrong('stuck', where, error instanceof Error ? error.message : String(error));
  });
  if (await isTaken(town, patience)) {
    house.signal('portal a', 'SIGKILL');
    await house.ended('portal a');
    tally.effort('process_kills');
    tally.fault('F4');
    await house.start('portal a');
  } else tally.wrong('not_reached', where, 'the provider was not asked');
  await paid;
}

const faultList = z.object({ items: z.array(z.object({ account_id: z.string().nullable() })) });

/** The provider uses the fault up when the request that it strikes has come. */
async function isTaken({ ground, sandboxAccount }: Town, patience: AbortSignal): Promise<boolean> {
  while (!patience.aborted) {
    const { items } = faultList.parse(await ground.control('GET', '/faults'));
    if (items.every((planted) => planted.account_id !== sandboxAccount)) return true;
    await delay(30);
  }
  return false;
}
