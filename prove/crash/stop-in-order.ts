/** SIGTERM with requests and jobs in flight, as each new version brings (F19): what was accepted is done. */
import { setTimeout as delay } from 'node:timers/promises';
import { strict, withCrowd } from './crowd.ts';
import type { Scene } from './scene.ts';

const where = 'stopped by SIGTERM with work in flight';
const requests = 50;
const longestStopMs = 30_000;

export async function stopInOrder(scene: Scene): Promise<void> {
  await withCrowd(scene, { size: 3, patience: strict(scene, where), where }, async () => {
    await stopPortal(scene);
    await stopWorker(scene);
  });
}

/** All requests are inside and wait for the database when the signal comes. */
async function stopPortal({ town, tally }: Scene): Promise<void> {
  const { house, wire } = town;
  const address = new URL(await town.newInvoice(), house.addressOf('portal a'));
  house.lead('portal b');
  const held = wire.hold();
  const answers = Array.from({ length: requests }, () =>
    fetch(address, { headers: { connection: 'close' } }).then(
      async (answer) => {
        await answer.text();
        return answer.status;
      },
      () => 0,
    ),
  );
  // Each connection of its pool asks something; the other requests stand behind them.
  for (let waited = 0; held.waiting() < 16 && waited < 100; waited += 1) await delay(20);
  house.signal('portal a', 'SIGTERM');
  await delay(100);
  held.release();
  const statuses = await Promise.all(answers);
  const dropped = statuses.filter((status) => status !== 200);
  if (dropped.length > 0) {
    tally.wrong('dropped_by_stop', where, `${dropped.length} of ${requests}: ${dropped.join(' ')}`);
  }
  await endsInOrder({ town, tally }, 'portal a');
}

async function stopWorker({ town, tally }: Scene): Promise<void> {
  town.house.signal('worker a', 'SIGTERM');
  await endsInOrder({ town, tally }, 'worker a');
}

async function endsInOrder(
  { town, tally }: Pick<Scene, 'town' | 'tally'>,
  member: 'portal a' | 'worker a',
): Promise<void> {
  const { house } = town;
  const end = await Promise.race([house.ended(member), delay(longestStopMs)]);
  if (!end) {
    tally.wrong('stuck', where, `${member} does not end`);
    house.signal(member, 'SIGKILL');
    await house.ended(member);
  } else if (end.status !== 0) {
    tally.wrong('ended_by_itself', where, `${member} ended with ${end.status}: ${end.said}`);
  }
  tally.fault('F19');
  await house.start(member);
}
