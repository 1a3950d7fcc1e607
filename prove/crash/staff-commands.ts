/** What staff do by the command line, which is killed in the middle and given once more. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from '../../src/database/sql.ts';
import type { Fate } from './flows.ts';
import { noteDeath } from './note-death.ts';
import { passTime } from './pass-time.ts';
import type { Scene } from './scene.ts';
import { slug, type Town } from './town.ts';

/** @returns the address of the invoice after the command was killed and given once more */
export async function importInvoice(
  { town, tally, chronicle }: Scene,
  fate: Fate,
): Promise<string> {
  const { number, file } = town.writeInvoice();
  const path = join(town.folder, 'invoice.xml');
  await writeFile(path, file);
  const order = ['import', 'invoices', path, '--organisation', slug, '--json'];
  noteDeath(tally, fate, await town.house.run(order, fate));
  const again = await town.house.run(order);
  const status = fate.startsWith('import.before_commit') ? 'imported' : 'already_known';
  if (again.status !== 0 || !again.said.includes(`"status":"${status}"`)) {
    tally.wrong('acked_missing', `import killed at ${fate}`, `the second said ${again.said}`);
  }
  chronicle.said.imported.add(number);
  return (await town.addressOf(number)) ?? '';
}

/** The provider charges once more by itself; staff order its return, and again when the order was lost. */
export async function giveBack(
  scene: Scene,
  token: string,
  fate: Fate,
  patience: AbortSignal,
): Promise<void> {
  const { town, tally, chronicle } = scene;
  const [attempt] = await town.database.query<{ id: string }>(sql`
    select settled_by as id from payments where access_token = ${token}`);
  const reference = attempt?.id ?? '';
  chronicle.chargedAgain.add(reference);
  await town.ground.control('POST', `/sessions/${reference}/charge-again`, {});
  tally.fault('F54');
  const item = await suspenseOf(town, reference, patience);
  const order = ['payment', 'return', item, '--organisation', slug, '--reason', 'paid twice'];
  noteDeath(tally, fate, await town.house.run(order, fate));
  if (!fate.startsWith('refund.before_commit')) return;
  const again = await town.house.run(order);
  if (again.status === 0) chronicle.said.returned.add(item);
  else tally.wrong('stuck', `return killed at ${fate}`, again.said);
}

async function suspenseOf(town: Town, attempt: string, patience: AbortSignal): Promise<string> {
  while (!patience.aborted) {
    const [row] = await town.database.query<{ id: string }>(sql`
      select suspense_item_id as id from suspense_items join attempts using (organisation_id, attempt_id)
      where payment_id = (select payment_id from attempts where attempt_id = ${attempt})`);
    if (row) return row.id;
    await passTime(town);
    await delay(50);
  }
  throw new Error('the second charge was not set aside in time');
}
