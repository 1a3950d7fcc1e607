/** A portal and a worker that stand still for longer than their leases, and then go on as if nothing had been (F20, F155). */
import { setTimeout as delay } from 'node:timers/promises';
import { patient, withCrowd } from './crowd.ts';
import type { Scene } from './scene.ts';

const where = 'paused for longer than the lease';
// The lease of the town's processes is one second.
const pauseMs = 2500;

export async function pauseProcesses(scene: Scene, times: number): Promise<void> {
  const { town, tally, dice } = scene;
  const { house } = town;
  // What has reached the portal that stands still waits for it; everything else goes to its sibling.
  await withCrowd(scene, { size: 4, patience: patient(), where }, async () => {
    for (let time = 0; time < times; time += 1) {
      const worker = dice.oneOf(['worker a', 'worker b'] as const);
      const portal = dice.oneOf(['portal a', 'portal b'] as const);
      house.lead(portal);
      await delay(100 + dice.below(600));
      house.signal(worker, 'SIGSTOP');
      house.signal(portal, 'SIGSTOP');
      house.lead(portal === 'portal a' ? 'portal b' : 'portal a');
      await delay(pauseMs);
      house.signal(worker, 'SIGCONT');
      house.signal(portal, 'SIGCONT');
      tally.fault('F20', 2);
      tally.fault('F155');
    }
  });
}
