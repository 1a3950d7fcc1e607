/** The portal killed just before, and just after, the COMMIT that makes a payment: the payer's next click makes it once (F1). */
import { sql } from '../../src/database/sql.ts';
import { strict } from './crowd.ts';
import type { Scene } from './scene.ts';
import type { CommitFate } from './database-wire.ts';
import { createPayer } from './payer.ts';

const where = 'portal killed around the COMMIT of a payment';

export async function killAtPayment(scene: Scene): Promise<void> {
  const { house } = scene.town;
  // So that no other COMMIT passes than that of the payer.
  for (const worker of ['worker a', 'worker b'] as const) house.signal(worker, 'SIGSTOP');
  try {
    await killOnce(scene, 'cut_before');
    await killOnce(scene, 'cut_after');
  } finally {
    for (const worker of ['worker a', 'worker b'] as const) house.signal(worker, 'SIGCONT');
  }
}

async function killOnce(scene: Scene, fate: CommitFate): Promise<void> {
  const { town, tally, chronicle } = scene;
  const { house, wire, database } = town;
  const invoice = await town.newInvoice();
  house.lead('portal a');
  const payer = createPayer(house.url, strict(scene, where));
  const [, due = ''] = /name="due" value="([^"]+)"/.exec((await payer.get(invoice)).text) ?? [];
  let isKilled = false;
  wire.decide(() => {
    if (isKilled) return 'passes';
    isKilled = true;
    house.signal('portal a', 'SIGKILL');
    return fate;
  });
  const { location } = await payer.post(`${invoice}/pay`, { due });
  wire.decide(() => 'passes');
  const token = location?.split('/').at(-1) ?? '';
  if (location?.includes('/payments/') === true) chronicle.said.payments.add(token);
  else tally.wrong('payer_disturbed', where, `the payer was led to ${location}`);
  const payments = await database.query(
    sql`select 1 as one from allocations where due_id = ${due}`,
  );
  if (payments.length !== 1) tally.wrong('double', where, `${payments.length} payments were made`);
  if (isKilled) {
    await house.ended('portal a');
    tally.effort('process_kills');
    tally.fault('F1');
    await house.start('portal a');
  } else tally.wrong('not_reached', where, 'no COMMIT passed');
}
